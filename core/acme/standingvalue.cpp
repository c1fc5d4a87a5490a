// SPDX-License-Identifier: MIT
#include "acme/standingvalue.h"

#include "crypto/hmac.h"
#include "crypto/jws.h"

#include <QTimeZone>

#include <algorithm>

namespace cw::acme
{

namespace
{

constexpr qsizetype MostIssuers = 10;
constexpr qsizetype LongestDomain = 253;

bool isIssuerName(const QString &name)
{
    const bool hasGoodLetters = std::all_of(name.begin(), name.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'.';
    });
    return !name.isEmpty() && name.size() <= LongestDomain && hasGoodLetters && !name.endsWith(u'.');
}

bool areIssuerNames(const QStringList &names)
{
    return !names.isEmpty() && names.size() <= MostIssuers && std::all_of(names.begin(), names.end(), isIssuerName);
}

// "The CA MUST choose a prefix such that appending the remaining components yields a valid URI" 4.1
QString hashedUri(const QString &prefix, const AccountFacts &account, const QString &domain)
{
    const QByteArray name = domain.toLatin1();
    const QByteArray digest
        = crypto::sha256(QByteArray(1, char(name.size())) + name + account.thumbprint + account.url.toUtf8());
    return prefix + QStringLiteral("sha-256/") + QString::fromLatin1(crypto::base64Url(digest));
}

QString accountUriFor(
    const Directory &directory, const Challenge &challenge, const AccountFacts &account, const QString &domain)
{
    if (!directory.accountHashPrefix.isEmpty())
        return hashedUri(directory.accountHashPrefix, account, domain);
    return challenge.accountUri.isEmpty() ? account.url : challenge.accountUri;
}

// "value = *(%x21-3A / %x3C-7E)" RFC 8659 4.2. What ends a string in a zone file is in no URI either (RFC 3986 2).
bool isPlainUri(const QString &uri)
{
    return !uri.isEmpty()
        && std::all_of(uri.begin(), uri.end(), [](QChar c) { return c > u' ' && c <= u'~' && c != u';' && c != u'"' && c != u'\\'; });
}

bool containsAll(const QStringList &list, const QStringList &wanted)
{
    return std::all_of(wanted.begin(), wanted.end(), [&list](const QString &one) { return list.contains(one); });
}

QStringList normalized(const QStringList &domains)
{
    QStringList list;
    for (const QString &domain : domains)
        list.append((domain.endsWith(u'.') ? domain.chopped(1) : domain).toLower());
    return list;
}

std::optional<QString> issuerOf(const Directory &directory, const Challenge &challenge)
{
    const QStringList &offered = challenge.issuerDomainNames;
    if (!areIssuerNames(offered))
        return std::nullopt;
    // "A client MUST treat a missing or nonconforming directory issuerDomainNames array as unavailable" 3.2
    if (!areIssuerNames(directory.issuerDomainNames))
        return offered.first();
    // "When D is available, the client MUST consider a challenge malformed if any value in D is absent from C. When I is
    // available, the client MUST consider a challenge malformed if any value in C is absent from I." 3.2
    const QStringList identities = normalized(directory.caaIdentities);
    if (!containsAll(offered, directory.issuerDomainNames) || (!identities.isEmpty() && !containsAll(identities, offered)))
        return std::nullopt;
    return directory.issuerDomainNames.first();
}

// False when the parameter spoils the value.
bool readParameter(const QString &tag, const QString &value, StandingValue &into)
{
    if (tag == u"accounturi") {
        into.accountUri = value;
    } else if (tag == u"policy") {
        // "Comparison of the values defined for this parameter MUST be case-insensitive" 4.1
        into.isForWildcards = value.compare(u"wildcard", Qt::CaseInsensitive) == 0;
    } else if (tag == u"persistUntil") {
        bool isNumber = false;
        const qint64 seconds = value.toLongLong(&isNumber);
        into.until = QDateTime::fromSecsSinceEpoch(seconds, QTimeZone::utc());
        return isNumber;
    }
    return true;
}

} // namespace

QString StandingValue::text() const
{
    QString value = issuer + QStringLiteral(";accounturi=") + accountUri;
    if (isForWildcards)
        value += QStringLiteral(";policy=wildcard");
    if (until.isValid())
        value += QStringLiteral(";persistUntil=") + QString::number(until.toSecsSinceEpoch());
    return value;
}

std::optional<StandingValue> readStandingValue(const QString &text)
{
    const QStringList parts = text.split(u';');
    StandingValue value;
    value.issuer = parts.first().trimmed();
    for (const QString &part : parts.mid(1)) {
        const qsizetype equals = part.indexOf(u'=');
        if (equals < 1 || !readParameter(part.first(equals).trimmed(), part.sliced(equals + 1).trimmed(), value))
            return std::nullopt;
    }
    if (value.issuer.isEmpty() || value.accountUri.isEmpty())
        return std::nullopt;
    return value;
}

std::optional<StandingValue> standingValueFor(
    const Directory &directory, const Challenge &challenge, const AccountFacts &account, const QString &domain)
{
    const std::optional<QString> issuer = issuerOf(directory, challenge);
    const QString uri = accountUriFor(directory, challenge, account, domain);
    if (!issuer || !isPlainUri(uri))
        return std::nullopt;
    return StandingValue {*issuer, uri, false, QDateTime()};
}

bool isGoodFor(const StandingValue &there, const Challenge &challenge, const Directory &directory, const StandingValue &wanted)
{
    const QString &prefix = directory.accountHashPrefix;
    const bool isOurAccount
        = there.accountUri == wanted.accountUri || (!prefix.isEmpty() && there.accountUri.startsWith(prefix));
    return isOurAccount && challenge.issuerDomainNames.contains(there.issuer)
        && (there.isForWildcards || !wanted.isForWildcards);
}

} // namespace cw::acme
