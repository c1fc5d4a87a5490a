// SPDX-License-Identifier: MIT
#include "checks/propagationcause.h"
#include "checks/sights.h"

#include <algorithm>

namespace cw::checks
{

namespace
{

template <typename Predicate> bool anyServer(const NameSight &sight, Predicate isTrue)
{
    return std::any_of(sight.servers.cbegin(), sight.servers.cend(), isTrue);
}

template <typename Predicate> bool allServers(const NameSight &sight, Predicate isTrue)
{
    return std::all_of(sight.servers.cbegin(), sight.servers.cend(), isTrue);
}

bool isBroken(const ServerSight &server)
{
    return server.state == SeenState::Error || server.state == SeenState::NoAnswer;
}

bool isSeen(const ServerSight &server)
{
    return server.state == SeenState::Seen;
}

// base64url of a SHA-256 digest: 43 characters. Such a text beside ours is of an earlier order.
bool looksLikeChallengeValue(const QByteArray &text)
{
    const auto isBase64Url = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return text.size() == 43 && std::all_of(text.cbegin(), text.cend(), isBase64Url);
}

bool holdsSpoilt(const ServerSight &server, const QList<QByteArray> &expected)
{
    return std::any_of(server.found.cbegin(), server.found.cend(), [&expected](const QByteArray &found) {
        return std::any_of(
            expected.cbegin(), expected.cend(), [&found](const QByteArray &value) { return isSpoilt(found, value); });
    });
}

qsizetype expectedFound(const ServerSight &server, const QList<QByteArray> &expected)
{
    return std::count_if(expected.cbegin(), expected.cend(),
        [&server](const QByteArray &value) { return server.found.contains(value); });
}

// Every server that answers has one of the values and none has two: each new one replaced the one before.
bool isOverwritten(const NameSight &sight)
{
    return sight.expected.size() > 1 && anyServer(sight, [](const ServerSight &server) {
        return !isBroken(server);
    }) && allServers(sight, [&sight](const ServerSight &server) {
        return isBroken(server) || server.state == SeenState::NotAsked || expectedFound(server, sight.expected) == 1;
    });
}

QString causeOfBroken(const NameSight &sight)
{
    const bool isSilent = allServers(sight, [](const ServerSight &server) { return server.state != SeenState::Error; });
    return isSilent ? QStringLiteral("nameserver_timeout") : QStringLiteral("delegation_wrong_or_lame");
}

QString causeOfFailure(const Failure &failure)
{
    const auto *dns = std::get_if<DnsFailure>(&failure);
    if (!dns || dns->kind == DnsFailure::Kind::NoResolver)
        return QStringLiteral("local_resolver");
    if (dns->kind == DnsFailure::Kind::Loop || dns->kind == DnsFailure::Kind::TooManyAliases)
        return QStringLiteral("cname_conflict_or_alias");
    return dns->kind == DnsFailure::Kind::NoAnswer ? QStringLiteral("nameserver_timeout")
                                                   : QStringLiteral("delegation_wrong_or_lame");
}

} // namespace

bool isSpoilt(const QByteArray &found, const QByteArray &expected)
{
    if (found == expected || found.isEmpty())
        return false;
    QByteArray bare;
    for (const char c : found) {
        if (!QByteArrayView(" \t\r\n\"'\\=").contains(c))
            bare.append(c);
    }
    constexpr qsizetype RecognizableLength = 12;
    const bool isCut = bare.size() >= RecognizableLength && (expected.startsWith(bare) || expected.endsWith(bare));
    return isCut || bare.contains(expected) || bare.toLower() == expected.toLower();
}

std::optional<dns::Name> doubledName(const dns::Name &owner, const dns::Name &zone)
{
    return dns::Name::fromLabels(owner.labels() + zone.labels());
}

QString causeOf(const NameSight &sight, bool isDoubled)
{
    if (sight.failure)
        return causeOfFailure(*sight.failure);
    if (sight.isComplete)
        return QString();
    const bool hasAnswers = anyServer(sight, [](const ServerSight &server) { return !isBroken(server); });
    if (!hasAnswers)
        return causeOfBroken(sight);
    if (isDoubled)
        return QStringLiteral("record_name_doubled");
    if (anyServer(sight,
            [&sight](const ServerSight &server) { return !isSeen(server) && holdsSpoilt(server, sight.expected); }))
        return QStringLiteral("txt_value_quoted");
    if (isOverwritten(sight))
        return QStringLiteral("single_txt_overwritten");
    if (haveAll(sight.servers) && !anyInTime(sight.servers))
        return QStringLiteral("nameserver_timeout");
    const bool onlyBrokenLeft = allServers(sight, [](const ServerSight &server) {
        return isSeen(server) || isBroken(server) || server.state == SeenState::NotAsked;
    });
    if (onlyBrokenLeft)
        return causeOfBroken(sight);
    const bool isSeenNowhere
        = !anyServer(sight, [&sight](const ServerSight &server) { return expectedFound(server, sight.expected) > 0; });
    const bool hasOldValues = anyServer(sight, [](const ServerSight &server) {
        return std::any_of(server.found.cbegin(), server.found.cend(), looksLikeChallengeValue);
    });
    return isSeenNowhere && hasOldValues ? QStringLiteral("stale_txt") : QStringLiteral("propagation_too_early");
}

} // namespace cw::checks
