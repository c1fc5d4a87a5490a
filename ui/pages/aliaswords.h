// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "ui/widgets/pathdiagram.h"

namespace cw::ui
{

// How the alias panel says where a name leads. Pure.

struct AliasCell {
    Tone tone = Tone::Pend;
    IconName icon = IconName::StateSkip;
    QString word; // "Not yet"
    QString sub; // "on 1 of 2 name servers"; may be empty
};
// `sight` null: no look at this plan yet.
AliasCell aliasCell(const checks::AliasSight *sight, bool isRunning);

// The last look at exactly this plan; null when there was none.
const checks::AliasSight *aliasSightOf(const issuance::IssueState &state, const checks::AliasPlan &plan);

// The zone that holds the validation name and ends above it, as the look or the preflight found it; the root when not
// known.
dns::Name mainZoneOf(const issuance::IssueState &state, const checks::AliasPlan &plan);

// Main zone, validation name, alias zone.
QList<PathDiagram::Node> aliasPath(
    const issuance::IssueState &state, const checks::AliasPlan &plan, const AliasCell &cell);

} // namespace cw::ui
