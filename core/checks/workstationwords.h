// SPDX-License-Identifier: MIT
#pragma once

#include "checks/finding.h"
#include "dns/dnstransport.h"

namespace cw::checks
{

// The findings about this computer's view of DNS, in words.

// How the resolver's view of a zone differs from the world's.
enum class HorizonDifference { Zone, NameServers, PrivateAddresses };
Finding splitHorizonFinding(
    const dns::Name &zone, HorizonDifference difference, const dns::Reply &inside, const QList<dns::Reply> &outside);
// `proof` answered in the place of somebody else.
Finding interceptionFinding(const dns::Reply &proof);
Finding blockedPortFinding(const QString &resolver);

enum class ResolverFault { Silent, StripsSignatures, DoesNotCheck };
Finding resolverFinding(ResolverFault fault, const dns::Reply &reply);

} // namespace cw::checks
