// SPDX-License-Identifier: MIT
#include "checks/propagationcause.h"

#include <QCryptographicHash>

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
    return server.trouble != Trouble::None || server.state == SeenState::Error || server.state == SeenState::NoAnswer;
}

bool hasAnswered(const ServerSight &server)
{
    return server.state == SeenState::Seen || server.state == SeenState::Missing || server.state == SeenState::Other;
}

bool holdsSpoilt(const ServerSight &server, const QList<QByteArray> &expected)
{
    return std::any_of(server.found.cbegin(), server.found.cend(), [&expected](const QByteArray &found) {
        return std::any_of(expected.cbegin(), expected.cend(),
            [&found](const QByteArray &value) { return howSpoilt(found, value) != Spoilt::No; });
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
    return sight.expected.size() > 1 && anyServer(sight, hasAnswered)
        && allServers(sight, [&sight](const ServerSight &server) {
               return !hasAnswered(server) || expectedFound(server, sight.expected) == 1;
           });
}

bool hasOldValues(const NameSight &sight, const ExpectedRecord &expected)
{
    return anyServer(sight, [&expected](const ServerSight &server) {
        return std::any_of(server.found.cbegin(), server.found.cend(), [&expected](const QByteArray &text) {
            return looksLikeChallengeValue(text) || expected.formerValues.contains(text);
        });
    });
}

QString causeOfBroken(const NameSight &sight)
{
    const bool isTooSlow = allServers(sight, [](const ServerSight &server) {
        return server.state == SeenState::NoAnswer || server.state == SeenState::NotAsked
            || server.state == SeenState::Seen;
    });
    return isTooSlow ? QStringLiteral("nameserver_timeout") : QStringLiteral("delegation_wrong_or_lame");
}

QString causeOfFailure(const Failure &failure, const Clues &clues)
{
    const auto *dns = std::get_if<DnsFailure>(&failure);
    if (!dns || dns->kind == DnsFailure::Kind::NoResolver)
        return QStringLiteral("local_resolver");
    switch (dns->kind) {
    case DnsFailure::Kind::Loop:
    case DnsFailure::Kind::TooManyAliases:
        return QStringLiteral("cname_conflict_or_alias");
    case DnsFailure::Kind::NotFound:
        return clues.isAlias ? QStringLiteral("cname_conflict_or_alias") : QStringLiteral("delegation_wrong_or_lame");
    case DnsFailure::Kind::NoAnswer:
        return QStringLiteral("nameserver_timeout");
    default:
        return QStringLiteral("delegation_wrong_or_lame");
    }
}

// The record is not where it belongs, and we know why.
QString causeOfAbsence(const Clues &clues)
{
    if (clues.misplaced)
        return QStringLiteral("record_name_doubled");
    if (clues.wildcardTarget || clues.isWildcardText)
        return QStringLiteral("wildcard_cname_swallows");
    return {};
}

QByteArray withoutDecoration(const QByteArray &found)
{
    QByteArray bare;
    for (const char c : found) {
        if (!QByteArrayView(" \t\r\n\"'\\=").contains(c))
            bare.append(c);
    }
    return bare;
}

// Word processors and chat programs turn hyphens into dashes.
QByteArray withPlainDashes(QByteArray text)
{
    for (const char *dash : {"\xe2\x80\x90", "\xe2\x80\x91", "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x88\x92"})
        text.replace(dash, "-");
    return text;
}

bool isOtherEncoding(const QByteArray &bare, const QByteArray &expected)
{
    const QByteArray digest = QByteArray::fromBase64(expected, QByteArray::Base64UrlEncoding);
    const QByteArray hex = digest.toHex();
    const QByteArray hexInBase64 = hex.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const QByteArray ordinary = digest.toBase64(QByteArray::OmitTrailingEquals);
    return bare.toLower() == hex || bare == hexInBase64 || (bare == ordinary && bare != expected);
}

QByteArray digestOf(const QByteArray &text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace

bool looksLikeChallengeValue(const QByteArray &text)
{
    const auto isBase64Url = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return text.size() == 43 && std::all_of(text.cbegin(), text.cend(), isBase64Url);
}

Spoilt howSpoilt(const QByteArray &found, const QByteArray &expected)
{
    if (found == expected || found.isEmpty())
        return Spoilt::No;
    const QByteArray bare = withoutDecoration(found);
    if (bare != expected && withPlainDashes(bare) == expected)
        return Spoilt::LookAlike;
    if (isOtherEncoding(bare, expected))
        return Spoilt::Encoding;
    if (bare == expected) {
        if (found.contains('"') || found.contains('\'') || found.contains('\\'))
            return Spoilt::Quoted;
        return found.contains('=') ? Spoilt::Padded : Spoilt::Blanks;
    }
    if (bare.toLower() == expected.toLower())
        return Spoilt::Case;
    if (bare.contains(expected))
        return Spoilt::Surrounded;
    if (digestOf(withoutDecoration(found)) == expected || digestOf(found) == expected)
        return Spoilt::Undigested;
    constexpr qsizetype RecognizableLength = 12;
    const bool isCut = bare.size() >= RecognizableLength && (expected.startsWith(bare) || expected.endsWith(bare));
    return isCut ? Spoilt::Cut : Spoilt::No;
}

bool isAtTheWrongProvider(const NameSight &sight)
{
    const auto isOnlyInZone = [](const ServerSight &server) {
        return server.state == SeenState::Seen && server.namedBy == NamedBy::Zone;
    };
    const auto isOnlyAbove = [](const ServerSight &server) {
        return server.namedBy == NamedBy::Parent && (server.state == SeenState::Missing || server.state == SeenState::Other);
    };
    return anyServer(sight, isOnlyInZone) && anyServer(sight, isOnlyAbove) && allServers(sight, [](const ServerSight &server) {
        return !hasAnswered(server) || (server.state == SeenState::Seen) == (server.namedBy == NamedBy::Zone);
    });
}

QString causeOf(const NameSight &sight, const ExpectedRecord &expected, const Clues &clues)
{
    if (sight.failure)
        return causeOfFailure(*sight.failure, clues);
    if (sight.isComplete)
        return QString();
    if (clues.isBogus)
        return QStringLiteral("dnssec_bogus");
    if (clues.aliasBeside)
        return QStringLiteral("cname_conflict_or_alias");
    if (!clues.failAtCapitals.isEmpty())
        return QStringLiteral("case_0x20");
    if (!anyServer(sight, hasAnswered))
        return causeOfBroken(sight);
    if (const QString cause = causeOfAbsence(clues); !cause.isEmpty())
        return cause;
    if (anyServer(sight, [&sight](const ServerSight &server) {
            return server.state != SeenState::Seen && holdsSpoilt(server, sight.expected);
        }))
        return QStringLiteral("txt_value_quoted");
    if (isOverwritten(sight))
        return QStringLiteral("single_txt_overwritten");
    const bool areOnlyBrokenLeft = allServers(sight, [](const ServerSight &server) {
        return server.state == SeenState::Seen || isBroken(server) || server.state == SeenState::NotAsked;
    });
    if (areOnlyBrokenLeft && anyServer(sight, isBroken))
        return causeOfBroken(sight);
    if (areOnlyBrokenLeft) // every server has it, and still a resolver finds something else
        return clues.contradictingResolver.isEmpty() ? QStringLiteral("delegation_wrong_or_lame")
                                                     : QStringLiteral("split_horizon");
    if (isAtTheWrongProvider(sight))
        return QStringLiteral("delegation_wrong_or_lame");
    const bool isSeenNowhere
        = !anyServer(sight, [&sight](const ServerSight &server) { return expectedFound(server, sight.expected) > 0; });
    if (isSeenNowhere && hasOldValues(sight, expected))
        return QStringLiteral("stale_txt");
    // Before the record is made the alias may well lead to nothing; but then the record has to be made there.
    if (isSeenNowhere && clues.isAlias)
        return QStringLiteral("cname_conflict_or_alias");
    return QStringLiteral("propagation_too_early");
}

} // namespace cw::checks
