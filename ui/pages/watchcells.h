// SPDX-License-Identifier: MIT
#pragma once

#include "checks/propagation.h"
#include "ui/widgets/matrix.h"

namespace cw::ui
{

enum class WatchColumn { Server, Resolver };

// What a cell depends on beside the answer.
struct WatchMoment {
    QDateTime seen; // when the answer came
    QDateTime now; // for what is counted down
    int port = 53; // authoritative servers are asked at
};

// One answer as a cell of the matrix; an empty cell for none.
MatrixCell watchCell(
    const checks::NameSight &name, const checks::ServerSight *sight, WatchColumn column, const WatchMoment &moment);
// This identifier's own value is there.
bool isSeen(const checks::ServerSight &sight);
// How long a resolver still believes in its old answer; null when it says nothing about that, or no longer.
std::optional<std::chrono::seconds> goneIn(const checks::ServerSight &resolver, const WatchMoment &moment);

} // namespace cw::ui
