// SPDX-License-Identifier: MIT
#pragma once

#include "checks/dnssec.h"
#include "checks/dnsseczone.h"

namespace cw::checks
{

// The answers to one of the caller's questions, or to the same about what it is an alias of.
struct InspectedQuestion {
    DnssecQuestion asked;
    JudgedQuestion answers;
    qsizetype origin = 0; // index of the caller's question
};

// Everything that is known when words are to be found for one zone.
struct DnssecPicture {
    QList<const JudgedZone *> chain; // from the topmost zone down to the one asked about
    QList<InspectedQuestion> questions;
    JudgedQuestion soa;
    QDateTime now;

    const JudgedZone &zone() const { return *chain.last(); }
    bool wasSeen(ResolverSaw saw) const;
    bool isRefused(const InspectedQuestion &question) const;
};

// All signatures from the top down, or those that a resolver takes, look expired or not yet valid: it is our clock.
bool isClockSuspect(const DnssecPicture &picture);

// What is wrong or will be; empty when nothing is.
QList<Finding> dnssecFaultFindings(const DnssecPicture &picture);
// Where nothing is wrong: what there is.
Finding dnssecStateFinding(const DnssecPicture &picture);

} // namespace cw::checks
