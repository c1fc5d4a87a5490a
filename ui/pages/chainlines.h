// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "ui/theme/tone.h"

namespace cw::ui
{

// One certificate of the chain with what was checked about it. Pure.
struct ChainLine {
    QString subject;
    QString what; // "your certificate"
    Tone tone = Tone::Ok;
    QString word; // "Key fits"
    QString toolTip; // what does not fit
};
// Leaf first, the root last, also when the CA did not send it.
QList<ChainLine> chainLines(const issuance::IssueState &state);

} // namespace cw::ui
