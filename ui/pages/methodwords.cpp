// SPDX-License-Identifier: MIT
#include "ui/pages/methodwords.h"

#include "ui/pages/pagewords.h"

#include <QCoreApplication>

#include <algorithm>

namespace cw::ui
{

using issuance::Activity;
using issuance::IssueState;

namespace
{

struct MethodWords {
    Q_DECLARE_TR_FUNCTIONS(MethodWords)
};

bool isAbout(const Failure &failure, const QString &zone)
{
    const auto *publish = std::get_if<PublishFailure>(&failure);
    return publish && withoutFinalDot(publish->zone) == withoutFinalDot(zone);
}

} // namespace

WayWords wayWords(const QString &way)
{
    if (way == u"rfc2136") {
        return {MethodWords::tr("Dynamic update (RFC 2136)"),
            MethodWords::tr("BIND, Knot, PowerDNS; TSIG key or Kerberos"), MethodWords::tr("Dynamic update"),
            IconName::Server};
    }
    if (way == u"acme-dns") {
        return {MethodWords::tr("acme-dns"), MethodWords::tr("A small server that holds only challenge records"),
            MethodWords::tr("acme-dns"), IconName::Globe};
    }
    if (way == u"hook") {
        return {MethodWords::tr("Hook script"), MethodWords::tr("certbot, dehydrated, acme.sh or lego format"),
            MethodWords::tr("Hook script"), IconName::Terminal};
    }
    return {MethodWords::tr("By hand"), MethodWords::tr("We show the record, you enter it in your DNS panel"),
        MethodWords::tr("By hand"), IconName::Hand};
}

QStringList waysForAnOrder()
{
    return {QStringLiteral("manual"), QStringLiteral("rfc2136"), QStringLiteral("acme-dns"), QStringLiteral("hook")};
}

TrialState trialState(const IssueState &state, const QString &zone)
{
    if (!state.order.isAutomaticIn(zone))
        return TrialState::NotTried;
    if (state.isRunning(Activity::Trial))
        return TrialState::Running;
    if (const Failure *failure = state.failure(Activity::Trial); failure && isAbout(*failure, zone))
        return TrialState::Failed;
    const bool hasWorked = std::any_of(state.trials.begin(), state.trials.end(),
        [&zone](const publish::Trial &trial) { return trial.zone == zone; });
    return hasWorked ? TrialState::Worked : TrialState::NotTried;
}

QStringList followingZones(const IssueState &state)
{
    QStringList zones = state.zones;
    zones.removeIf([&state](const QString &zone) { return state.order.zoneWays.contains(zone); });
    return zones;
}

QStringList zonesWithAWay(const IssueState &state)
{
    QStringList zones = state.zones;
    zones.removeIf([&state](const QString &zone) { return !state.order.zoneWays.contains(zone); });
    return zones;
}

} // namespace cw::ui
