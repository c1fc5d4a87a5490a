// SPDX-License-Identifier: MIT
#pragma once

#include "checks/finding.h"
#include "dns/resolver.h"

namespace cw::checks
{

// Where the TXT record has to be and who serves it: the findings "alias", "delegation" and "servers" of one name.

// What else is known when something fails here: it may be this computer that sees too little.
enum class SeenElsewhere { Yes, No };

// Why servers that should know the place give no answer.
enum class PlaceTrouble {
    Unknown, // not looked at more closely
    NobodyServes,
    Edns, // they answer questions without EDNS only
    Slow, // they answer, but too late
    FailsAtText, // they answer other questions, but fail at TXT for this name
    DropsText, // and are silent for it
};
// Asks the servers at the end of the way once more, patiently and in other ways.
PlaceTrouble lookAtTrouble(dns::Resolver &resolver, const dns::Name &validationName, CancelToken &token);

// The place could not be found.
Finding placeFailureFinding(const dns::Name &name, const Failure &failure, PlaceTrouble trouble, SeenElsewhere seen);

// The alias, if there is one, and the name server sets of parent and child.
QList<Finding> placeFindings(const dns::RecordPlace &place);
// What is wrong with the lists of name servers of one zone (K5, K6); empty when nothing is.
QList<Finding> delegationFindings(const dns::Zone &zone);

// One SOA question to every address of the zone: `replies` in the order of `zone.servers`. `answersOthers`: some server
// answers other questions about the zone, whatever it says to this one.
QList<Finding> serverFindings(
    const dns::Zone &zone, const QList<dns::Reply> &replies, bool answersOthers, SeenElsewhere seen);

// Name servers cannot be asked from this network: nothing is said about them.
Finding unseenServersFinding(const dns::Zone &zone);

// At least one server answered as a server of the zone has to.
bool isServed(const QList<dns::Reply> &soaReplies);

} // namespace cw::checks
