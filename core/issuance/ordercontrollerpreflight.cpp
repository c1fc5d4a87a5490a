// SPDX-License-Identifier: MIT
// The third step: looks at DNS for every name, results stream in.
#include "issuance/ordercontrollerprivate.h"

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

} // namespace

void OrderController::startPreflight(PreflightScope scope)
{
    QStringList names = m_state.order.names;
    if (scope == PreflightScope::NotReadyOnly) {
        for (const checks::NamePreflight &known : std::as_const(m_state.preflight)) {
            if (known.verdict == checks::Verdict::Ready)
                names.removeAll(known.name.ascii);
        }
    }
    if (names.isEmpty())
        return;
    m_state.preflight.removeIf([&names](const checks::NamePreflight &known) { return names.contains(known.name.ascii); });
    checks::CaaPolicy policy;
    if (m_state.directory)
        policy.identities = m_state.directory->caaIdentities;
    for (const store::AccountRecord &account : std::as_const(m_state.accounts)) {
        if (account.id == m_state.order.accountId)
            policy.accountUrl = account.url;
    }
    // The results come one by one; a new relay drops those of an earlier run that are still on their way.
    d->preflightRelay = std::make_unique<Operation>();
    const auto post = d->preflightRelay->poster();
    const auto progress = [this, post](int, const checks::NamePreflight &result) {
        post([this, result] {
            replaceByName(m_state.preflight, result);
            Q_EMIT stateChanged();
        });
    };
    d->runReading<QList<checks::NamePreflight>>(
        Activity::Preflight,
        [names, policy, progress, caScope = scopeOf(m_state.order)](Tools &tools, const OrderRecord &, CancelToken &token)
            -> Result<QList<checks::NamePreflight>> {
            const Result<QList<checks::CheckedName>> checked = checkedNames(names, caScope);
            if (!checked)
                return checked.failure();
            const std::unique_ptr<dns::Resolver> resolver = tools.makeResolver();
            QList<checks::NamePreflight> results = checks::preflight(*resolver, *checked, policy, tools.clock(), progress, token);
            if (token.isCanceled())
                return Failure(Canceled());
            return results;
        },
        [this](const Result<QList<checks::NamePreflight>> &results) {
            if (!results)
                return;
            for (const checks::NamePreflight &result : *results)
                replaceByName(m_state.preflight, result);
            std::sort(m_state.preflight.begin(), m_state.preflight.end(), [this](const auto &a, const auto &b) {
                return m_state.order.names.indexOf(a.name.ascii) < m_state.order.names.indexOf(b.name.ascii);
            });
            m_state.preflightTime = d->environment->clock->now();
            m_state.zones = zonesOf(m_state.preflight);
        });
}

void OrderController::dropRefusedNames()
{
    QStringList kept = m_state.order.names;
    for (const checks::NamePreflight &known : std::as_const(m_state.preflight)) {
        if (known.verdict == checks::Verdict::Refused)
            kept.removeAll(known.name.ascii);
    }
    if (kept.isEmpty() || kept.size() == m_state.order.names.size())
        return;
    m_state.order.names = kept;
    m_state.preflight.removeIf([&kept](const checks::NamePreflight &known) { return !kept.contains(known.name.ascii); });
    m_state.zones = zonesOf(m_state.preflight);
    Q_EMIT stateChanged();
}

} // namespace cw::issuance
