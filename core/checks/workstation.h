// SPDX-License-Identifier: MIT
#pragma once

#include "checks/finding.h"
#include "dns/resolver.h"

namespace cw::checks
{

// How this computer sees DNS (K25 to K28): nothing of it is a name's fault, so no finding is worse than a warning.
struct Workstation {
    bool canAskServers = true; // else what name servers seem to say, or their silence, is no news about them
    bool isIntercepted = false; // something on the way answers in the place of name servers
    bool hasSplitHorizon = false; // the resolver of this computer shows other zones than the world sees
    std::optional<Failure> outage; // nobody answers at all: said once, instead of findings
    QList<Finding> findings; // "split_horizon", "interception", "port53", "resolver"; empty when all is well
};

// Run once a check, before the names: finds out what can be asked from here, and sets `resolver` to it (name servers
// are left out where they cannot be asked; only public resolvers are asked where the others show another world).
// `names` are identifiers without "*.", never validation names. In closed networks (resolvers were chosen, or a port)
// there is less to compare with and less is said; with a port of its own nothing but an outage. Costs one batch of
// questions beside the walk to the zones, about a second where nobody intercepts.
Workstation inspectWorkstation(dns::Resolver &resolver, const QList<dns::Name> &names, CancelToken &token);

} // namespace cw::checks
