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

// We are looking, or will look again by ourselves.
bool isWatching(const issuance::IssueState &state);

// The last look at this name; null before the first.
const checks::NameSight *sightOf(const issuance::IssueState &state, const QString &name);

} // namespace cw::ui
