// SPDX-License-Identifier: MIT
#include "crypto/publickey.h"

#include "crypto/opensslvalues.h"

namespace cw::crypto
{

QByteArray publicKeyOf(const PrivateKey &key)
{
    return publicKeyDer(key.handle().key.get());
}

QByteArray publicKeyOf(const Certificate &certificate)
{
    const unsigned char *begin = toUnsigned(certificate.der);
    const Openssl<X509> x509(d2i_X509(nullptr, &begin, certificate.der.size()));
    const EVP_PKEY *key = x509 ? X509_get0_pubkey(x509.get()) : nullptr;
    takeOpensslError();
    return key ? publicKeyDer(key) : QByteArray();
}

} // namespace cw::crypto
