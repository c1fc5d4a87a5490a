// SPDX-License-Identifier: MIT
#include "checks/validationnames.h"

#include <QCryptographicHash>

namespace cw::checks
{

namespace
{

// RFC 4648 6 in lower case, without padding.
QByteArray base32(const QByteArray &bytes)
{
    constexpr char Alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
    QByteArray text;
    quint32 pending = 0;
    int bits = 0;
    for (const char byte : bytes) {
        pending = (pending << 8) | static_cast<unsigned char>(byte);
        for (bits += 8; bits >= 5; bits -= 5)
            text.append(Alphabet[(pending >> (bits - 5)) & 31]);
    }
    if (bits > 0)
        text.append(Alphabet[(pending << (5 - bits)) & 31]);
    return text;
}

} // namespace

QByteArray accountLabel(const QString &accountUrl)
{
    return '_' + base32(QCryptographicHash::hash(accountUrl.toUtf8(), QCryptographicHash::Sha256).first(10));
}

bool isDnsChallenge(QStringView challengeType)
{
    return challengeType == u"dns-01" || challengeType == u"dns-account-01" || challengeType == u"dns-persist-01";
}

std::optional<dns::Name> validationName(const dns::Name &identifier, QStringView challengeType, const QString &accountUrl)
{
    if (challengeType == u"dns-persist-01")
        return identifier.child("_validation-persist");
    const std::optional<dns::Name> plain = identifier.child("_acme-challenge");
    if (challengeType != u"dns-account-01" || accountUrl.isEmpty() || !plain)
        return plain;
    return plain->child(accountLabel(accountUrl));
}

} // namespace cw::checks
