// SPDX-License-Identifier: MIT
#pragma once

#include "checks/propagation.h"
#include "checks/propagationcause.h"

#include <functional>

namespace cw::checks
{

// One name in the course of a look: what is known of it so far.
struct LookEntry {
    ExpectedRecord expected;
    std::optional<dns::RecordPlace> place;
    NameSight sight; // `servers` holds those of the zone while the look goes on
    QList<dns::Reply> texts; // the last TXT answer of each of these servers
    QList<ServerSight> onTheWay; // servers of zones on the way that are in trouble or lead elsewhere
    bool isWayCertain = true;
    int zonesWithSilence = 0; // on the way: each costs the CA's resolver time
    std::optional<QHostAddress> wayServer; // a server of the validation name's own zone, where that is another one
    Clues clues;
};

} // namespace cw::checks
