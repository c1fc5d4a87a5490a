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

void readAnswer(const dns::Reply &reply, const ExpectedRecord &expected, ServerSight &sight)
{
    sight.detail = errorLine(reply);
    if (!reply.message) {
        sight.state = isMalformed(reply) ? SeenState::Error : SeenState::NoAnswer;
        return;
    }
    sight.rcode = reply.message->rcode;
    if (sight.rcode != NoError && sight.rcode != NameError) {
        sight.state = SeenState::Error;
        return;
    }
    sight.found = textsIn(*reply.message);
    sight.isOwnValueSeen = sight.found.contains(expected.values.value(0));
    sight.state = stateOf(sight.found, expected.values);
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

QList<QByteArray> textsIn(const dns::Message &message)
{
    QList<QByteArray> texts;
    for (const dns::Record &record : message.answer) {
        if (const auto text = dns::textOf(record))
            texts.append(*text);
    }
    return texts;
}

ServerSight sightOf(const dns::ServerAddress &server, const ExpectedRecord &expected, const dns::Reply &txt, const dns::Reply &soa)
{
    ServerSight sight;
    sight.server = server.host.withoutFinalDot();
    sight.address = server.address.toString();
    sight.serial = serialIn(soa);
    readAnswer(txt, expected, sight);
    // A server of the zone that does not claim to be one has a copy from who knows when, or is no server of it at all.
    const bool isAnswer = sight.state == SeenState::Seen || sight.state == SeenState::Missing || sight.state == SeenState::Other;
    if (isAnswer && !txt.message->isAuthoritative) {
        sight.state = SeenState::Error;
        sight.detail = QStringLiteral("not authoritative");
    }
    return sight;
}

ServerSight sightOfResolver(const ExpectedRecord &expected, const dns::Reply &txt)
{
    ServerSight sight = notAsked(txt.query.server);
    readAnswer(txt, expected, sight);
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
    const bool isIpv6Working = std::any_of(replies.cbegin(), replies.cend(),
                                           [](const dns::Reply &reply) { return isIpv6(reply) && reply.message; });
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
    const auto isSeen = [](const ServerSight &sight) {
        return sight.state == SeenState::Seen || sight.state == SeenState::NotAsked;
    };
    return std::any_of(servers.cbegin(), servers.cend(), counts) && std::all_of(servers.cbegin(), servers.cend(), isSeen);
}

} // namespace cw::checks
