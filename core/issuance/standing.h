// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/tools.h"
#include "store/standingrecords.h"

namespace cw::issuance
{

// Records of dns-persist-01 are published once and stay (draft-ietf-acme-dns-persist).

// Looks which standing records of the order every name server has already: nothing is published for those, and
// `standingSince` is set. One that cannot be looked for is published; that does no harm.
Result<Nothing> findStanding(Tools &tools, store::OrderRecord &order, CancelToken &token);

// Remembers those that we published, and those of validated names, for the next orders.
Result<Nothing> noteStanding(Tools &tools, const store::OrderRecord &order);

// Removes the order's standing records on the user's wish: what we published; by hand looks whether they are gone. What is
// gone is forgotten. The next order makes new ones.
Result<Nothing> removeStanding(Tools &tools, store::OrderRecord &order, CancelToken &token);

// How long a standing record still counts.
enum class StandingState { Good, EndsSoon, Over };
StandingState standingState(const store::StandingRecord &record, const QDateTime &now);
QString standingStateName(StandingState state); // "good", "ends_soon", "over": as the command line writes it

// What to know of standing records that end soon or are over, in translated whole sentences; nothing of those that another one
// stands in for.
QStringList standingNotes(const QList<store::StandingRecord> &records, const QDateTime &now);

// The same TXT record: a name and its wildcard share a standing one.
bool isSameText(const store::NameRecord &a, const store::NameRecord &b);

} // namespace cw::issuance
