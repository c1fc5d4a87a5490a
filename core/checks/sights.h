// SPDX-License-Identifier: MIT
#pragma once

#include "checks/propagation.h"

namespace cw::checks
{

// What one server's answers about the owner of the record say; `soa` gives the serial.
ServerSight sightOf(const dns::ServerAddress &server, const ExpectedRecord &expected, const dns::Name &owner,
    const dns::Reply &txt, const dns::Reply &soa);
// What is wrong at a server of a zone on the way that should say "`alias` leads to `target`"; null when it says so.
std::optional<ServerSight> aliasFault(
    const dns::ServerAddress &server, const dns::Name &alias, const dns::Name &target, const dns::Reply &reply);
// The same of a recursive resolver, for information.
ServerSight sightOfResolver(const ExpectedRecord &expected, const dns::Reply &txt);
ServerSight notAsked(const dns::Endpoint &resolver);

QList<QByteArray> textsAt(const dns::Name &owner, const dns::Message &message);

// An IPv6 address of a server whose IPv4 address answered is set to NotAsked when this computer has no way to IPv6.
// `replies` are those that the sights were made of.
void setAsideUnreachableIpv6(QList<ServerSight> &servers, const QList<dns::Reply> &replies);
// Every server has every value; addresses set aside do not count.
bool haveAll(const QList<ServerSight> &servers);
// At least one server that has the values answers before a CA's resolver gives up.
bool anyInTime(const QList<ServerSight> &servers);

} // namespace cw::checks
