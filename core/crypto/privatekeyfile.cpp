// SPDX-License-Identifier: MIT
// A private key as it stands in files: PEM and DER, in the clear and under a passphrase.
#include "crypto/opensslvalues.h"
#include "crypto/privatekey.h"

#include <openssl/pem.h>
#include <openssl/pkcs12.h>

#include <cstring>

namespace cw::crypto
{

namespace
{

constexpr int PassphraseRounds = 600'000; // what OWASP asks for with HMAC-SHA256; a quarter of a second
constexpr int SaltOctets = 16; // "at least 128 bits", NIST SP 800-132 5.1

struct Passphrase {
    const QByteArray &bytes;
    bool wasAskedFor = false;
};

int givePassphrase(char *buffer, int size, int, void *userData)
{
    auto *passphrase = static_cast<Passphrase *>(userData);
    passphrase->wasAskedFor = true;
    const auto length = static_cast<int>(passphrase->bytes.size());
    if (length == 0 || length > size)
        return -1;
    std::memcpy(buffer, passphrase->bytes.constData(), static_cast<size_t>(length));
    return length;
}

Failure refused(BadInput::Fault fault, const QString &detail)
{
    return BadInput {fault, QString(), detail};
}

} // namespace

Result<PrivateKey> PrivateKey::fromPem(const QByteArray &pem)
{
    Result<PrivateKey> key = fromPem(pem, QByteArray());
    if (key)
        return key;
    // For those who have no passphrase to offer, a key under one is a key that cannot be read.
    return refused(BadInput::Fault::BadPrivateKey, std::get<BadInput>(key.failure()).detail);
}

Result<PrivateKey> PrivateKey::fromPem(const QByteArray &pem, const QByteArray &passphrase)
{
    Passphrase offered {passphrase};
    Openssl<EVP_PKEY> key(PEM_read_bio_PrivateKey(readerOf(pem).get(), nullptr, givePassphrase, &offered));
    const QString error = takeOpensslError(); // also when it succeeds: tries of other formats leave errors behind
    if (!key)
        return refused(offered.wasAskedFor ? BadInput::Fault::WrongKeyPassphrase : BadInput::Fault::BadPrivateKey, error);
    const std::optional<KeyType> type = keyTypeOf(key.get());
    if (!type) {
        const char *name = EVP_PKEY_get0_type_name(key.get());
        return refused(BadInput::Fault::BadPrivateKey,
                       QStringLiteral("%1 %2").arg(QString::fromLatin1(name ? name : "?")).arg(EVP_PKEY_get_bits(key.get())));
    }
    return PrivateKey(std::make_shared<const Handle>(Handle {std::move(key), *type}));
}

QByteArray PrivateKey::toPem() const
{
    const auto writer = memoryWriter();
    demand(
        PEM_write_bio_PKCS8PrivateKey(writer.get(), m_handle->key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
    return writtenTo(writer.get());
}

QByteArray PrivateKey::toDer() const
{
    const auto info = demanded(EVP_PKEY2PKCS8(m_handle->key.get()));
    return crypto::toDer<PKCS8_PRIV_KEY_INFO>(info.get(), i2d_PKCS8_PRIV_KEY_INFO);
}

// PKCS5_pbe2_set_iv() rather than PEM_write_bio_PKCS8PrivateKey(): that one stays at 2048 rounds.
QByteArray PrivateKey::toEncryptedPem(const QByteArray &passphrase) const
{
    const auto info = demanded(EVP_PKEY2PKCS8(m_handle->key.get()));
    auto algorithm = demanded(PKCS5_pbe2_set_iv(EVP_aes_256_cbc(), PassphraseRounds, nullptr, SaltOctets, nullptr, NID_hmacWithSHA256));
    const auto sealed = demanded(PKCS8_set0_pbe(passphrase.constData(), static_cast<int>(passphrase.size()), info.get(), algorithm.get()));
    (void)algorithm.release(); // `sealed` owns it now
    const auto writer = memoryWriter();
    demand(PEM_write_bio_PKCS8(writer.get(), sealed.get()) == 1);
    return writtenTo(writer.get());
}

} // namespace cw::crypto
