// SPDX-License-Identifier: MIT
#include "crypto/publickey.h"

#include "crypto/opensslvalues.h"

namespace cw::crypto
{

namespace
{

Openssl<EVP_PKEY> keyIn(const Certificate &certificate)
{
    const unsigned char *begin = toUnsigned(certificate.der);
    const Openssl<X509> x509(d2i_X509(nullptr, &begin, certificate.der.size()));
    Openssl<EVP_PKEY> key(x509 ? X509_get_pubkey(x509.get()) : nullptr);
    takeOpensslError();
    return key;
}

} // namespace

QByteArray publicKeyOf(const PrivateKey &key)
{
    return publicKeyDer(key.handle().key.get());
}

QByteArray publicKeyOf(const Certificate &certificate)
{
    const Openssl<EVP_PKEY> key = keyIn(certificate);
    return key ? publicKeyDer(key.get()) : QByteArray();
}

std::optional<KeyType> keyTypeOf(const Certificate &certificate)
{
    const Openssl<EVP_PKEY> key = keyIn(certificate);
    return key ? keyTypeOf(key.get()) : std::nullopt;
}

} // namespace cw::crypto
