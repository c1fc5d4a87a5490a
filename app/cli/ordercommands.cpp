// SPDX-License-Identifier: MIT
// resume, cancel, cleanup: what is done with an order from the journal.
#include "arguments.h"
#include "command.h"
#include "continueorder.h"
#include "issuance/orderflow.h"
#include "issuance/publishflow.h"
#include "issuance/standing.h"
#include "secrets.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

namespace cw::cli
{

namespace
{

Result<store::OrderRecord> orderNamed(const Arguments &arguments, const QString &home)
{
    if (arguments.positional().size() != 1)
        return Failure(BadInput {BadInput::Fault::MissingOption, {}, QStringLiteral("ORDER")});
    return store::Journal(home).load(arguments.positional().first());
}

// Options given again override the journal.
Result<ContinueOptions> override(const Arguments &arguments, store::OrderRecord &order)
{
    ContinueOptions options;
    for (const Result<Nothing> &read : {arguments.readCa(order), arguments.readAccount(order), arguments.readDns(order)}) {
        if (!read)
            return read.failure();
    }
    const Result<issuance::WaySecrets> secrets = arguments.readPublish(order);
    if (!secrets)
        return secrets.failure();
    options.secrets = *secrets;
    const Result<std::optional<acme::ExternalAccount>> codes = arguments.readExternalAccount();
    if (!codes)
        return codes.failure();
    options.externalAccount = *codes;
    if (!arguments.takes(OutOptions))
        return options;
    options.force = arguments.isSet("force");
    if (arguments.isSet("out"))
        order.outFolder = QDir::current().absoluteFilePath(arguments.value("out"));
    return options;
}

struct Opened {
    store::OrderRecord order;
    ContinueOptions options;
};

Result<Opened> open(const Invocation &invocation, const Arguments &arguments)
{
    Result<store::OrderRecord> order = orderNamed(arguments, invocation.environment->home);
    if (!order)
        return order.failure();
    const Result<ContinueOptions> options = override(arguments, *order);
    if (!options)
        return options.failure();
    if (const Result<Nothing> opened = openSecrets(arguments, *invocation.environment); !opened)
        return opened.failure();
    return Opened {std::move(*order), *options};
}

bool standsInDns(const store::NameRecord &record)
{
    return record.isStanding && record.publication != store::Publication::NotYet && record.publication != store::Publication::Removed;
}

QJsonObject leftToJson(const store::OrderRecord &order)
{
    QJsonArray left;
    for (const store::NameRecord &record : order.mayBePublished())
        left.append(QJsonObject {{QStringLiteral("name"), record.owner}, {QStringLiteral("value"), record.value}});
    QJsonArray standing;
    for (const store::NameRecord &record : order.records) {
        if (standsInDns(record))
            standing.append(QJsonObject {{QStringLiteral("name"), record.owner}, {QStringLiteral("value"), record.value}});
    }
    return {{QStringLiteral("order"), order.id}, {QStringLiteral("publishedRecords"), left}, {QStringLiteral("standingRecords"), standing}};
}

using OrderWork = Result<Nothing> (*)(const Arguments &, issuance::Tools &, store::OrderRecord &, CancelToken &);
using AddOptions = void (*)(QCommandLineParser &);

void sayWhatIsLeft(const Output &output, const store::OrderRecord &order)
{
    const QList<store::NameRecord> left = order.mayBePublished();
    for (const store::NameRecord &record : left) {
        output.line(QCoreApplication::translate("cli", "Still published, remove it where you put it: %1 TXT \"%2\"")
                        .arg(record.owner, record.value));
    }
    if (left.isEmpty())
        output.line(QCoreApplication::translate("cli", "No TXT record of this order is left in DNS."));
    for (const store::NameRecord &record : order.records) {
        if (standsInDns(record)) {
            output.line(QCoreApplication::translate("cli", "A standing record, meant to stay (cleanup --standing removes it): %1 TXT \"%2\"")
                            .arg(record.owner, record.value));
        }
    }
}

// Opens the order, works on it under its lock, and says which records are still out there.
int workOnOrder(const Invocation &invocation, const QString &command, const QString &summary, OrderWork work,
                const AddOptions &addOptions = nullptr)
{
    Arguments arguments(command, summary, QStringLiteral("ORDER"), CaOptions | PublishOptions | StoreOptions | DnsOptions);
    if (addOptions)
        addOptions(arguments.parser());
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, QStringLiteral("certwright/%1/1").arg(command));
    if (!parsed)
        return output.fail(parsed.failure());
    const Result<Opened> opened = open(invocation, arguments);
    if (!opened)
        return output.fail(opened.failure());
    return runCancelable([&](CancelToken &token) -> int {
        store::OrderRecord order = opened->order;
        const Result<store::OrderLock> lock = store::Journal(invocation.environment->home).lock(order.id);
        if (!lock)
            return output.fail(lock.failure());
        issuance::Tools tools(invocation.environment, order);
        if (const Result<Nothing> kept = issuance::keepSecrets(tools, order, opened->options.secrets); !kept)
            return output.fail(kept.failure());
        if (const Result<Nothing> done = work(arguments, tools, order, token); !done)
            return output.fail(done.failure(), leftToJson(order));
        sayWhatIsLeft(output, order);
        output.event(QStringLiteral("done"), leftToJson(order));
        return Done;
    });
}

} // namespace

int resumeCommand(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("resume"),
                        QCoreApplication::translate("cli", "Continues an order with the same key and the same values; see “orders”."),
                        QStringLiteral("ORDER"),
                        CaOptions | AccountOptions | PublishOptions | StoreOptions | DnsOptions | OutOptions);
    arguments.parser().addOption({QStringLiteral("validate-anyway"), QCoreApplication::translate("cli", "Ask the CA without waiting until the records are seen.")});
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, QStringLiteral("certwright/issue/1"));
    if (!parsed)
        return output.fail(parsed.failure());
    const Result<Opened> opened = open(invocation, arguments);
    if (!opened)
        return output.fail(opened.failure());
    if (opened->order.outFolder.isEmpty())
        return output.fail(BadInput {BadInput::Fault::MissingOption, {}, QStringLiteral("--out")});
    ContinueOptions options = opened->options;
    options.validateAnyway = arguments.isSet("validate-anyway");
    return runCancelable([&](CancelToken &token) -> int {
        issuance::Tools tools(invocation.environment, opened->order);
        return continueOrder(invocation.environment, tools, opened->order, options, output, token);
    });
}

int cancelCommand(const Invocation &invocation)
{
    return workOnOrder(invocation, QStringLiteral("cancel"),
                       QCoreApplication::translate("cli", "Gives an order up at the CA and removes the records that we published."),
                       [](const Arguments &, issuance::Tools &tools, store::OrderRecord &order, CancelToken &token) -> Result<Nothing> {
                           if (const Result<Nothing> canceled = issuance::cancelOrder(tools, order, token); !canceled)
                               return canceled.failure();
                           return issuance::cleanUpRecords(tools, order, token);
                       });
}

int cleanUpCommand(const Invocation &invocation)
{
    return workOnOrder(invocation, QStringLiteral("cleanup"),
                       QCoreApplication::translate("cli", "Removes the records of an order that we published, by value, and looks after the others."),
                       [](const Arguments &arguments, issuance::Tools &tools, store::OrderRecord &order, CancelToken &token) {
                           // First: with the last record of the order its secrets go.
                           const Result<Nothing> removed
                               = arguments.isSet("standing") ? issuance::removeStanding(tools, order, token) : Result<Nothing>(Nothing());
                           const Result<Nothing> cleaned = issuance::cleanUpRecords(tools, order, token);
                           return removed ? cleaned : removed;
                       },
                       [](QCommandLineParser &parser) {
                           parser.addOption({QStringLiteral("standing"), QCoreApplication::translate("cli", "Remove its standing records as well; the next order makes new ones.")});
                       });
}

} // namespace cw::cli
