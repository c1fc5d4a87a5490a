// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "ui/theme/tone.h"

namespace cw::ui
{

// The one hint under the matrix: the worst thing the last look shows, with what to do about it.
struct WatchHint {
    Tone tone = Tone::Neutral;
    QString identifier; // whose record it is about; A-labels
    QString title; // the name in front, bold; may be empty
    QString text;
    bool isAboutRecord = false; // the user can mend it where the record is entered
};

// Null when there is nothing that the user can do but wait.
std::optional<WatchHint> watchHint(const issuance::IssueState &state);

// The earliest time at which asking the CA makes sense, when that is not now: somebody remembers the time before.
struct WatchWait {
    QDateTime until; // UTC
    QString text; // with what is left
};
std::optional<WatchWait> watchWait(const issuance::IssueState &state, const QDateTime &now);

} // namespace cw::ui
