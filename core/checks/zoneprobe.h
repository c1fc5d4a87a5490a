// SPDX-License-Identifier: MIT
#pragma once

#include "dns/resolver.h"

namespace cw::checks
{

// One name server's answers to the questions that show what it can do (dns-checks section 2b, K7 to K15).
struct ServerProbe {
    dns::ServerAddress server;
    dns::Reply soa; // of the zone, as resolvers ask
    dns::Reply mixedCase; // the same with capitals in the name, from another port
    dns::Reply withoutEdns;
    dns::Reply ednsVersion1; // has to be BADVERS
    dns::Reply unknownOption; // has to be ignored
    dns::Reply overTcp;
    dns::Reply unknownType; // TYPE65280: has to be an empty answer
    dns::Reply missingName; // TXT of a name that nobody has made
};

struct ZoneProbe {
    dns::Zone zone;
    dns::Name missingName;
    QList<ServerProbe> servers; // in the order of zone.servers
};

// All zones in one batch of questions.
QList<ZoneProbe> probeZones(dns::Resolver &resolver, const QList<dns::Zone> &zones, CancelToken &token);

// The name with letters in turn large and small, as resolvers send it to recognize forged answers (0x20).
dns::Name inMixedCase(const dns::Name &name);
// A label that no zone has. The same in one run of the program, so that questions can be shared.
QByteArray unusedLabel();

} // namespace cw::checks
