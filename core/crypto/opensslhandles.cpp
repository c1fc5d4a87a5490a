// SPDX-License-Identifier: MIT
#include "crypto/opensslhandles.h"

#include <QStringList>

#include <openssl/err.h>

namespace cw::crypto
{

namespace
{

// QThread::wait() returns a moment before its thread has cleaned up what is its own. OpenSSL's clean-up at exit would take away
// what the thread still walks through (init_thread_stop): certwright-cli crashed so after its work was done, once in hundreds of
// runs. The system takes all memory back anyway. Before main(), because only the first call decides.
[[maybe_unused]] const bool leavesMemoryToTheSystem = OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr) == 1;

} // namespace

QString takeOpensslError()
{
    QStringList reasons;
    while (const unsigned long code = ERR_get_error()) {
        const char *reason = ERR_reason_error_string(code);
        const QString text = reason ? QString::fromLatin1(reason) : QString::number(code, 16);
        if (!reasons.contains(text))
            reasons.append(text);
    }
    return reasons.join(QStringLiteral("; "));
}

void demand(bool isOk)
{
    if (!isOk)
        qFatal("OpenSSL could not work: %s", qPrintable(takeOpensslError()));
}

Openssl<BIO> readerOf(const QByteArray &bytes)
{
    return demanded(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}

Openssl<BIO> memoryWriter()
{
    return demanded(BIO_new(BIO_s_mem()));
}

QByteArray writtenTo(BIO *writer)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(writer, &data);
    return QByteArray(data, size);
}

int noPassphrase(char *, int, int, void *)
{
    return -1;
}

const EVP_MD *signatureDigest(KeyType type)
{
    if (type == KeyType::Ed25519)
        return nullptr; // it has its own; OpenSSL refuses any other
    return type == KeyType::EcP384 ? EVP_sha384() : EVP_sha256();
}

Openssl<GENERAL_NAMES> alternativeNames(const QStringList &names)
{
    auto list = demanded(GENERAL_NAMES_new());
    for (const QString &name : names) {
        const QByteArray ascii = name.toLatin1();
        ASN1_IA5STRING *text = ASN1_IA5STRING_new();
        demand(text && ASN1_STRING_set(text, ascii.constData(), static_cast<int>(ascii.size())) == 1);
        auto entry = demanded(GENERAL_NAME_new());
        GENERAL_NAME_set0_value(entry.get(), GEN_DNS, text);
        demand(sk_GENERAL_NAME_push(list.get(), entry.release()) > 0);
    }
    return list;
}

} // namespace cw::crypto
