// SPDX-License-Identifier: MIT
#include "arguments.h"
#include "checks/preflight.h"
#include "command.h"
#include "findingoutput.h"
#include "issuance/tools.h"
#include "output.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace cw::cli
{

namespace
{

struct Wish {
    store::OrderRecord order; // only its CA and DNS choice are used
    QList<checks::CheckedName> names;
    checks::CaaPolicy policy;
};

// Without a directory the CA is not known: what no public CA takes may be one of a private CA or a lab.
Result<checks::CheckedName> readName(const QString &text, checks::CaScope scope)
{
    if (text.contains(QStringLiteral("://")))
        return Failure(BadInput {BadInput::Fault::BadCharacter, text, QStringLiteral("/")});
    Result<checks::CheckedName> name = checks::checkName(text, checks::CaScope::Public);
    if (name || scope == checks::CaScope::Public)
        return name;
    const BadInput *wrong = std::get_if<BadInput>(&name.failure());
    const bool isOnlyNotPublic = wrong
        && (wrong->fault == BadInput::Fault::NotPublic || wrong->fault == BadInput::Fault::UnknownTld
            || wrong->fault == BadInput::Fault::TooManyLabels || wrong->fault == BadInput::Fault::SingleLabel
            || wrong->fault == BadInput::Fault::NameTooLong);
    return isOnlyNotPublic ? checks::checkName(text, scope) : std::move(name);
}

Result<Wish> readWish(const Arguments &arguments)
{
    Wish wish;
    wish.policy.accountUrl = arguments.value("account-uri");
    if (const Result<Nothing> read = arguments.readChallenge(wish.order); !read)
        return read.failure();
    wish.policy.challengeType = wish.order.challengeType;
    checks::CaScope scope = checks::CaScope::Any;
    if (arguments.isSet("caa-identity")) {
        wish.policy.identities = arguments.values("caa-identity");
    } else {
        if (const Result<Nothing> read = arguments.readCa(wish.order); !read)
            return read.failure();
        scope = scopeOf(wish.order);
    }
    if (const Result<Nothing> read = arguments.readDns(wish.order); !read)
        return read.failure();
    for (const QString &text : arguments.positional()) {
        Result<checks::CheckedName> name = readName(text, scope);
        if (!name)
            return name.failure();
        wish.names.append(std::move(*name));
    }
    if (wish.names.isEmpty())
        return Failure(BadInput {BadInput::Fault::NoNames, {}, {}});
    return wish;
}

QJsonValue placeToJson(const std::optional<dns::RecordPlace> &place)
{
    if (!place)
        return {};
    QJsonArray servers;
    for (const dns::ServerAddress &server : place->zone.servers)
        servers.append(server.address.toString());
    return QJsonObject {
        {QStringLiteral("name"), place->validationName.toString()},
        {QStringLiteral("owner"), place->owner.toString()},
        {QStringLiteral("zone"), place->zone.apex.toString()},
        {QStringLiteral("relative"), place->owner.relativeTo(place->zone.apex)},
        {QStringLiteral("servers"), servers},
    };
}

QJsonObject nameToJson(const checks::NamePreflight &name)
{
    return {
        {QStringLiteral("name"), name.name.ascii},
        {QStringLiteral("verdict"), checks::verdictName(name.verdict)},
        {QStringLiteral("record"), placeToJson(name.place)},
        {QStringLiteral("caa"), QJsonObject {{QStringLiteral("decision"), checks::caaDecisionName(name.caa.decision)},
                                             {QStringLiteral("owner"), name.caa.owner.toString()},
                                             {QStringLiteral("records"), QJsonArray::fromStringList(name.caa.records)}}},
        {QStringLiteral("findings"), findingsToJson(name.findings)},
    };
}

void print(const Output &output, const checks::NamePreflight &name)
{
    output.line(QStringLiteral("%1: %2").arg(name.name.ascii, checks::verdictName(name.verdict)));
    for (const checks::Finding &finding : name.findings) {
        if (finding.severity != checks::Severity::Ok)
            print(output, finding);
    }
}

// The worst of all names: one refused name is enough for the CA to refuse the order.
checks::Verdict worstOf(const checks::PreflightReport &report)
{
    const QList<checks::NamePreflight> &names = report.names;
    for (const checks::Verdict verdict : {checks::Verdict::Refused, checks::Verdict::Unknown, checks::Verdict::Warning}) {
        for (const checks::NamePreflight &name : names) {
            if (name.verdict == verdict)
                return verdict;
        }
    }
    const auto isWarning = [](const checks::Finding &finding) { return finding.severity == checks::Severity::Warning; };
    const bool isDoubtful = std::any_of(report.workstation.cbegin(), report.workstation.cend(), isWarning);
    return isDoubtful ? checks::Verdict::Warning : checks::Verdict::Ready;
}

ExitCode exitCodeOfVerdict(checks::Verdict verdict)
{
    switch (verdict) {
    case checks::Verdict::Refused:
        return Refused;
    case checks::Verdict::Unknown:
        return CouldNotAsk;
    case checks::Verdict::Ready:
    case checks::Verdict::Warning:
        break;
    }
    return Done;
}

int check(issuance::Tools &tools, Wish wish, const Output &output, CancelToken &token)
{
    if (wish.policy.identities.isEmpty()) {
        const Result<acme::Directory> directory = tools.directory(wish.order, token);
        if (!directory)
            return output.fail(directory.failure());
        wish.policy.identities = directory->caaIdentities;
    }
    const std::unique_ptr<dns::Resolver> resolver = tools.makeResolver();
    const checks::PreflightReport report
        = checks::preflight(*resolver, wish.names, wish.policy, tools.clock(), {}, token);
    if (token.isCanceled())
        return output.fail(Canceled());
    const checks::Verdict verdict = worstOf(report);
    QJsonArray names;
    for (const checks::NamePreflight &name : report.names)
        names.append(nameToJson(name));
    if (report.outage) {
        return output.fail(*report.outage, CouldNotAsk,
                           {{QStringLiteral("verdict"), checks::verdictName(verdict)}, {QStringLiteral("names"), names}});
    }
    for (const checks::NamePreflight &name : report.names)
        print(output, name);
    for (const checks::Finding &finding : report.workstation)
        print(output, finding);
    output.object({{QStringLiteral("verdict"), checks::verdictName(verdict)}, {QStringLiteral("names"), names},
                   {QStringLiteral("workstation"), findingsToJson(report.workstation)}});
    return exitCodeOfVerdict(verdict);
}

} // namespace

int checkCommand(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("check"),
                        QCoreApplication::translate("cli", "Looks at DNS the way the CA will. Asks the CA for its directory only, not even that with --caa-identity."),
                        QStringLiteral("NAME..."), CaOptions | PolicyOptions | ChallengeOptions | DnsOptions);
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, QStringLiteral("certwright/check/1"));
    if (!parsed)
        return output.fail(parsed.failure());
    const Result<Wish> wish = readWish(arguments);
    if (!wish)
        return output.fail(wish.failure());
    if (arguments.isVerbose())
        showLog(*invocation.environment);
    return runCancelable([&](CancelToken &token) -> int {
        issuance::Tools tools(invocation.environment, wish->order);
        return check(tools, *wish, output, token);
    });
}

} // namespace cw::cli
