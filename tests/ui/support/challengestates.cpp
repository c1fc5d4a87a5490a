// SPDX-License-Identifier: MIT
#include "ui/support/challengestates.h"

#include "ui/support/states.h"

namespace cw::test
{

using issuance::IssueState;

namespace
{

const QString Persist = QStringLiteral("dns-persist-01");

void makeStanding(store::NameRecord &record)
{
    const QString base = record.name.startsWith(u"*.") ? record.name.mid(2) : record.name;
    record.challengeType = Persist;
    record.isStanding = true;
    record.validationName = QStringLiteral("_validation-persist.") + base + u'.';
    record.owner = record.validationName;
    record.zone = base.endsWith(u"example.org") ? QStringLiteral("example.org.") : base + u'.';
    record.value = QStringLiteral("letsencrypt.org;accounturi=https://acme-v02.api.letsencrypt.org/acme/acct/1734028761;policy=wildcard");
}

IssueState standing(IssueState state)
{
    state.order.challengeType = Persist;
    for (store::NameRecord &record : state.order.records)
        makeStanding(record);
    return state;
}

} // namespace

IssueState methodStandingState()
{
    IssueState state = methodState();
    state.order.challengeType = Persist;
    return state;
}

IssueState publishStandingState()
{
    IssueState state = standing(publishState());
    state.order.zoneWays.clear();
    state.watch.look.reset();
    state.watch.history.clear();
    for (store::NameRecord &record : state.order.records)
        record.publication = store::Publication::ByHand;
    state.order.records.last().standingSince = exampleTime("14:05:00").addDays(-60);
    return state;
}

IssueState publishFallbackState()
{
    IssueState state = publishState();
    state.order.challengeType = Persist;
    for (store::NameRecord &record : state.order.records)
        record.notOffered = QStringList {Persist};
    return state;
}

IssueState issuedStandingState()
{
    IssueState state = standing(issuedState());
    for (store::NameRecord &record : state.order.records)
        record.publication = store::Publication::ByHand;
    return state;
}

} // namespace cw::test
