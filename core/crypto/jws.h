// SPDX-License-Identifier: MIT
#pragma once

#include "crypto/privatekey.h"

#include <QUrl>

namespace cw::crypto
{

// base64url without padding, RFC 7515 2.
QByteArray base64Url(const QByteArray &bytes);

// base64url(SHA-256(public JWK as canonical text)), RFC 7638; `jwk` has the required members only.
QByteArray thumbprintOf(const QJsonObject &jwk);

// What goes into the protected header beside "alg", RFC 8555 6.2.
struct JwsHeader {
    QByteArray nonce; // empty: left out, as in the inner JWS of a key change (RFC 8555 7.3.5)
    QUrl url;
    QString accountUrl; // "kid"; empty: the public key is put in as "jwk"
};

// Flattened JWS JSON serialization, RFC 7515 7.2.2. An empty payload is POST-as-GET (RFC 8555 6.3).
QByteArray signJws(const PrivateKey &key, const JwsHeader &header, const QByteArray &payload);

// Proves with a key that the CA and its customer share (HS256) that the customer owns the account key, RFC 8555 7.3.4:
// the payload is the account's public key, "kid" the identifier that the CA gave.
QByteArray signByMac(const QByteArray &macKey, const QString &keyId, const QUrl &url, const QJsonObject &accountJwk);

// token "." thumbprint, RFC 8555 8.1.
QByteArray keyAuthorization(const QByteArray &token, const PrivateKey &accountKey);

// The TXT value of a dns-01 challenge: base64url(SHA-256(token "." thumbprint)), RFC 8555 8.4.
QByteArray dns01Value(const QByteArray &token, const PrivateKey &accountKey);

} // namespace cw::crypto
