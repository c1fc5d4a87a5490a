// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "ui/theme/icons.h"

namespace cw::ui
{

// The ways to publish as the pages name them.
struct WayWords {
    QString title; // "Dynamic update (RFC 2136)"
    QString subtitle; // what it is good for, in one line
    QString inShort; // "Dynamic update"
    IconName icon;
};
WayWords wayWords(const QString &way);
QStringList waysForAnOrder(); // in the order in which they are offered

// How the trial of a zone stands.
enum class TrialState { NotTried, Running, Worked, Failed };
TrialState trialState(const issuance::IssueState &state, const QString &zone);

// The zones that use the order's way, and those that have one of their own.
QStringList followingZones(const issuance::IssueState &state);
QStringList zonesWithAWay(const issuance::IssueState &state);

} // namespace cw::ui
