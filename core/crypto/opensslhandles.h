// SPDX-License-Identifier: MIT
#pragma once

// Private to crypto's .cpp files (and to test fakes that sign certificates): OpenSSL behind RAII.

#include "crypto/privatekey.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace cw::crypto
{

struct OpensslDeleter {
    void operator()(BIGNUM *object) const { BN_free(object); }
    void operator()(BIO *object) const { BIO_free_all(object); }
    void operator()(ECDSA_SIG *object) const { ECDSA_SIG_free(object); }
    void operator()(EVP_CIPHER_CTX *object) const { EVP_CIPHER_CTX_free(object); }
    void operator()(EVP_MD_CTX *object) const { EVP_MD_CTX_free(object); }
    void operator()(EVP_PKEY *object) const { EVP_PKEY_free(object); }
    void operator()(GENERAL_NAME *object) const { GENERAL_NAME_free(object); }
    void operator()(GENERAL_NAMES *object) const { GENERAL_NAMES_free(object); }
    void operator()(X509 *object) const { X509_free(object); }
    void operator()(PKCS12 *object) const { PKCS12_free(object); }
    void operator()(PKCS7 *object) const { PKCS7_free(object); }
    void operator()(PKCS8_PRIV_KEY_INFO *object) const { PKCS8_PRIV_KEY_INFO_free(object); }
    void operator()(X509_ALGOR *object) const { X509_ALGOR_free(object); }
    void operator()(X509_EXTENSIONS *object) const { sk_X509_EXTENSION_pop_free(object, X509_EXTENSION_free); }
    void operator()(X509_NAME *object) const { X509_NAME_free(object); }
    void operator()(X509_REQ *object) const { X509_REQ_free(object); }
    void operator()(X509_SIG *object) const { X509_SIG_free(object); }
    void operator()(X509_STORE *object) const { X509_STORE_free(object); }
    void operator()(X509_STORE_CTX *object) const { X509_STORE_CTX_free(object); }
    void operator()(STACK_OF(X509) * object) const { sk_X509_free(object); } // the certificates are not ours
};

template <typename T> using Openssl = std::unique_ptr<T, OpensslDeleter>;

struct PrivateKey::Handle {
    Openssl<EVP_PKEY> key;
    KeyType type;
};

// OpenSSL's words for what went wrong last. Reads the thread's error queue empty, so that the next failure does not
// report this one again.
QString takeOpensslError();

// For calls that fail only when memory or random numbers have run out: there is nothing sensible to do then.
void demand(bool isOk);
template <typename T> Openssl<T> demanded(T *object)
{
    demand(object);
    return Openssl<T>(object);
}

// A reader over `bytes`, which must outlive it, and a writer.
Openssl<BIO> readerOf(const QByteArray &bytes);
Openssl<BIO> memoryWriter();
QByteArray writtenTo(BIO *writer);

// Given to every PEM reader: without it OpenSSL asks for the pass phrase on the terminal.
int noPassphrase(char *buffer, int size, int isWriting, void *userData);

// What a key signs CSRs, certificates and JWS with.
const EVP_MD *signatureDigest(KeyType type);

// dNSName entries for `names`, in their order.
Openssl<GENERAL_NAMES> alternativeNames(const QStringList &names);

// The result of an OpenSSL i2d function.
template <typename T> QByteArray toDer(const T *object, int (*encode)(const T *, unsigned char **))
{
    const int size = encode(object, nullptr);
    demand(size > 0);
    QByteArray der(size, Qt::Uninitialized);
    auto *end = reinterpret_cast<unsigned char *>(der.data());
    encode(object, &end);
    return der;
}

inline const unsigned char *toUnsigned(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

inline unsigned char *toUnsigned(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

} // namespace cw::crypto
