// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>

#include <memory>

namespace cw::crypto
{

enum class KeyType { EcP256, EcP384, Rsa2048, Rsa3072, Rsa4096 };

// "ec256", "rsa4096": how the command line and the journal write it.
QString keyTypeName(KeyType type);
std::optional<KeyType> keyTypeFromName(QStringView name);

// A private key (EC P-256/P-384 or RSA) behind RAII; copies share it. Never printed, never part of a Failure.
// Thread-safe for reading. generate() takes up to a second for RSA 4096: never on the GUI thread.
class PrivateKey
{
public:
    static PrivateKey generate(KeyType type);
    // Unencrypted PKCS#8 or traditional PEM. BadInput BadPrivateKey when it is none, or of a type we do not use.
    static Result<PrivateKey> fromPem(const QByteArray &pem);

    KeyType type() const;
    QByteArray toPem() const; // PKCS#8, unencrypted
    // Public part as JWK with the members in lexical order of RFC 7638.
    QJsonObject publicJwk() const;
    // base64url(SHA-256(canonical JWK)), RFC 7638.
    QByteArray thumbprint() const;
    // "ES256", "ES384" or "RS256", RFC 7518 3.1.
    QString jwsAlgorithm() const;
    // Signature in JWS form: r || s for EC (fixed width), PKCS#1 v1.5 with SHA-256 for RSA.
    QByteArray sign(const QByteArray &data) const;
    bool isSameKeyAs(const PrivateKey &other) const;

    struct Handle; // holds the EVP_PKEY; only crypto's .cpp files look inside
    const Handle &handle() const { return *m_handle; }

private:
    explicit PrivateKey(std::shared_ptr<const Handle> handle);
    std::shared_ptr<const Handle> m_handle;
};

} // namespace cw::crypto
