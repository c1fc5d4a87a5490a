// SPDX-License-Identifier: MIT
#include "issuance/carefullook.h"

#include "checks/workstation.h"

namespace cw::issuance
{

namespace
{

// "*.example.org" is a name of example.org.
dns::Name baseOf(const QString &identifier)
{
    const QString base = identifier.startsWith(u"*.") ? identifier.mid(2) : identifier;
    return dns::Name::parse(base).value_or(dns::Name());
}

const checks::Finding *findingOfThisNetwork(const checks::Workstation &workstation)
{
    for (const checks::Finding &finding : workstation.findings) {
        if (finding.check == u"interception" || finding.check == u"port53")
            return &finding;
    }
    return nullptr;
}

// Nobody was asked.
checks::Look blindLook(
    const QList<checks::ExpectedRecord> &expected, const checks::Workstation &workstation, const QDateTime &time)
{
    checks::Look look;
    look.time = time;
    const checks::Finding *finding = findingOfThisNetwork(workstation);
    for (const checks::ExpectedRecord &record : expected) {
        checks::NameSight sight;
        sight.identifier = record.identifier;
        sight.owner = record.validationName;
        sight.expected = record.values;
        sight.cause = QStringLiteral("local_resolver");
        if (finding) {
            sight.detail = finding->saw;
            sight.todo = finding->todo;
        }
        look.names.append(sight);
    }
    return look;
}

} // namespace

Result<checks::Look> CarefulLook::take(
    Tools &tools, const QList<checks::ExpectedRecord> &expected, const PolicySource &policy, CancelToken &token)
{
    if (!m_canAskServers) {
        QList<dns::Name> names;
        for (const checks::ExpectedRecord &record : expected)
            names.append(baseOf(record.identifier));
        const std::unique_ptr<dns::Resolver> resolver = tools.makeResolver();
        const checks::Workstation workstation = checks::inspectWorkstation(*resolver, names, token);
        if (workstation.outage)
            return *workstation.outage;
        if (!workstation.canAskServers)
            return blindLook(expected, workstation, tools.clock().now());
        m_hasSplitHorizon = workstation.hasSplitHorizon;
        m_canAskServers = true;
    }
    Result<checks::Look> look
        = checks::lookOnce(tools.dns(), tools.dnsSettings(), expected, tools.clock(), tools.log(), token);
    m_canAskServers = look.isOk(); // the network may be another one now
    if (!look || !look->isComplete() || !policy)
        return look;
    const std::unique_ptr<dns::Resolver> resolver = tools.makeResolver();
    if (m_hasSplitHorizon)
        resolver->askOnlyPublicResolvers();
    checkCaaAgain(*resolver, policy(token), *look, token);
    if (token.isCanceled())
        return Failure(Canceled());
    return look;
}

void checkCaaAgain(dns::Resolver &resolver, const checks::CaaPolicy &policy, checks::Look &look, CancelToken &token)
{
    QStringList names;
    for (const checks::NameSight &name : std::as_const(look.names))
        names.append(name.identifier);
    const QList<checks::CaaVerdict> verdicts = checks::checkCaa(resolver, names, policy, token);
    for (qsizetype i = 0; i < verdicts.size(); ++i) {
        const checks::Finding &finding = verdicts.at(i).finding;
        if (verdicts.at(i).decision == checks::CaaDecision::Allowed || finding.severity == checks::Severity::Unknown)
            continue;
        checks::NameSight &name = look.names[i];
        name.isComplete = false;
        name.cause = finding.cause;
        name.detail = QStringList {finding.saw, finding.means}.join(u' ');
        name.todo = finding.todo;
        name.note.clear();
    }
}

checks::CaaPolicy policyOf(Tools &tools, const store::OrderRecord &order, const std::optional<acme::Directory> &directory,
                           CancelToken &token)
{
    checks::CaaPolicy policy;
    policy.challengeType = order.challengeType;
    if (directory)
        policy.identities = directory->caaIdentities;
    else if (const Result<acme::Directory> read = tools.directory(order, token))
        policy.identities = read->caaIdentities;
    if (const Result<store::AccountRecord> account = tools.accounts().load(order.accountId))
        policy.accountUrl = account->url;
    return policy;
}

} // namespace cw::issuance
