// SPDX-License-Identifier: MIT
#include "crypto/privatekey.h"

#include "crypto/jws.h"
#include "crypto/opensslhandles.h"

#include <openssl/core_names.h>
#include <openssl/rsa.h>

#include <array>

namespace cw::crypto
{

namespace
{

struct TypeName {
    KeyType type;
    QLatin1String name;
};

constexpr std::array TypeNames {
    TypeName {KeyType::EcP256, QLatin1String("ec256")},     TypeName {KeyType::EcP384, QLatin1String("ec384")},
    TypeName {KeyType::Rsa2048, QLatin1String("rsa2048")},  TypeName {KeyType::Rsa3072, QLatin1String("rsa3072")},
    TypeName {KeyType::Rsa4096, QLatin1String("rsa4096")},  TypeName {KeyType::Ed25519, QLatin1String("ed25519")},
};

bool isEc(KeyType type)
{
    return type == KeyType::EcP256 || type == KeyType::EcP384;
}

// Octets of a coordinate and of each half of a signature.
int ecWidth(KeyType type)
{
    return type == KeyType::EcP256 ? 32 : 48;
}

EVP_PKEY *generateRaw(KeyType type)
{
    switch (type) {
    case KeyType::EcP256: return EVP_EC_gen("P-256");
    case KeyType::EcP384: return EVP_EC_gen("P-384");
    case KeyType::Rsa2048: return EVP_RSA_gen(2048U);
    case KeyType::Rsa3072: return EVP_RSA_gen(3072U);
    case KeyType::Rsa4096: return EVP_RSA_gen(4096U);
    case KeyType::Ed25519: return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    }
    Q_UNREACHABLE();
}

Openssl<BIGNUM> numberOf(const EVP_PKEY *key, const char *parameter)
{
    BIGNUM *number = nullptr;
    demand(EVP_PKEY_get_bn_param(key, parameter, &number) == 1);
    return Openssl<BIGNUM>(number);
}

// "the octet string MUST NOT be abbreviated": RFC 7518 6.2.1.2 wants coordinates at full width, and one in 300 keys has
// a coordinate that begins with zeros.
QByteArray padded(const BIGNUM *number, int width)
{
    QByteArray bytes(width, Qt::Uninitialized);
    demand(BN_bn2binpad(number, toUnsigned(bytes), width) == width);
    return bytes;
}

// "the minimum number of octets" RFC 7518 6.3.1.1, for the numbers of RSA.
QByteArray unpadded(const BIGNUM *number)
{
    return padded(number, BN_num_bytes(number));
}

QByteArray rawPublicKey(const EVP_PKEY *key)
{
    size_t size = 32; // of Ed25519, RFC 8032 5.1.5
    QByteArray bytes(static_cast<qsizetype>(size), Qt::Uninitialized);
    demand(EVP_PKEY_get_raw_public_key(key, toUnsigned(bytes), &size) == 1);
    return bytes;
}

QString encoded(const QByteArray &bytes)
{
    return QString::fromLatin1(base64Url(bytes));
}

// JWS wants "R and S ... concatenated" at full width (RFC 7518 3.4), OpenSSL gives a DER sequence.
QByteArray joinedHalves(const QByteArray &der, int width)
{
    const unsigned char *begin = toUnsigned(der);
    const auto signature = demanded(d2i_ECDSA_SIG(nullptr, &begin, der.size()));
    return padded(ECDSA_SIG_get0_r(signature.get()), width) + padded(ECDSA_SIG_get0_s(signature.get()), width);
}

} // namespace

QString keyTypeName(KeyType type)
{
    for (const TypeName &entry : TypeNames) {
        if (entry.type == type)
            return entry.name;
    }
    Q_UNREACHABLE();
}

std::optional<KeyType> keyTypeFromName(QStringView name)
{
    for (const TypeName &entry : TypeNames) {
        if (entry.name == name)
            return entry.type;
    }
    return std::nullopt;
}

std::optional<KeyType> certificateKeyTypeFromName(QStringView name)
{
    const std::optional<KeyType> type = keyTypeFromName(name);
    return type == KeyType::Ed25519 ? std::nullopt : type;
}

PrivateKey::PrivateKey(std::shared_ptr<const Handle> handle) : m_handle(std::move(handle)) { }

PrivateKey PrivateKey::generate(KeyType type)
{
    return PrivateKey(std::make_shared<const Handle>(Handle {demanded(generateRaw(type)), type}));
}

KeyType PrivateKey::type() const
{
    return m_handle->type;
}

QJsonObject PrivateKey::publicJwk() const
{
    const EVP_PKEY *key = m_handle->key.get();
    if (type() == KeyType::Ed25519) {
        return {{QStringLiteral("crv"), QStringLiteral("Ed25519")},
                {QStringLiteral("kty"), QStringLiteral("OKP")},
                {QStringLiteral("x"), encoded(rawPublicKey(key))}};
    }
    if (!isEc(type())) {
        return {{QStringLiteral("e"), encoded(unpadded(numberOf(key, OSSL_PKEY_PARAM_RSA_E).get()))},
                {QStringLiteral("kty"), QStringLiteral("RSA")},
                {QStringLiteral("n"), encoded(unpadded(numberOf(key, OSSL_PKEY_PARAM_RSA_N).get()))}};
    }
    const int width = ecWidth(type());
    return {{QStringLiteral("crv"), type() == KeyType::EcP256 ? QStringLiteral("P-256") : QStringLiteral("P-384")},
            {QStringLiteral("kty"), QStringLiteral("EC")},
            {QStringLiteral("x"), encoded(padded(numberOf(key, OSSL_PKEY_PARAM_EC_PUB_X).get(), width))},
            {QStringLiteral("y"), encoded(padded(numberOf(key, OSSL_PKEY_PARAM_EC_PUB_Y).get(), width))}};
}

QByteArray PrivateKey::thumbprint() const
{
    return thumbprintOf(publicJwk());
}

QString PrivateKey::jwsAlgorithm() const
{
    switch (type()) {
    case KeyType::EcP256: return QStringLiteral("ES256");
    case KeyType::EcP384: return QStringLiteral("ES384");
    case KeyType::Rsa2048:
    case KeyType::Rsa3072:
    case KeyType::Rsa4096: return QStringLiteral("RS256");
    case KeyType::Ed25519: return QStringLiteral("EdDSA");
    }
    Q_UNREACHABLE();
}

QByteArray PrivateKey::sign(const QByteArray &data) const
{
    const auto context = demanded(EVP_MD_CTX_new());
    const auto length = static_cast<size_t>(data.size());
    demand(EVP_DigestSignInit(context.get(), nullptr, signatureDigest(type()), nullptr, m_handle->key.get()) == 1);
    size_t size = 0;
    demand(EVP_DigestSign(context.get(), nullptr, &size, toUnsigned(data), length) == 1);
    QByteArray signature(static_cast<qsizetype>(size), Qt::Uninitialized);
    demand(EVP_DigestSign(context.get(), toUnsigned(signature), &size, toUnsigned(data), length) == 1);
    signature.truncate(static_cast<qsizetype>(size)); // DER is often shorter than the longest case asked for
    return isEc(type()) ? joinedHalves(signature, ecWidth(type())) : signature;
}

bool PrivateKey::isSameKeyAs(const PrivateKey &other) const
{
    return EVP_PKEY_eq(m_handle->key.get(), other.m_handle->key.get()) == 1;
}

} // namespace cw::crypto
