// SPDX-License-Identifier: MIT
// try: whether a way to publish works, without a CA and without an order.
#include "arguments.h"
#include "command.h"
#include "issuance/publishflow.h"
#include "trialoutput.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace cw::cli
{

namespace
{

Result<QStringList> readNames(const QStringList &texts)
{
    QStringList names;
    for (const QString &text : texts) {
        const Result<checks::CheckedName> name = checks::checkName(text, checks::CaScope::Private);
        if (!name)
            return name.failure();
        names.append(name->ascii);
    }
    if (names.isEmpty())
        return Failure(BadInput {BadInput::Fault::NoNames, {}, QStringLiteral("NAME")});
    return names;
}

} // namespace

void printTrial(const Output &output, const publish::Trial &trial)
{
    const QString servers = trial.servers.join(QStringLiteral(", "));
    const double seconds = double(trial.duration.count()) / 1000;
    output.line((trial.staysThere
                     ? QCoreApplication::translate("cli", "%1: a test value was put at %2 and seen at %3 (%4 s). It stays until the next value replaces it.")
                     : QCoreApplication::translate("cli", "%1: a test record was added at %2, seen at %3, and taken away again (%4 s)."))
                    .arg(trial.zone, trial.name.toString(), servers, QString::number(seconds, 'f', 1)));
    output.event(QStringLiteral("trial"), {{QStringLiteral("zone"), trial.zone},
                                           {QStringLiteral("name"), trial.name.toString()},
                                           {QStringLiteral("servers"), QJsonArray::fromStringList(trial.servers)},
                                           {QStringLiteral("milliseconds"), qint64(trial.duration.count())},
                                           {QStringLiteral("stays"), trial.staysThere}});
}

int tryCommand(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("try"),
                        QCoreApplication::translate("cli", "Adds a test record in the zone of each name, sees it at all its name servers and removes it. No CA is asked. With --dry-run nothing is changed."),
                        QStringLiteral("NAME..."), PublishOptions | DnsOptions);
    arguments.parser().addOption({QStringLiteral("dry-run"), QCoreApplication::translate("cli", "Change nothing: ask only whether it would be allowed.")});
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, QStringLiteral("certwright/try/1"));
    if (!parsed)
        return output.fail(parsed.failure());
    store::OrderRecord order;
    const Result<QStringList> names = readNames(arguments.positional());
    if (!names)
        return output.fail(names.failure());
    order.names = *names;
    if (const Result<Nothing> read = arguments.readDns(order); !read)
        return output.fail(read.failure());
    const Result<issuance::WaySecrets> secrets = arguments.readPublish(order);
    if (!secrets)
        return output.fail(secrets.failure());
    if (arguments.isVerbose())
        showLog(*invocation.environment);
    return runCancelable([&](CancelToken &token) -> int {
        issuance::Tools tools(invocation.environment, order);
        if (arguments.isSet("dry-run")) {
            if (const Result<Nothing> rehearsed = issuance::rehearsePublishing(tools, order, *secrets, token); !rehearsed)
                return output.fail(rehearsed.failure());
            output.line(QCoreApplication::translate("cli", "It would work."));
        } else {
            const Result<QList<publish::Trial>> trials = issuance::tryWays(tools, order, *secrets, token);
            if (!trials)
                return output.fail(trials.failure());
            for (const publish::Trial &trial : *trials)
                printTrial(output, trial);
            if (trials->isEmpty())
                output.line(QCoreApplication::translate("cli", "All records are published by hand: there is nothing to try."));
        }
        output.event(QStringLiteral("done"), {});
        return Done;
    });
}

} // namespace cw::cli
