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
                                 {QStringLiteral("nonce"), QString::fromLatin1(header.nonce)},
                                 {QStringLiteral("url"), QString::fromLatin1(header.url.toEncoded())}};
    // "The "jwk" and "kid" fields are mutually exclusive." RFC 8555 6.2
    if (header.accountUrl.isEmpty())
        protectedHeader.insert(QStringLiteral("jwk"), key.publicJwk());
    else
        protectedHeader.insert(QStringLiteral("kid"), header.accountUrl);

    const QByteArray first = base64Url(compact(protectedHeader));
    const QByteArray second = base64Url(payload);
    return compact({{QStringLiteral("protected"), QString::fromLatin1(first)},
                    {QStringLiteral("payload"), QString::fromLatin1(second)},
                    {QStringLiteral("signature"), QString::fromLatin1(base64Url(key.sign(first + '.' + second)))}});
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
