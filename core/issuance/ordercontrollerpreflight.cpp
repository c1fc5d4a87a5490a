// SPDX-License-Identifier: MIT
// The third step: looks at DNS for every name, results stream in.
#include "issuance/ordercontrollerprivate.h"

#include "issuance/refusednames.h"
#include "issuance/rememberedways.h"

#include <algorithm>

namespace cw::issuance
{

using store::OrderRecord;

namespace
{

checks::CaScope scopeOf(const OrderRecord &order)
{
    return order.isPrivateCa ? checks::CaScope::Private : checks::CaScope::Public;
}

Result<QList<checks::CheckedName>> checkedNames(const QStringList &names, checks::CaScope scope)
{
    QList<checks::CheckedName> checked;
    for (const QString &name : names) {
        Result<checks::CheckedName> one = checks::checkName(name, scope);
        if (!one)
            return one.failure();
        checked.append(std::move(*one));
    }
    return checked;
}

QStringList zonesOf(const QList<checks::NamePreflight> &preflight)
{
    QStringList zones;
    for (const checks::NamePreflight &name : preflight) {
        if (name.place && !zones.contains(name.place->zone.apex.toString()))
            zones.append(name.place->zone.apex.toString());
    }
    zones.sort();
    return zones;
}

void replaceByName(QList<checks::NamePreflight> &list, const checks::NamePreflight &result)
{
    for (checks::NamePreflight &known : list) {
        if (known.name.ascii == result.name.ascii) {
            known = result;
            return;
        }
    }
    list.append(result);
}

auto byOrderOf(const QStringList &names)
{
    return [names](const checks::NamePreflight &one, const checks::NamePreflight &other) {
        return names.indexOf(one.name.ascii) < names.indexOf(other.name.ascii);
    };
}

checks::CaaPolicy policyFor(
    const acme::Directory &directory, const QList<store::AccountRecord> &accounts, const store::OrderRecord &order)
{
    checks::CaaPolicy policy;
    policy.challengeType = order.challengeType;
    policy.identities = directory.caaIdentities;
    for (const store::AccountRecord &account : accounts) {
        if (account.id == order.accountId)
            policy.accountUrl = account.url;
    }
    return policy;
}

// After the CA has refused to order for some names these, else those that the preflight finds refused.
QStringList namesToDrop(const IssueState &state)
{
    QStringList names;
    const Failure *failure = state.failure(Activity::Order);
    const Problem *problem = failure ? std::get_if<Problem>(failure) : nullptr;
    for (const RefusedName &refused : problem ? refusedNames(*problem, state.order.names) : QList<RefusedName>())
        names.append(refused.name);
    if (!names.isEmpty())
        return names;
    for (const checks::NamePreflight &known : state.preflight) {
        if (known.verdict == checks::Verdict::Refused)
            names.append(known.name.ascii);
    }
    return names;
}

} // namespace

void OrderController::startPreflight(PreflightScope scope)
{
    QStringList names = m_state.order.names;
    if (scope == PreflightScope::NotReadyOnly) {
        for (const checks::NamePreflight &name : std::as_const(m_state.preflight)) {
            if (name.verdict == checks::Verdict::Ready)
                names.removeAll(name.name.ascii);
        }
    }
    if (names.isEmpty())
        return;
    m_state.preflight.removeIf([&names](const checks::NamePreflight &name) { return names.contains(name.name.ascii); });
    m_state.preflightParts.clear();
    checks::CaaPolicy known;
    if (m_state.directory)
        known = policyFor(*m_state.directory, m_state.accounts, m_state.order);
    const bool mustRead = !m_state.directory && !m_state.order.directoryUrl.isEmpty();
    d->runReading<PreflightRun>(
        Activity::Preflight,
        [names, known, mustRead, progress = d->preflightProgress(names)](
            Tools &tools, const OrderRecord &order, CancelToken &token) -> Result<PreflightRun> {
            const Result<QList<checks::CheckedName>> checked = checkedNames(names, scopeOf(order));
            if (!checked)
                return checked.failure();
            PreflightRun run;
            if (const Result<store::SiteWays::Ways> ways = store::SiteWays(tools.home()).load(); ways)
                run.remembered = *ways; // only proposals: without them it goes on
            checks::CaaPolicy policy = known;
            if (mustRead) {
                Result<DirectoryReading> reading = readDirectory(tools, order, token);
                if (!reading)
                    return reading.failure();
                policy = policyFor(reading->directory, reading->accounts, order);
                run.reading = std::move(*reading);
            }
            const std::unique_ptr<dns::Resolver> resolver = tools.makeResolver();
            run.report = checks::preflight(*resolver, *checked, policy, tools.clock(), progress, token);
            if (token.isCanceled())
                return Failure(Canceled());
            // Nothing is known of any name: that is told once, not name by name.
            if (run.report.outage)
                return *run.report.outage;
            return run;
        },
        [this, names](const Result<PreflightRun> &run) {
            m_state.preflightParts.clear();
            if (run)
                d->takePreflight(*run);
            else if (!isCanceled(run.failure()))
                m_state.preflight.removeIf([&names](const checks::NamePreflight &name) { return names.contains(name.name.ascii); });
        });
}

// Results come one by one; a new relay drops those of an earlier run that are still on their way.
checks::PreflightProgress OrderController::Private::preflightProgress(const QStringList &names)
{
    preflightRelay = std::make_unique<Operation>();
    const auto post = preflightRelay->poster();
    checks::PreflightProgress progress;
    progress.nameDone = [this, post](int, const checks::NamePreflight &result) {
        post([this, result] {
            replaceByName(state().preflight, result);
            Q_EMIT q.stateChanged();
        });
    };
    progress.advanced = [this, post, names](int index, int done, int of) {
        post([this, name = names.value(index), part = PreflightPart {done, of}] {
            state().preflightParts.insert(name, part);
            Q_EMIT q.stateChanged();
        });
    };
    progress.workstationDone = [this, post](const QList<checks::Finding> &findings) {
        post([this, findings] {
            state().workstation = findings;
            Q_EMIT q.stateChanged();
        });
    };
    return progress;
}

void OrderController::Private::takePreflight(const PreflightRun &run)
{
    IssueState &shown = state();
    if (run.reading) {
        shown.directory = run.reading->directory;
        shown.accounts = run.reading->accounts;
    }
    for (const checks::NamePreflight &result : run.report.names)
        replaceByName(shown.preflight, result);
    std::sort(shown.preflight.begin(), shown.preflight.end(), byOrderOf(shown.order.names));
    shown.workstation = run.report.workstation;
    shown.preflightTime = environment->clock->now();
    shown.zones = zonesOf(shown.preflight);
    if (shown.order.stage == store::OrderStage::Draft && proposeWays(shown.order, shown.zones, run.remembered))
        forgetTrials();
    followAcmeDns();
}

void OrderController::checkOnly(const AuthorityChoice &choice, const QStringList &asciiNames)
{
    setNames(asciiNames);
    OrderRecord &order = m_state.order;
    if (order.directoryUrl != choice.directoryUrl.toString() || order.caRootPem != choice.rootPem) {
        m_state.directory.reset();
        m_state.accounts.clear();
        order.accountId.clear();
    }
    d->takeAuthority(choice);
    startPreflight(PreflightScope::All);
}

void OrderController::dropRefusedNames()
{
    const QStringList toDrop = namesToDrop(m_state);
    QStringList kept = m_state.order.names;
    kept.removeIf([&toDrop](const QString &name) { return toDrop.contains(name); });
    const bool isOfRequest = !m_state.order.csrDer.isEmpty();
    if (kept.isEmpty() || kept.size() == m_state.order.names.size() || isOfRequest || m_state.order.stage != store::OrderStage::Draft)
        return;
    DroppedNames dropped {m_state.order.names, {}};
    for (const checks::NamePreflight &known : std::as_const(m_state.preflight)) {
        if (toDrop.contains(known.name.ascii))
            dropped.results.append(known);
    }
    m_state.order.names = kept;
    m_state.preflight.removeIf([&kept](const checks::NamePreflight &known) { return !kept.contains(known.name.ascii); });
    m_state.zones = zonesOf(m_state.preflight);
    m_state.dropped = dropped;
    m_state.failures.remove(Activity::Order);
    Q_EMIT stateChanged();
}

void OrderController::takeBackDroppedNames()
{
    if (!m_state.dropped || m_state.order.stage != store::OrderStage::Draft)
        return;
    m_state.order.names = m_state.dropped->before;
    m_state.preflight += m_state.dropped->results;
    std::sort(m_state.preflight.begin(), m_state.preflight.end(), byOrderOf(m_state.order.names));
    m_state.zones = zonesOf(m_state.preflight);
    m_state.dropped.reset();
    Q_EMIT stateChanged();
}

} // namespace cw::issuance
