// SPDX-License-Identifier: MIT
#include "ui/pages/aliaswords.h"

#include "ui/pages/pagewords.h"

#include <QCoreApplication>

namespace cw::ui
{

using checks::AliasState;
using checks::AliasVariant;

namespace
{

struct AliasWords {
    Q_DECLARE_TR_FUNCTIONS(AliasWords)
};

} // namespace

AliasCell aliasCell(const checks::AliasSight *sight, bool isRunning)
{
    if (isRunning)
        return {Tone::Accent, IconName::StateRun, AliasWords::tr("Asking…"), {}};
    switch (sight ? sight->state : AliasState::NotAsked) {
    case AliasState::NotAsked:
        return {Tone::Pend, IconName::StateSkip, AliasWords::tr("Not asked"), {}};
    case AliasState::Right:
        return {Tone::Ok, IconName::StateOk, AliasWords::tr("Ready"), AliasWords::tr("on every name server")};
    case AliasState::Missing:
        return {Tone::Warn, IconName::StateWait, AliasWords::tr("Not yet"), AliasWords::tr("nothing leads there")};
    case AliasState::Partly:
        return {Tone::Warn, IconName::StateWait, AliasWords::tr("Not yet"), AliasWords::tr("not on every name server")};
    case AliasState::Elsewhere:
        return {Tone::Fail, IconName::StateFail, AliasWords::tr("Wrong place"), AliasWords::tr("leads elsewhere")};
    case AliasState::OtherData:
        return {Tone::Fail, IconName::StateFail, AliasWords::tr("Other value"),
            AliasWords::tr("something else stands there")};
    case AliasState::Loop:
        return {Tone::Fail, IconName::StateFail, AliasWords::tr("Wrong place"), AliasWords::tr("leads in a circle")};
    case AliasState::NoTargetZone:
        return {Tone::Fail, IconName::StateFail, AliasWords::tr("Wrong place"), AliasWords::tr("no such zone")};
    case AliasState::NotServed:
        return {Tone::Fail, IconName::StateFail, AliasWords::tr("No answer"), AliasWords::tr("nobody serves the zone")};
    case AliasState::Unknown:
        return {Tone::Pend, IconName::StateSkip, AliasWords::tr("No answer"), AliasWords::tr("from the main zone")};
    }
    return {};
}

const checks::AliasSight *aliasSightOf(const issuance::IssueState &state, const checks::AliasPlan &plan)
{
    for (const checks::AliasSight &sight : state.aliases.sights) {
        if (sight.plan == plan)
            return &sight;
    }
    return nullptr;
}

dns::Name mainZoneOf(const issuance::IssueState &state, const checks::AliasPlan &plan)
{
    for (const checks::AliasSight &sight : state.aliases.sights) {
        if (sight.plan.validationName == plan.validationName && !sight.mainZone.isRoot())
            return sight.mainZone;
    }
    for (const checks::NamePreflight &name : state.preflight) {
        if (!name.place || !(name.place->validationName == plan.validationName) || name.place->hops.isEmpty())
            continue;
        // A zone of its own: the preflight did not keep the one above.
        const dns::Name zone = name.place->hops.first().zone;
        if (!(zone == plan.validationName))
            return zone;
    }
    return {};
}

QList<PathDiagram::Node> aliasPath(
    const issuance::IssueState &state, const checks::AliasPlan &plan, const AliasCell &cell)
{
    const dns::Name mainZone = mainZoneOf(state, plan);
    const bool isCname = plan.variant == AliasVariant::Cname;
    const bool isThere = cell.tone == Tone::Ok;
    PathDiagram::Node main;
    main.title = mainZone.isRoot() ? readableName(plan.identifier) : readableName(mainZone.withoutFinalDot());
    main.sub = AliasWords::tr("changed once");
    main.word = AliasWords::tr("Main zone");
    PathDiagram::Node name;
    name.title = mainZone.isRoot() ? plan.validationName.withoutFinalDot() : plan.validationName.relativeTo(mainZone);
    name.arrow = AliasWords::tr("name", "arrow from a zone to a name in it");
    name.sub = cell.sub;
    name.tone = cell.tone;
    name.icon = cell.icon;
    name.word = cell.word;
    name.isSelected = cell.tone == Tone::Fail;
    PathDiagram::Node target;
    target.title = isCname ? plan.target.relativeTo(plan.aliasZone) : QStringLiteral("@");
    target.arrow = isCname ? QStringLiteral("CNAME") : QStringLiteral("NS");
    target.sub = isCname ? readableName(plan.aliasZone.withoutFinalDot()) : AliasWords::tr("a zone of its own");
    target.tone = isThere ? Tone::Ok : Tone::Neutral;
    target.icon = isThere ? IconName::StateOk : IconName::StateSkip;
    target.word = AliasWords::tr("TXT goes here");
    target.isReached = isThere;
    return {main, name, target};
}

} // namespace cw::ui
