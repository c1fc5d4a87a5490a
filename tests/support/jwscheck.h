// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>

#include <optional>

namespace cw::test
{

// A JWS as a CA reads it: parts decoded, signature not yet looked at.
struct Jws {
    QJsonObject header;
    QByteArray payload;
    QByteArray signedText;
    QByteArray signature;
};

std::optional<Jws> readJws(const QByteArray &body);
// ES256, ES384 and RS256, by OpenSSL, with the public key alone.
bool isSignedBy(const QJsonObject &jwk, const Jws &jws);

} // namespace cw::test
