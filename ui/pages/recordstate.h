// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "ui/theme/icons.h"

namespace cw::ui
{

// How one record to publish stands: shape, tone and one line. Pure.
struct RecordState {
    Tone tone = Tone::Pend;
    IconName icon = IconName::StateTodo;
    QString line; // "1 of 2 values at this name"
};
RecordState recordState(const issuance::IssueState &state, const store::NameRecord &record);

// The last look at this name; null before the first.
const checks::NameSight *sightOf(const issuance::IssueState &state, const QString &name);

} // namespace cw::ui
