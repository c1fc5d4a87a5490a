// SPDX-License-Identifier: MIT
#pragma once

#include "checks/finding.h"
#include "dns/resolver.h"

namespace cw::checks
{

// Where the TXT record has to be and who serves it: the findings "alias", "delegation" and "servers" of one name.

// What else is known when something fails here: it may be this computer that sees too little.
enum class SeenElsewhere { Yes, No };

// The place could not be found.
Finding placeFailureFinding(const dns::Name &name, const Failure &failure, SeenElsewhere seen);

// The alias, if there is one, and the name server sets of parent and child.
QList<Finding> placeFindings(const dns::RecordPlace &place);
// What is wrong with the lists of name servers of one zone (K5, K6); empty when nothing is.
QList<Finding> delegationFindings(const dns::Zone &zone);

// One SOA question to every address of the zone: `replies` in the order of `zone.servers`.
QList<Finding> serverFindings(const dns::Zone &zone, const QList<dns::Reply> &replies, SeenElsewhere seen);

// At least one server answered as a server of the zone has to.
bool isServed(const QList<dns::Reply> &soaReplies);

} // namespace cw::checks
