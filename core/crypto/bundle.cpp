// SPDX-License-Identifier: MIT
#include "crypto/bundle.h"

#include "crypto/opensslhandles.h"

#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/pkcs7.h>

#include <vector>

namespace cw::crypto
{

namespace
{

// .NET's X509CertificateLoader refuses files with more than 300,000 rounds in one step.
constexpr int Rounds = 250'000;
constexpr int LegacyRounds = 2048; // what the old programs wrote themselves

std::vector<Openssl<X509>> parsed(const QList<Certificate> &chain)
{
    std::vector<Openssl<X509>> list;
    for (const Certificate &certificate : chain) {
        const unsigned char *begin = toUnsigned(certificate.der);
        list.push_back(demanded(d2i_X509(nullptr, &begin, certificate.der.size())));
    }
    return list;
}

struct Scheme {
    int encryption; // of the key and of the certificates
    const EVP_MD *mac;
    int rounds;
};

Scheme schemeOf(Pkcs12Cipher cipher)
{
    if (cipher == Pkcs12Cipher::TripleDes)
        return {NID_pbe_WithSHA1And3_Key_TripleDES_CBC, EVP_sha1(), LegacyRounds};
    return {NID_aes_256_cbc, EVP_sha256(), Rounds};
}

} // namespace

QByteArray makePkcs12(const PrivateKey &key, const QList<Certificate> &chain, const QByteArray &passphrase,
                      const QString &friendlyName, Pkcs12Cipher cipher)
{
    Q_ASSERT(!chain.isEmpty());
    const std::vector<Openssl<X509>> list = parsed(chain);
    const auto others = demanded(sk_X509_new_null());
    for (size_t i = 1; i < list.size(); ++i)
        demand(sk_X509_push(others.get(), list[i].get()) > 0);
    const Scheme scheme = schemeOf(cipher);
    constexpr int NoMacYet = -1;
    const auto file = demanded(PKCS12_create(passphrase.constData(), friendlyName.toUtf8().constData(), key.handle().key.get(),
                                             list.front().get(), others.get(), scheme.encryption, scheme.encryption,
                                             scheme.rounds, NoMacYet, 0));
    demand(PKCS12_set_mac(file.get(), passphrase.constData(), static_cast<int>(passphrase.size()), nullptr, 0, scheme.rounds,
                          scheme.mac) == 1);
    return toDer<PKCS12>(file.get(), i2d_PKCS12);
}

QByteArray makePkcs7(const QList<Certificate> &chain)
{
    const auto bundle = demanded(PKCS7_new());
    demand(PKCS7_set_type(bundle.get(), NID_pkcs7_signed) == 1);
    bundle->d.sign->contents->type = OBJ_nid2obj(NID_pkcs7_data);
    for (const Openssl<X509> &x509 : parsed(chain))
        demand(PKCS7_add_certificate(bundle.get(), x509.get()) == 1);
    const auto writer = memoryWriter();
    demand(PEM_write_bio_PKCS7(writer.get(), bundle.get()) == 1);
    return writtenTo(writer.get());
}

} // namespace cw::crypto
