// SPDX-License-Identifier: MIT
#include "crypto/jws.h"

#include "crypto/hmac.h"

#include <QJsonDocument>

namespace cw::crypto
{

namespace
{

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

template <typename Sign> QByteArray serialized(const QJsonObject &protectedHeader, const QByteArray &payload, Sign sign)
{
    const QByteArray first = base64Url(compact(protectedHeader));
    const QByteArray second = base64Url(payload);
    return compact({{QStringLiteral("protected"), QString::fromLatin1(first)},
                    {QStringLiteral("payload"), QString::fromLatin1(second)},
                    {QStringLiteral("signature"), QString::fromLatin1(base64Url(sign(first + '.' + second)))}});
}

} // namespace

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray thumbprintOf(const QJsonObject &jwk)
{
    // "containing only the required members ... with no whitespace or line breaks ... and with the required members
    // ordered lexicographically" RFC 7638 3: a QJsonObject keeps its members so.
    return base64Url(sha256(compact(jwk)));
}

QByteArray signJws(const PrivateKey &key, const JwsHeader &header, const QByteArray &payload)
{
    QJsonObject protectedHeader {{QStringLiteral("alg"), key.jwsAlgorithm()},
                                 {QStringLiteral("url"), QString::fromLatin1(header.url.toEncoded())}};
    if (!header.nonce.isEmpty())
        protectedHeader.insert(QStringLiteral("nonce"), QString::fromLatin1(header.nonce));
    // "The "jwk" and "kid" fields are mutually exclusive." RFC 8555 6.2
    if (header.accountUrl.isEmpty())
        protectedHeader.insert(QStringLiteral("jwk"), key.publicJwk());
    else
        protectedHeader.insert(QStringLiteral("kid"), header.accountUrl);
    return serialized(protectedHeader, payload, [&key](const QByteArray &text) { return key.sign(text); });
}

QByteArray signByMac(const QByteArray &macKey, const QString &keyId, const QUrl &url, const QJsonObject &accountJwk)
{
    // "The "alg" field MUST indicate a MAC-based algorithm ... The "nonce" field MUST NOT be present" RFC 8555 7.3.4
    const QJsonObject protectedHeader {{QStringLiteral("alg"), QStringLiteral("HS256")},
                                       {QStringLiteral("kid"), keyId},
                                       {QStringLiteral("url"), QString::fromLatin1(url.toEncoded())}};
    return serialized(protectedHeader, compact(accountJwk),
                      [&macKey](const QByteArray &text) { return hmac(Digest::Sha256, macKey, text); });
}

QByteArray keyAuthorization(const QByteArray &token, const PrivateKey &accountKey)
{
    return token + '.' + accountKey.thumbprint();
}

QByteArray dns01Value(const QByteArray &token, const PrivateKey &accountKey)
{
    return base64Url(sha256(keyAuthorization(token, accountKey)));
}

} // namespace cw::crypto
