// SPDX-License-Identifier: MIT
#include "acmednscommand.h"
#include "arguments.h"
#include "checks/aliascheck.h"
#include "findingoutput.h"
#include "issuance/tools.h"
#include "output.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace cw::cli
{

namespace
{

using checks::AliasState;

struct Wish {
    store::OrderRecord order; // only its DNS choice is used
    QList<checks::AliasPlan> plans;
};

Result<checks::AliasPlan> planFor(const QString &name, const QList<publish::AcmeDnsAccount> &accounts, const QString &file)
{
    const publish::AcmeDnsAccount *account = publish::accountOfDomain(accounts, name);
    if (!account)
        return Failure(BadInput {BadInput::Fault::AcmeDnsAccountIncomplete, file, name});
    const std::optional<dns::Name> target = dns::Name::parse(account->fullDomain);
    if (account->fullDomain.isEmpty() || !target)
        return Failure(BadInput {BadInput::Fault::AcmeDnsAccountIncomplete, file, name + QStringLiteral(": fulldomain")});
    checks::AliasPlan plan;
    plan.identifier = name;
    plan.validationName = dns::Name::parse(QStringLiteral("_acme-challenge.") + name).value_or(dns::Name());
    plan.target = *target;
    plan.aliasZone = target->parent();
    return plan;
}

Result<Wish> readWish(const Arguments &arguments)
{
    Wish wish;
    if (const Result<Nothing> read = arguments.readDns(wish.order); !read)
        return read.failure();
    const Result<QStringList> names = readAcmeDnsNames(arguments.positional());
    if (!names)
        return names.failure();
    if (!arguments.isSet("accounts"))
        return Failure(BadInput {BadInput::Fault::MissingOption, {}, QStringLiteral("--accounts")});
    const Result<QList<publish::AcmeDnsAccount>> accounts = readAcmeDnsFile(arguments.value("accounts"));
    if (!accounts)
        return accounts.failure();
    for (const QString &name : *names) {
        const Result<checks::AliasPlan> plan = planFor(name, *accounts, arguments.value("accounts"));
        if (!plan)
            return plan.failure();
        wish.plans.append(*plan);
    }
    return wish;
}

QString lineOf(const checks::AliasPlan &plan)
{
    return QStringLiteral("%1 IN CNAME %2").arg(plan.validationName.toString(), plan.target.toString());
}

QString wordsFor(const checks::AliasSight &sight)
{
    const QString &name = sight.plan.identifier;
    switch (sight.state) {
    case AliasState::Right:
        return QCoreApplication::translate("cli", "%1: the CNAME record is there.").arg(name);
    case AliasState::Missing:
        return QCoreApplication::translate("cli", "%1: the CNAME record is not there yet.").arg(name);
    case AliasState::Partly:
        return QCoreApplication::translate("cli", "%1: some name servers have the CNAME record, others not yet.").arg(name);
    case AliasState::Elsewhere:
        return QCoreApplication::translate("cli", "%1: the CNAME record leads elsewhere.").arg(name);
    case AliasState::OtherData:
        return QCoreApplication::translate("cli", "%1: other records (TXT) stand where the CNAME record has to be; remove them first.").arg(name);
    case AliasState::Loop:
        return QCoreApplication::translate("cli", "%1: the aliases lead in a circle.").arg(name);
    case AliasState::NoTargetZone:
    case AliasState::NotServed:
        return QCoreApplication::translate("cli", "%1: the CNAME record is there, but the zone of the acme-dns server cannot be found in DNS.").arg(name);
    case AliasState::NotAsked:
    case AliasState::Unknown:
        break;
    }
    return QCoreApplication::translate("cli", "%1: whether the CNAME record is there could not be found out.").arg(name);
}

QJsonObject toJson(const checks::AliasSight &sight)
{
    return {
        {QStringLiteral("name"), sight.plan.identifier},
        {QStringLiteral("validationName"), sight.plan.validationName.toString()},
        {QStringLiteral("target"), sight.plan.target.toString()},
        {QStringLiteral("cname"), lineOf(sight.plan)},
        {QStringLiteral("state"), checks::aliasStateName(sight.state)},
        {QStringLiteral("findings"), findingsToJson(sight.findings)},
    };
}

void print(const Output &output, const checks::AliasSight &sight)
{
    output.line(wordsFor(sight));
    if (sight.state == AliasState::Right)
        return;
    output.line(QCoreApplication::translate("cli", "  It has to be: %1").arg(lineOf(sight.plan)));
    for (const checks::Finding &finding : sight.findings) {
        if (finding.severity != checks::Severity::Ok)
            print(output, finding);
    }
}

ExitCode exitCodeOf(const QList<checks::AliasSight> &sights)
{
    const auto isState = [](AliasState state) {
        return [state](const checks::AliasSight &sight) { return sight.state == state; };
    };
    if (std::all_of(sights.cbegin(), sights.cend(), isState(AliasState::Right)))
        return Done;
    return std::all_of(sights.cbegin(), sights.cend(), isState(AliasState::Unknown)) ? CouldNotAsk : Refused;
}

} // namespace

int acmeDnsCheck(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("acme-dns check"),
                        QCoreApplication::translate("cli", "Looks whether the CNAME record of each name leads to its account: exit 1 when not all do."),
                        QStringLiteral("NAME..."), DnsOptions);
    arguments.parser().addOption({QStringLiteral("accounts"), QCoreApplication::translate("cli", "File with the accounts: JSON of acme-dns-client, lego or certbot's hook."), QStringLiteral("file")});
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, QStringLiteral("certwright/acme-dns-check/1"));
    if (!parsed)
        return output.fail(parsed.failure());
    const Result<Wish> wish = readWish(arguments);
    if (!wish)
        return output.fail(wish.failure());
    if (arguments.isVerbose())
        showLog(*invocation.environment);
    return runCancelable([&](CancelToken &token) -> int {
        issuance::Tools tools(invocation.environment, wish->order);
        const QList<checks::AliasSight> sights = checks::checkAliases(*tools.makeResolver(), wish->plans, token);
        if (token.isCanceled())
            return output.fail(Canceled());
        QJsonArray names;
        for (const checks::AliasSight &sight : sights) {
            print(output, sight);
            names.append(toJson(sight));
        }
        output.object({{QStringLiteral("names"), names}});
        return exitCodeOf(sights);
    });
}

} // namespace cw::cli
