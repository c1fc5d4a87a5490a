// SPDX-License-Identifier: MIT
#pragma once

#include "dns/resolver.h"

namespace cw::checks
{

// What several parties say about the zone of one name.
struct ZoneView {
    dns::Name name;
    dns::Zone zone; // as its own servers have it, or hearsay
    dns::Reply soa; // of the name, by this computer's resolver
    dns::Reply nameServers; // of the zone, by it
    QList<dns::Reply> addresses; // A and AAAA of the name, by it, where name servers have them
    QList<dns::Reply>
        ownSoas; // SOA of the zone, and A and AAAA of the name, by its servers; empty when they cannot be asked
    QList<dns::Reply> ownAddresses;
    QList<dns::Reply> publicNameServers; // of the zone, by each public resolver
};

// Everything that is asked to learn how this computer sees DNS, and the answers.
struct WorkstationView {
    enum class Network { Open, Closed, OwnPort }; // closed: resolvers were chosen
    Network network = Network::Open;
    bool isRootReached = false;
    bool isAnyServerReached = false; // of the root or a zone
    QList<dns::Reply> rootOfResolvers; // SOA of the root with AD and DO, by this computer's resolvers in their order
    QList<dns::Reply> nameOfResolvers; // SOA of the first name's zone: some refuse the root only
    QList<dns::Reply> rootOfPublicOnes;
    std::optional<dns::Reply> rootOfRoot; // the same by a server of the root
    std::optional<dns::Reply> nowhere; // by an address that runs no DNS
    QList<dns::Reply> deep; // a name far below, by servers of the Internet's root without recursion
    QList<ZoneView> zones;
};

// Zones of up to three of the names are looked at. DNS is asked in batches, none twice.
WorkstationView viewFromHere(dns::Resolver &resolver, const QList<dns::Name> &names, CancelToken &token);

} // namespace cw::checks
