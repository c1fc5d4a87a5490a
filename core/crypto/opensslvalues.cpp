// SPDX-License-Identifier: MIT
#include "crypto/opensslvalues.h"

#include <array>

namespace cw::crypto
{

namespace
{

QByteArray groupOf(const EVP_PKEY *key)
{
    std::array<char, 64> group {};
    if (EVP_PKEY_get_group_name(key, group.data(), group.size(), nullptr) != 1)
        return QByteArray();
    return QByteArray(group.data());
}

// The curves that have a name of their own in certificates; any other keeps OpenSSL's.
QString curveName(const EVP_PKEY *key)
{
    const QByteArray group = groupOf(key);
    if (group == "prime256v1" || group == "secp384r1" || group == "secp521r1" || group.startsWith("P-"))
        return QStringLiteral("P-%1").arg(EVP_PKEY_get_bits(key));
    return QString::fromLatin1(group);
}

} // namespace

QString textOf(const ASN1_STRING *string)
{
    unsigned char *utf8 = nullptr;
    const int size = ASN1_STRING_to_UTF8(&utf8, string);
    if (size < 0) {
        takeOpensslError();
        return QString();
    }
    QString text = QString::fromUtf8(reinterpret_cast<const char *>(utf8), size);
    OPENSSL_free(utf8);
    return text;
}

QString firstEntry(const X509_NAME *name, int nid)
{
    const int position = X509_NAME_get_index_by_NID(name, nid, -1);
    return position < 0 ? QString() : textOf(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, position)));
}

std::optional<KeyType> keyTypeOf(const EVP_PKEY *key)
{
    if (EVP_PKEY_is_a(key, "EC")) {
        const QByteArray group = groupOf(key);
        if (group == "prime256v1" || group == "P-256")
            return KeyType::EcP256;
        if (group == "secp384r1" || group == "P-384")
            return KeyType::EcP384;
        return std::nullopt;
    }
    if (EVP_PKEY_is_a(key, "ED25519"))
        return KeyType::Ed25519;
    if (!EVP_PKEY_is_a(key, "RSA"))
        return std::nullopt;
    switch (EVP_PKEY_get_bits(key)) {
    case 2048: return KeyType::Rsa2048;
    case 3072: return KeyType::Rsa3072;
    case 4096: return KeyType::Rsa4096;
    default: return std::nullopt;
    }
}

QString keyDescription(const EVP_PKEY *key)
{
    if (!key) {
        takeOpensslError();
        return QString();
    }
    if (EVP_PKEY_is_a(key, "EC"))
        return QStringLiteral("ECDSA ") + curveName(key);
    const char *name = EVP_PKEY_get0_type_name(key);
    const QString type = QString::fromLatin1(name ? name : "?");
    return EVP_PKEY_is_a(key, "RSA") ? QStringLiteral("%1 %2").arg(type).arg(EVP_PKEY_get_bits(key)) : type;
}

QByteArray publicKeyDer(const EVP_PKEY *key)
{
    return toDer<EVP_PKEY>(key, i2d_PUBKEY);
}

} // namespace cw::crypto
