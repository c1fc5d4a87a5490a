// SPDX-License-Identifier: MIT
#pragma once

#include "checks/propagation.h"
#include "ui/widgets/matrix.h"

namespace cw::ui
{

// "Who can see it?" in words; the words are those of the one vocabulary of states.
struct WatchTable {
    MatrixContent content;
    int seen = 0; // cells with their value
    int total = 0;
    bool isCountingDown = false; // some cell has a time that runs
};

// `port` is the one authoritative servers are asked at.
WatchTable watchTable(const checks::Look &look, int port, const QDateTime &now);

// The title of a resolver's column: its name, or "This network".
QString resolverTitle(const checks::ServerSight &sight);

// How far a server's serial is behind the newest one of its zone (RFC 1982); 0 when it is not, or not known.
quint32 serialsBehind(const checks::NameSight &name, const checks::ServerSight &server);

enum class Slip { None, WrongPlace, ExtraQuotes, SplitValue };
Slip slipOf(const checks::NameSight &name, const checks::ServerSight &server);

} // namespace cw::ui
