// SPDX-License-Identifier: MIT
#include "crypto/certificate.h"

#include "crypto/opensslhandles.h"
#include "crypto/publickey.h"

#include <QSet>

#include <openssl/pem.h>
#include <openssl/x509_vfy.h>

#include <algorithm>
#include <vector>

namespace cw::crypto
{

namespace
{

using X509List = std::vector<Openssl<X509>>;

X509List parsed(const QList<Certificate> &chain)
{
    X509List list;
    for (const Certificate &certificate : chain) {
        const unsigned char *begin = toUnsigned(certificate.der);
        list.emplace_back(d2i_X509(nullptr, &begin, certificate.der.size()));
    }
    return list;
}

QSet<QString> lowered(const QStringList &names)
{
    QSet<QString> set;
    for (const QString &name : names)
        set.insert(name.toLower());
    return set;
}

bool isSignedByNext(const X509List &list)
{
    for (size_t i = 0; i + 1 < list.size(); ++i) {
        EVP_PKEY *issuerKey = X509_get0_pubkey(list[i + 1].get());
        if (!issuerKey || X509_check_issued(list[i + 1].get(), list[i].get()) != X509_V_OK
            || X509_verify(list[i].get(), issuerKey) != 1)
            return false;
    }
    return true;
}

Openssl<X509_STORE> storeWith(const QByteArray &extraRootsPem)
{
    auto store = demanded(X509_STORE_new());
    X509_STORE_set_default_paths(store.get()); // a system without one has no roots: then nothing is trusted
    const auto reader = readerOf(extraRootsPem);
    while (const Openssl<X509> root {PEM_read_bio_X509(reader.get(), nullptr, noPassphrase, nullptr)})
        demand(X509_STORE_add_cert(store.get(), root.get()) == 1);
    takeOpensslError();
    return store;
}

// Empty when the chain is trusted, else why it is not.
QString whyUntrusted(const X509List &list, const QDateTime &now, const QByteArray &extraRootsPem)
{
    const auto store = storeWith(extraRootsPem);
    const auto untrusted = demanded(sk_X509_new_null());
    for (size_t i = 1; i < list.size(); ++i)
        demand(sk_X509_push(untrusted.get(), list[i].get()) > 0);

    const auto context = demanded(X509_STORE_CTX_new());
    demand(X509_STORE_CTX_init(context.get(), store.get(), list.front().get(), untrusted.get()) == 1);
    X509_VERIFY_PARAM_set_time(X509_STORE_CTX_get0_param(context.get()), now.toSecsSinceEpoch());
    demand(X509_STORE_CTX_set_purpose(context.get(), X509_PURPOSE_SSL_SERVER) == 1);
    if (X509_verify_cert(context.get()) == 1)
        return QString();
    return QString::fromLatin1(X509_verify_cert_error_string(X509_STORE_CTX_get_error(context.get())));
}

bool isNow(const Certificate &certificate, const QDateTime &now)
{
    return certificate.notBefore <= now && now <= certificate.notAfter;
}

// `key` may be the public half only; null: one that does not fit.
ChainCheck checkWith(const EVP_PKEY *key, const QList<Certificate> &chain, const QStringList &names, const QDateTime &now,
                     const QByteArray &extraRootsPem)
{
    ChainCheck check;
    const X509List list = parsed(chain);
    if (list.empty() || std::any_of(list.begin(), list.end(), [](const auto &x509) { return !x509; })) {
        check.detail = takeOpensslError();
        return check;
    }
    check.keyFits = key && X509_check_private_key(list.front().get(), key) == 1;
    check.namesFit = lowered(chain.first().names) == lowered(names);
    check.signaturesFit = isSignedByNext(list);
    check.isValidNow = std::all_of(chain.begin(), chain.end(), [&](const auto &one) { return isNow(one, now); });

    QStringList details;
    const QString mismatch = takeOpensslError();
    if (!mismatch.isEmpty())
        details.append(mismatch);
    const QString distrust = whyUntrusted(list, now, extraRootsPem);
    check.isTrustedHere = distrust.isEmpty();
    if (!distrust.isEmpty())
        details.append(distrust);
    takeOpensslError();
    check.detail = details.join(QStringLiteral("; "));
    return check;
}

} // namespace

ChainCheck checkChain(const QList<Certificate> &chain, const PrivateKey &key, const QStringList &names,
    const QDateTime &now, const QByteArray &extraRootsPem)
{
    return checkWith(key.handle().key.get(), chain, names, now, extraRootsPem);
}

ChainCheck checkChain(const QList<Certificate> &chain, const QByteArray &publicKey, const QStringList &names,
                      const QDateTime &now, const QByteArray &extraRootsPem)
{
    const unsigned char *begin = toUnsigned(publicKey);
    const Openssl<EVP_PKEY> key(d2i_PUBKEY(nullptr, &begin, publicKey.size()));
    return checkWith(key.get(), chain, names, now, extraRootsPem);
}

} // namespace cw::crypto
