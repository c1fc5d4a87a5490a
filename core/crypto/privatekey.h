// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>

#include <memory>

namespace cw::crypto
{

enum class KeyType { EcP256, EcP384, Rsa2048, Rsa3072, Rsa4096, Ed25519 }; // the last for ACME accounts only

// "ec256", "rsa4096": how the command line and the journal write it.
QString keyTypeName(KeyType type);
std::optional<KeyType> keyTypeFromName(QStringView name);
// Without those that are for accounts only.
std::optional<KeyType> certificateKeyTypeFromName(QStringView name);

// A private key (EC P-256/P-384, RSA, Ed25519) behind RAII; copies share it. Never printed, never part of a Failure.
// Thread-safe for reading. generate() takes up to a second for RSA 4096: never on the GUI thread.
class PrivateKey
{
public:
    static PrivateKey generate(KeyType type);
    // Unencrypted PKCS#8 or traditional PEM. BadInput BadPrivateKey when it is none, or of a type we do not use.
    static Result<PrivateKey> fromPem(const QByteArray &pem);
    // The same, which may be encrypted. BadInput WrongKeyPassphrase also when it is encrypted and no passphrase was given.
    static Result<PrivateKey> fromPem(const QByteArray &pem, const QByteArray &passphrase);
    // RFC 7517, RFC 8037. BadInput BadPrivateKey.
    static Result<PrivateKey> fromJwk(const QJsonObject &jwk);

    KeyType type() const;
    QByteArray toPem() const; // PKCS#8, unencrypted
    QByteArray toDer() const; // PKCS#8, unencrypted
    // PKCS#8 with PBES2: AES-256-CBC, PBKDF2 of 600,000 rounds with HMAC-SHA256. A quarter of a second.
    QByteArray toEncryptedPem(const QByteArray &passphrase) const;
    QJsonObject privateJwk() const;
    // Public part as JWK with the members in lexical order of RFC 7638.
    QJsonObject publicJwk() const;
    // base64url(SHA-256(canonical JWK)), RFC 7638.
    QByteArray thumbprint() const;
    // "ES256", "ES384", "RS256" or "EdDSA", RFC 7518 3.1, RFC 8037 3.1.
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
