// SPDX-License-Identifier: MIT
#pragma once

#include "checks/propagation.h"

namespace cw::checks
{

// What one server was asked about a name: TXT there, and the SOA of its zone.
struct ServerReplies {
    dns::Reply txt;
    dns::Reply soa;
};

// What one server's answers about the owner of the record say.
ServerSight sightOf(const dns::ServerAddress &server, const ExpectedRecord &expected, const dns::RecordPlace &place,
    const ServerReplies &replies);
// What a server of a zone on the way says, which should be "`alias` leads to `target`": Seen when it does.
ServerSight sightOfAlias(const dns::ServerAddress &server, const dns::Zone &zone, const dns::Name &alias,
    const dns::Name &target, const ServerReplies &replies);
// The same of a recursive resolver, for information.
ServerSight sightOfResolver(const ExpectedRecord &expected, const dns::Reply &txt);
ServerSight notAsked(const dns::Endpoint &resolver);

QList<QByteArray> textsAt(const dns::Name &owner, const dns::Message &message);
// The end of the alias chain in an answer.
dns::Name endOfChain(dns::Name name, const dns::Message &message);

// How long the negative answer is remembered: the TTL of the SOA in it, at most its minimum (RFC 2308 5); null when it
// holds none.
std::optional<std::chrono::seconds> negativeTtlIn(const QList<dns::Record> &section);

// An IPv6 address of a server whose IPv4 address answered is set to NotAsked when this computer has no way to IPv6.
// `replies` are those that the sights were made of.
void setAsideUnreachableIpv6(QList<ServerSight> &servers, const QList<dns::Reply> &replies);

} // namespace cw::checks
