// SPDX-License-Identifier: MIT
#include "checks/sights.h"

#include "checks/evidence.h"
#include "checks/quorum.h"
#include "checks/replies.h"

#include <algorithm>

namespace cw::checks
{

namespace
{

constexpr int YxDomain = 6;
constexpr int LastPlainRcode = 15;

std::optional<DnsFailure::Kind> failureKind(const dns::Reply &reply)
{
    const auto *failure = reply.message ? nullptr : std::get_if<DnsFailure>(&reply.message.failure());
    return failure ? std::optional(failure->kind) : std::nullopt;
}

bool isUnreachable(const dns::Reply &reply)
{
    return failureKind(reply) == DnsFailure::Kind::Unreachable;
}

bool isIpv6(const dns::Reply &reply)
{
    return reply.query.server.address.protocol() == QAbstractSocket::IPv6Protocol;
}

SeenState stateOf(const QList<QByteArray> &found, const QList<QByteArray> &expected)
{
    const auto isFound = [&found](const QByteArray &value) { return found.contains(value); };
    if (std::all_of(expected.cbegin(), expected.cend(), isFound))
        return SeenState::Seen;
    // One of two values is not "other": the missing one is what matters.
    if (found.isEmpty() || std::any_of(expected.cbegin(), expected.cend(), isFound))
        return SeenState::Missing;
    return SeenState::Other;
}

// "Ask someone above me": resolvers take the server for lame and go on.
bool isUpwardReferral(const dns::Message &message, const dns::Name &apex)
{
    return message.answer.isEmpty()
        && std::any_of(message.authority.cbegin(), message.authority.cend(), [&apex](const dns::Record &record) {
               return record.type == dns::Type::NS && apex.isAtOrBelow(record.owner) && apex != record.owner;
           });
}

// Resolvers take a record from a server of the zone that does not claim to be one. Where it offers recursion as well, it
// is a resolver itself, or something on the way that answers in its place: a copy from who knows when.
bool isOwnWord(const dns::Message &message, const dns::Name &owner)
{
    return message.rcode == NoError && !message.recursionAvailable
        && std::any_of(message.answer.cbegin(), message.answer.cend(),
            [&owner](const dns::Record &record) { return record.owner == owner; });
}

Trouble troubleOfFailure(const ServerReplies &replies)
{
    const bool isSoaSilent = !replies.soa.message;
    // A connection that is refused or closed after a truncated answer tells the resolver at once (d384).
    const bool isTurnedAway = replies.txt.cameByTcp && replies.txt.roundTrip <= Patience;
    switch (failureKind(replies.txt).value_or(DnsFailure::Kind::NoAnswer)) {
    case DnsFailure::Kind::Unreachable:
        return isTurnedAway ? Trouble::PassedOver : Trouble::Silent;
    case DnsFailure::Kind::NoAnswer:
        if (isTurnedAway)
            return Trouble::PassedOver;
        return isSoaSilent && !replies.txt.cameByTcp ? Trouble::Silent : Trouble::Doubtful;
    default:
        return Trouble::Doubtful;
    }
}

// False when there is no answer to look into; state, trouble and detail say why.
bool isUsable(const ServerReplies &replies, const dns::Name &owner, const dns::Name &apex, ServerSight &sight)
{
    const dns::Reply &reply = replies.txt;
    sight.detail = errorLine(reply);
    if (!reply.message) {
        const bool isMalformed = failureKind(reply) == DnsFailure::Kind::Malformed;
        sight.state = isMalformed ? SeenState::Error : SeenState::NoAnswer;
        sight.trouble = troubleOfFailure(replies);
        return false;
    }
    const dns::Message &message = *reply.message;
    sight.rcode = message.rcode;
    if (message.rcode != NoError && message.rcode != NameError) {
        sight.state = SeenState::Error;
        // Resolvers hand on YXDOMAIN, and of BADVERS they see "no error, no data": both can become the CA's answer.
        const bool isTakenForAnAnswer = message.rcode == YxDomain || message.rcode > LastPlainRcode;
        sight.trouble = isTakenForAnAnswer ? Trouble::Doubtful : Trouble::PassedOver;
        return false;
    }
    if (message.isAuthoritative || isOwnWord(message, owner))
        return true;
    sight.state = SeenState::Error;
    const bool isUpward = isUpwardReferral(message, apex);
    sight.trouble = isUpward ? Trouble::PassedOver : Trouble::Doubtful;
    sight.detail = isUpward ? QStringLiteral("refers to the zones above") : QStringLiteral("not authoritative");
    return false;
}

// The right answer, but later than a CA's resolver waits.
void judgeSlowness(const ServerReplies &replies, ServerSight &sight)
{
    if (sight.state != SeenState::Seen || sight.trouble != Trouble::None || sight.roundTrip <= Patience)
        return;
    const bool isAlwaysSlow = !replies.soa.message || replies.soa.roundTrip > Patience;
    sight.trouble = isAlwaysSlow ? Trouble::Silent : Trouble::Doubtful;
    sight.detail = QStringLiteral("answers after %1 ms").arg(sight.roundTrip.count());
}

void readTexts(const dns::Name &owner, const dns::Message &message, const ExpectedRecord &expected, ServerSight &sight)
{
    sight.found = textsAt(owner, message);
    sight.isOwnValueSeen = sight.found.contains(expected.values.value(0));
    sight.state = stateOf(sight.found, expected.values);
    for (const dns::Record &record : message.answer) {
        const std::chrono::seconds ttl(record.ttl);
        if (record.type == dns::Type::TXT || record.type == dns::Type::CNAME)
            sight.ttl = std::max(sight.ttl.value_or(ttl), ttl);
    }
}

std::optional<quint32> serialIn(const dns::Reply &reply)
{
    if (!reply.message || reply.message->rcode != NoError)
        return std::nullopt;
    for (const dns::Record &record : reply.message->answer) {
        if (const auto soa = dns::soaOf(record))
            return soa->serial;
    }
    return std::nullopt;
}

ServerSight sightOfServer(const dns::ServerAddress &server, const dns::Zone &zone, const ServerReplies &replies)
{
    ServerSight sight;
    sight.server = server.host.withoutFinalDot();
    sight.address = server.address.toString();
    sight.serial = serialIn(replies.soa);
    sight.roundTrip = replies.txt.roundTrip;
    const bool isInParent = zone.parentServers.isEmpty() || zone.parentServers.contains(server.host);
    const bool isInZone = zone.childServers.isEmpty() || zone.childServers.contains(server.host);
    if (isInParent != isInZone)
        sight.namedBy = isInParent ? NamedBy::Parent : NamedBy::Zone;
    return sight;
}

} // namespace

QList<QByteArray> textsAt(const dns::Name &owner, const dns::Message &message)
{
    QList<QByteArray> texts;
    for (const dns::Record &record : message.answer) {
        const auto text = record.owner == owner ? dns::textOf(record) : std::nullopt;
        if (text)
            texts.append(*text);
    }
    return texts;
}

dns::Name endOfChain(dns::Name name, const dns::Message &message)
{
    for (const dns::Record &record : message.answer) {
        if (record.type == dns::Type::CNAME && record.owner == name)
            name = dns::targetOf(record).value_or(name);
    }
    return name;
}

std::optional<std::chrono::seconds> negativeTtlIn(const QList<dns::Record> &section)
{
    for (const dns::Record &record : section) {
        if (const auto soa = dns::soaOf(record))
            return std::chrono::seconds(std::min(record.ttl, soa->minimum));
    }
    return std::nullopt;
}

ServerSight sightOf(const dns::ServerAddress &server, const ExpectedRecord &expected, const dns::RecordPlace &place,
    const ServerReplies &replies)
{
    ServerSight sight = sightOfServer(server, place.zone, replies);
    if (isUsable(replies, place.owner, place.zone.apex, sight))
        readTexts(place.owner, *replies.txt.message, expected, sight);
    judgeSlowness(replies, sight);
    return sight;
}

ServerSight sightOfAlias(const dns::ServerAddress &server, const dns::Zone &zone, const dns::Name &alias,
    const dns::Name &target, const ServerReplies &replies)
{
    ServerSight sight = sightOfServer(server, zone, replies);
    if (!isUsable(replies, alias, zone.apex, sight))
        return sight;
    sight.state = SeenState::Missing;
    sight.detail = QStringLiteral("%1 CNAME missing").arg(alias.toString());
    for (const dns::Record &record : replies.txt.message->answer) {
        if (record.type != dns::Type::CNAME || record.owner != alias)
            continue;
        const dns::Name other = dns::targetOf(record).value_or(dns::Name());
        sight.ttl = std::chrono::seconds(record.ttl);
        sight.state = other == target ? SeenState::Seen : SeenState::Other;
        sight.detail = other == target ? QString()
                                       : QStringLiteral("%1 CNAME %2").arg(alias.toString(), other.toString());
        if (other == target)
            break;
    }
    judgeSlowness(replies, sight);
    return sight;
}

ServerSight sightOfResolver(const ExpectedRecord &expected, const dns::Reply &txt)
{
    ServerSight sight = notAsked(txt.query.server);
    sight.roundTrip = txt.roundTrip;
    sight.detail = errorLine(txt);
    if (!txt.message) {
        sight.state = failureKind(txt) == DnsFailure::Kind::Malformed ? SeenState::Error : SeenState::NoAnswer;
        return sight;
    }
    sight.rcode = txt.message->rcode;
    if (sight.rcode != NoError && sight.rcode != NameError) {
        sight.state = SeenState::Error;
        return sight;
    }
    readTexts(endOfChain(expected.validationName, *txt.message), *txt.message, expected, sight);
    if (sight.state == SeenState::Missing && sight.found.isEmpty())
        sight.goneIn = negativeTtlIn(txt.message->authority);
    else if (sight.state != SeenState::Seen)
        sight.goneIn = sight.ttl;
    return sight;
}

ServerSight notAsked(const dns::Endpoint &resolver)
{
    ServerSight sight;
    sight.server = resolver.toString();
    sight.address = resolver.address.toString();
    return sight;
}

void setAsideUnreachableIpv6(QList<ServerSight> &servers, const QList<dns::Reply> &replies)
{
    Q_ASSERT(servers.size() == replies.size());
    const bool isIpv6Working = std::any_of(
        replies.cbegin(), replies.cend(), [](const dns::Reply &reply) { return isIpv6(reply) && reply.message; });
    if (isIpv6Working)
        return;
    for (qsizetype i = 0; i < servers.size(); ++i) {
        if (!isIpv6(replies.at(i)) || !isUnreachable(replies.at(i)))
            continue;
        // What a server says that only others can reach is anybody's guess.
        servers[i].trouble = Trouble::Doubtful;
        const QString host = servers.at(i).server;
        for (qsizetype other = 0; other < servers.size(); ++other) {
            if (servers.at(other).server == host && !isIpv6(replies.at(other)) && replies.at(other).message)
                servers[i].state = SeenState::NotAsked;
        }
    }
}

} // namespace cw::checks
