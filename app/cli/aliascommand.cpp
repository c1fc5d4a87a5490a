// SPDX-License-Identifier: MIT
#include "arguments.h"
#include "command.h"
#include "findingoutput.h"
#include "issuance/aliaswish.h"
#include "issuance/tools.h"
#include "output.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace cw::cli
{

namespace
{

struct Wish {
    store::OrderRecord order; // only its DNS choice is used
    store::AliasChoice choice;
    QList<checks::AliasPlan> plans;
    bool checks = false;
};

Result<Wish> readWish(const Arguments &arguments, const store::AliasChoices &remembered)
{
    Wish wish;
    if (const Result<Nothing> read = arguments.readDns(wish.order); !read)
        return read.failure();
    Result<store::AliasChoice> before = remembered.load();
    if (!before)
        return before.failure();
    wish.choice = *before;
    wish.checks = arguments.isSet("check");
    if (arguments.isSet("zone"))
        wish.choice.zone = arguments.value("zone");
    if (arguments.isSet("scheme"))
        wish.choice.scheme = arguments.value("scheme");
    if (arguments.isSet("variant"))
        wish.choice.variant = arguments.value("variant");
    if (arguments.isSet("ns"))
        wish.choice.servers = arguments.values("ns");
    if (wish.choice.variant == u"cname" && wish.choice.zone.isEmpty())
        return Failure(BadInput {BadInput::Fault::MissingOption, {}, QStringLiteral("--zone")});
    QStringList names;
    for (const QString &text : arguments.positional()) {
        const Result<checks::CheckedName> name = checks::checkName(text, checks::CaScope::Private);
        if (!name)
            return name.failure();
        names.append(name->ascii);
    }
    Result<QList<checks::AliasPlan>> plans = issuance::planAliases(names, wish.choice);
    if (!plans)
        return plans.failure();
    wish.plans = std::move(*plans);
    return wish;
}

// Without --check only the zone cuts above the names are asked for: for "$ORIGIN" and the name within the zone.
QList<checks::AliasSight> lookOnlyForZones(dns::Resolver &resolver, const QList<checks::AliasPlan> &plans, CancelToken &token)
{
    QList<dns::Name> identifiers;
    for (const checks::AliasPlan &plan : plans)
        identifiers.append(plan.validationName.parent());
    const QList<Result<dns::Zone>> zones = resolver.zonesOf(identifiers, token);
    QList<checks::AliasSight> sights;
    for (qsizetype i = 0; i < plans.size(); ++i) {
        checks::AliasSight sight;
        sight.plan = plans.at(i);
        if (zones.at(i))
            sight.mainZone = zones.at(i)->apex;
        sights.append(sight);
    }
    return sights;
}

QJsonValue nameOrNull(const dns::Name &name)
{
    return name.isRoot() ? QJsonValue() : QJsonValue(name.toString());
}

QJsonObject toJson(const checks::MainZoneRecord &record)
{
    return {
        {QStringLiteral("name"), record.owner.toString()},
        {QStringLiteral("zone"), nameOrNull(record.zone)},
        {QStringLiteral("relative"), record.nameWithinZone()},
        {QStringLiteral("type"), record.type},
        {QStringLiteral("value"), record.value},
        {QStringLiteral("ttl"), record.ttl},
        {QStringLiteral("line"), record.line()},
    };
}

QJsonObject toJson(const checks::AliasSight &sight, bool isChecked)
{
    QJsonArray records;
    for (const checks::MainZoneRecord &record : checks::mainZoneRecords(sight.plan, sight.mainZone))
        records.append(toJson(record));
    QJsonObject json {
        {QStringLiteral("name"), sight.plan.identifier},
        {QStringLiteral("validationName"), sight.plan.validationName.toString()},
        {QStringLiteral("target"), sight.plan.target.toString()},
        {QStringLiteral("scheme"), checks::aliasSchemeName(sight.plan.scheme)},
        {QStringLiteral("variant"), checks::aliasVariantName(sight.plan.variant)},
        {QStringLiteral("mainZone"), nameOrNull(sight.mainZone)},
        {QStringLiteral("records"), records},
    };
    if (isChecked) {
        json.insert(QStringLiteral("state"), checks::aliasStateName(sight.state));
        json.insert(QStringLiteral("findings"), findingsToJson(sight.findings));
    }
    return json;
}

void print(const Output &output, const QList<checks::AliasSight> &sights, bool isChecked)
{
    QList<checks::MainZoneRecord> records;
    for (const checks::AliasSight &sight : sights)
        records += checks::mainZoneRecords(sight.plan, sight.mainZone);
    output.line(checks::zoneFileLines(records));
    for (const checks::MainZoneRecord &record : std::as_const(records)) {
        output.line({});
        if (!record.zone.isRoot())
            output.line(QCoreApplication::translate("cli", "Zone:   %1").arg(record.zone.withoutFinalDot()));
        output.line(QCoreApplication::translate("cli", "Name:   %1").arg(record.nameWithinZone()));
        output.line(QCoreApplication::translate("cli", "Type:   %1").arg(record.type));
        output.line(QCoreApplication::translate("cli", "Value:  %1").arg(record.value));
        output.line(QCoreApplication::translate("cli", "TTL:    %1").arg(record.ttl));
    }
    if (!isChecked)
        return;
    output.line({});
    for (const checks::AliasSight &sight : sights) {
        output.line(QStringLiteral("%1: %2").arg(sight.plan.identifier, checks::aliasStateName(sight.state)));
        for (const checks::Finding &finding : sight.findings) {
            if (finding.severity != checks::Severity::Ok)
                print(output, finding);
        }
    }
}

ExitCode exitCodeOf(const QList<checks::AliasSight> &sights)
{
    const auto isState = [](checks::AliasState state) {
        return [state](const checks::AliasSight &sight) { return sight.state == state; };
    };
    if (std::all_of(sights.cbegin(), sights.cend(), isState(checks::AliasState::Right)))
        return Done;
    return std::all_of(sights.cbegin(), sights.cend(), isState(checks::AliasState::Unknown)) ? CouldNotAsk : Refused;
}

int alias(issuance::Tools &tools, const Wish &wish, const Output &output, CancelToken &token)
{
    const std::unique_ptr<dns::Resolver> resolver = tools.makeResolver();
    const QList<checks::AliasSight> sights = wish.checks ? checks::checkAliases(*resolver, wish.plans, token)
                                                         : lookOnlyForZones(*resolver, wish.plans, token);
    if (token.isCanceled())
        return output.fail(Canceled());
    print(output, sights, wish.checks);
    QJsonArray names;
    for (const checks::AliasSight &sight : sights)
        names.append(toJson(sight, wish.checks));
    output.object({{QStringLiteral("names"), names}});
    return wish.checks ? exitCodeOf(sights) : Done;
}

} // namespace

int aliasCommand(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("alias"),
                        QCoreApplication::translate("cli", "Prints the lines that let the main zone lead to an alias zone, once and for all certificates to come."),
                        QStringLiteral("NAME..."), DnsOptions);
    QCommandLineParser &parser = arguments.parser();
    parser.addOption({QStringLiteral("zone"), QCoreApplication::translate("cli", "Alias zone that gets the TXT records; default: the last one."), QStringLiteral("zone")});
    parser.addOption({QStringLiteral("scheme"), QCoreApplication::translate("cli", "Names in the alias zone: host (readable, com-example-www), sha1 or uuid."), QStringLiteral("scheme")});
    parser.addOption({QStringLiteral("variant"), QCoreApplication::translate("cli", "cname, or ns: the validation name becomes a zone of its own."), QStringLiteral("variant")});
    parser.addOption({QStringLiteral("ns"), QCoreApplication::translate("cli", "Name server of that zone; may be repeated."), QStringLiteral("server")});
    parser.addOption({QStringLiteral("check"), QCoreApplication::translate("cli", "See whether the lines are in DNS and lead where they should: exit 1 when not all do.")});
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, QStringLiteral("certwright/alias/1"));
    if (!parsed)
        return output.fail(parsed.failure());
    const store::AliasChoices remembered(invocation.environment->home);
    const Result<Wish> wish = readWish(arguments, remembered);
    if (!wish)
        return output.fail(wish.failure());
    // Before the lines are shown: a UUID that goes into DNS must not be made anew.
    if (const Result<Nothing> saved = remembered.save(wish->choice); !saved)
        return output.fail(saved.failure());
    if (arguments.isVerbose())
        showLog(*invocation.environment);
    return runCancelable([&](CancelToken &token) -> int {
        issuance::Tools tools(invocation.environment, wish->order);
        return alias(tools, *wish, output, token);
    });
}

} // namespace cw::cli
