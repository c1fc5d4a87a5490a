// SPDX-License-Identifier: MIT
#include "checks/sights.h"

#include "checks/evidence.h"

#include <algorithm>

namespace cw::checks
{

namespace
{

constexpr int NoError = 0;
constexpr int NameError = 3;

bool isUnreachable(const dns::Reply &reply)
{
    const auto *failure = reply.message ? nullptr : std::get_if<DnsFailure>(&reply.message.failure());
    return failure && failure->kind == DnsFailure::Kind::Unreachable;
}

bool isMalformed(const dns::Reply &reply)
{
    const auto *failure = reply.message ? nullptr : std::get_if<DnsFailure>(&reply.message.failure());
    return failure && failure->kind == DnsFailure::Kind::Malformed;
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

// The end of the alias chain in an answer.
dns::Name endOfChain(dns::Name name, const dns::Message &message)
{
    for (const dns::Record &record : message.answer) {
        if (record.type == dns::Type::CNAME && record.owner == name)
            name = dns::targetOf(record).value_or(name);
    }
    return name;
}

// False when there is no answer to look into; state and detail say why.
bool isAnswered(const dns::Reply &reply, ServerSight &sight)
{
    sight.detail = errorLine(reply);
    if (!reply.message) {
        sight.state = isMalformed(reply) ? SeenState::Error : SeenState::NoAnswer;
        return false;
    }
    sight.rcode = reply.message->rcode;
    if (sight.rcode != NoError && sight.rcode != NameError) {
        sight.state = SeenState::Error;
        return false;
    }
    return true;
}

// A server of the zone that does not claim to be one has a copy from who knows when, or is no server of it at all.
bool isAuthoritativeAnswer(const dns::Reply &reply, ServerSight &sight)
{
    if (!isAnswered(reply, sight))
        return false;
    if (reply.message->isAuthoritative)
        return true;
    sight.state = SeenState::Error;
    sight.detail = QStringLiteral("not authoritative");
    return false;
}

void readTexts(const dns::Name &owner, const dns::Message &message, const ExpectedRecord &expected, ServerSight &sight)
{
    sight.found = textsAt(owner, message);
    sight.isOwnValueSeen = sight.found.contains(expected.values.value(0));
    sight.state = stateOf(sight.found, expected.values);
}

ServerSight sightOfServer(const dns::ServerAddress &server)
{
    ServerSight sight;
    sight.server = server.host.withoutFinalDot();
    sight.address = server.address.toString();
    return sight;
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

ServerSight sightOf(const dns::ServerAddress &server, const ExpectedRecord &expected, const dns::Name &owner,
    const dns::Reply &txt, const dns::Reply &soa)
{
    ServerSight sight = sightOfServer(server);
    sight.serial = serialIn(soa);
    sight.roundTrip = txt.roundTrip;
    if (isAuthoritativeAnswer(txt, sight))
        readTexts(owner, *txt.message, expected, sight);
    return sight;
}

std::optional<ServerSight> aliasFault(
    const dns::ServerAddress &server, const dns::Name &alias, const dns::Name &target, const dns::Reply &reply)
{
    if (isIpv6(reply) && isUnreachable(reply))
        return std::nullopt; // no IPv6 here
    ServerSight sight = sightOfServer(server);
    if (!isAuthoritativeAnswer(reply, sight))
        return sight;
    for (const dns::Record &record : reply.message->answer) {
        if (record.type != dns::Type::CNAME || record.owner != alias)
            continue;
        const dns::Name other = dns::targetOf(record).value_or(dns::Name());
        if (other == target)
            return std::nullopt;
        sight.state = SeenState::Other;
        sight.detail = QStringLiteral("%1 CNAME %2").arg(alias.toString(), other.toString());
        return sight;
    }
    sight.state = SeenState::Missing;
    sight.detail = QStringLiteral("%1 CNAME missing").arg(alias.toString());
    return sight;
}

ServerSight sightOfResolver(const ExpectedRecord &expected, const dns::Reply &txt)
{
    ServerSight sight = notAsked(txt.query.server);
    if (isAnswered(txt, sight))
        readTexts(endOfChain(expected.validationName, *txt.message), *txt.message, expected, sight);
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
        const QString host = servers.at(i).server;
        for (qsizetype other = 0; other < servers.size(); ++other) {
            if (servers.at(other).server == host && !isIpv6(replies.at(other)) && replies.at(other).message)
                servers[i].state = SeenState::NotAsked;
        }
    }
}

bool haveAll(const QList<ServerSight> &servers)
{
    const auto counts = [](const ServerSight &sight) { return sight.state != SeenState::NotAsked; };
    const auto isSeen
        = [](const ServerSight &sight) { return sight.state == SeenState::Seen || sight.state == SeenState::NotAsked; };
    return std::any_of(servers.cbegin(), servers.cend(), counts)
        && std::all_of(servers.cbegin(), servers.cend(), isSeen);
}

bool anyInTime(const QList<ServerSight> &servers)
{
    // Let's Encrypt's code asks with a limit of 1 s: answers after 1.2 s fail, after 0.5 s pass (its verdicts on slow servers).
    static constexpr std::chrono::milliseconds Patience{1000};
    return std::any_of(servers.cbegin(), servers.cend(), [](const ServerSight &server) {
        return server.state == SeenState::Seen && server.roundTrip <= Patience;
    });
}

} // namespace cw::checks
