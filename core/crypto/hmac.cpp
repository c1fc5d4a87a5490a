// SPDX-License-Identifier: MIT
#include "crypto/hmac.h"

#include "crypto/opensslhandles.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

namespace cw::crypto
{

namespace
{

const char *digestName(Digest digest)
{
    switch (digest) {
    case Digest::Sha1: return "SHA1";
    case Digest::Sha224: return "SHA224";
    case Digest::Sha256: return "SHA256";
    case Digest::Sha384: return "SHA384";
    case Digest::Sha512: return "SHA512";
    }
    Q_UNREACHABLE();
}

} // namespace

QByteArray hmac(Digest digest, const QByteArray &key, const QByteArray &data)
{
    QByteArray mac(EVP_MAX_MD_SIZE, Qt::Uninitialized);
    size_t size = 0;
    // constData() of an empty QByteArray is a valid pointer, which EVP_Q_mac demands also for an empty key.
    demand(EVP_Q_mac(nullptr, "HMAC", nullptr, digestName(digest), nullptr, key.constData(),
               static_cast<size_t>(key.size()), toUnsigned(data), static_cast<size_t>(data.size()), toUnsigned(mac),
               static_cast<size_t>(mac.size()), &size)
        != nullptr);
    mac.truncate(static_cast<qsizetype>(size));
    return mac;
}

QByteArray sha256(const QByteArray &data)
{
    QByteArray hash(32, Qt::Uninitialized);
    demand(EVP_Q_digest(nullptr, "SHA256", nullptr, data.constData(), static_cast<size_t>(data.size()),
               toUnsigned(hash), nullptr)
        == 1);
    return hash;
}

bool isEqualMac(const QByteArray &a, const QByteArray &b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.constData(), b.constData(), static_cast<size_t>(a.size())) == 0;
}

QByteArray randomBytes(int count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    demand(RAND_bytes(toUnsigned(bytes), count) == 1);
    return bytes;
}

} // namespace cw::crypto
