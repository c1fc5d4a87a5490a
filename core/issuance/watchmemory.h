// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"

namespace cw::issuance
{

// The last look and the timeline in the order's journal, so that a restart can show them with their time. Compact: what the
// matrix shows, no more. Whether it was safe is not kept: that has to be seen anew.
QJsonObject watchToJson(const WatchState &watch);
// Empty state when there is nothing, or nothing that can be read.
WatchState watchFromJson(const QJsonObject &json);

// Whether this look tells something that the journal does not know, or what it knows is a minute old.
bool isWorthKeeping(const checks::Look &look, const QJsonObject &kept);

} // namespace cw::issuance
