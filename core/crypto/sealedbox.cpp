// SPDX-License-Identifier: MIT
#include "crypto/sealedbox.h"

#include "crypto/hmac.h"
#include "crypto/opensslhandles.h"

namespace cw::crypto
{

namespace
{

// A box: one octet of version, the nonce, the cipher text (as long as the plain text), the tag.
constexpr char Version = 1;
constexpr int KeySize = 32;
constexpr int NonceSize = 12;
constexpr int TagSize = 16;

int sizeOf(const QByteArray &bytes)
{
    return static_cast<int>(bytes.size());
}

} // namespace

QByteArray seal(const QByteArray &key, const QByteArray &plain, const QByteArray &context)
{
    Q_ASSERT(key.size() == KeySize);
    const QByteArray nonce = randomBytes(NonceSize);
    const auto cipher = demanded(EVP_CIPHER_CTX_new());
    demand(EVP_EncryptInit_ex2(cipher.get(), EVP_aes_256_gcm(), toUnsigned(key), toUnsigned(nonce), nullptr) == 1);

    int size = 0;
    demand(EVP_EncryptUpdate(cipher.get(), nullptr, &size, toUnsigned(context), sizeOf(context)) == 1);
    QByteArray secret(plain.size(), Qt::Uninitialized);
    demand(EVP_EncryptUpdate(cipher.get(), toUnsigned(secret), &size, toUnsigned(plain), sizeOf(plain)) == 1);
    QByteArray tag(TagSize, Qt::Uninitialized);
    demand(EVP_EncryptFinal_ex(cipher.get(), toUnsigned(tag), &size) == 1); // GCM has nothing left to write
    demand(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, TagSize, tag.data()) == 1);
    return QByteArray(1, Version) + nonce + secret + tag;
}

Result<QByteArray> open(const QByteArray &key, const QByteArray &box, const QByteArray &context)
{
    const Failure refused = StoreFailure {StoreFailure::Kind::WrongPassphrase, QString(), QString()};
    const qsizetype plainSize = box.size() - 1 - NonceSize - TagSize;
    if (key.size() != KeySize || plainSize < 0 || box.at(0) != Version)
        return refused;
    const QByteArray nonce = box.mid(1, NonceSize);
    const QByteArray secret = box.mid(1 + NonceSize, plainSize);
    QByteArray tag = box.right(TagSize);

    const auto cipher = demanded(EVP_CIPHER_CTX_new());
    demand(EVP_DecryptInit_ex2(cipher.get(), EVP_aes_256_gcm(), toUnsigned(key), toUnsigned(nonce), nullptr) == 1);
    demand(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, TagSize, tag.data()) == 1);
    int size = 0;
    demand(EVP_DecryptUpdate(cipher.get(), nullptr, &size, toUnsigned(context), sizeOf(context)) == 1);
    QByteArray plain(plainSize, Qt::Uninitialized);
    demand(EVP_DecryptUpdate(cipher.get(), toUnsigned(plain), &size, toUnsigned(secret), sizeOf(secret)) == 1);
    if (EVP_DecryptFinal_ex(cipher.get(), toUnsigned(tag), &size) != 1) {
        takeOpensslError();
        return refused;
    }
    return plain;
}

QByteArray keyFromPassphrase(const QByteArray &passphrase, const QByteArray &salt, int rounds)
{
    QByteArray key(KeySize, Qt::Uninitialized);
    demand(PKCS5_PBKDF2_HMAC(passphrase.constData(), sizeOf(passphrase), toUnsigned(salt), sizeOf(salt), rounds,
               EVP_sha256(), KeySize, toUnsigned(key))
        == 1);
    return key;
}

} // namespace cw::crypto
