// SPDX-License-Identifier: MIT
// A request that was made elsewhere: what it asks for, and whether an authority could take it.
#include "crypto/csr.h"
#include "crypto/opensslvalues.h"

#include <QRegularExpression>

#include <openssl/pem.h>

namespace cw::crypto
{

namespace
{

using Fault = BadInput::Fault;

constexpr int LeastRsaBits = 2048; // CA/Browser Forum Baseline Requirements 6.1.5

Failure refused(Fault fault, const QString &detail = {})
{
    return BadInput {fault, QString(), detail};
}

Openssl<X509_REQ> parsed(const QByteArray &pemOrDer)
{
    if (pemOrDer.contains("-----BEGIN"))
        return Openssl<X509_REQ>(PEM_read_bio_X509_REQ(readerOf(pemOrDer).get(), nullptr, noPassphrase, nullptr));
    const unsigned char *position = toUnsigned(pemOrDer);
    Openssl<X509_REQ> request(d2i_X509_REQ(nullptr, &position, pemOrDer.size()));
    const bool isWhole = position == toUnsigned(pemOrDer) + pemOrDer.size();
    return isWhole ? std::move(request) : nullptr;
}

QString algorithmOf(X509_REQ *request)
{
    ASN1_OBJECT *algorithm = nullptr;
    X509_PUBKEY_get0_param(&algorithm, nullptr, nullptr, nullptr, X509_REQ_get_X509_PUBKEY(request));
    QByteArray text(128, '\0');
    const int size = OBJ_obj2txt(text.data(), static_cast<int>(text.size()), algorithm, 0);
    return QString::fromLatin1(text.constData(), std::clamp(size, 0, int(text.size()) - 1));
}

Result<Nothing> checkKey(X509_REQ *request)
{
    const EVP_PKEY *key = X509_REQ_get0_pubkey(request);
    if (!key) {
        takeOpensslError();
        return refused(Fault::CsrForeignKey, algorithmOf(request));
    }
    const QString description = keyDescription(key);
    if (EVP_PKEY_is_a(key, "RSA"))
        return EVP_PKEY_get_bits(key) < LeastRsaBits ? Result<Nothing>(refused(Fault::CsrWeakKey, description)) : Nothing();
    static const QStringList curves {QStringLiteral("ECDSA P-256"), QStringLiteral("ECDSA P-384"), QStringLiteral("ECDSA P-521")};
    if (!curves.contains(description))
        return refused(Fault::CsrForeignKey, description);
    return Nothing();
}

bool isWeaklySigned(const X509_REQ *request)
{
    int digest = NID_undef;
    if (OBJ_find_sigid_algs(X509_REQ_get_signature_nid(request), &digest, nullptr) != 1)
        return false;
    return digest == NID_sha1 || digest == NID_md5;
}

QString textOfName(const GENERAL_NAME *name)
{
    const auto writer = memoryWriter();
    if (GENERAL_NAME_print(writer.get(), const_cast<GENERAL_NAME *>(name)) != 1)
        return QString();
    return QString::fromLatin1(writtenTo(writer.get()));
}

// Whether it has the form of a name of DNS; whether an authority would certify it is not asked here.
bool isDnsName(const QString &name)
{
    static const QRegularExpression form(QStringLiteral("\\A(\\*\\.)?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\z"));
    return name.size() <= 255 && form.match(name).hasMatch();
}

void addOnce(QStringList &names, const QString &name)
{
    if (!names.contains(name, Qt::CaseInsensitive))
        names.append(name);
}

Result<Nothing> readAlternativeNames(X509_REQ *request, QStringList &names)
{
    const Openssl<X509_EXTENSIONS> extensions(X509_REQ_get_extensions(request));
    const Openssl<GENERAL_NAMES> list(
        static_cast<GENERAL_NAMES *>(X509V3_get_d2i(extensions.get(), NID_subject_alt_name, nullptr, nullptr)));
    takeOpensslError();
    for (int i = 0; list && i < sk_GENERAL_NAME_num(list.get()); ++i) {
        const GENERAL_NAME *entry = sk_GENERAL_NAME_value(list.get(), i);
        if (entry->type != GEN_DNS)
            return refused(Fault::CsrForeignName, textOfName(entry));
        const QString name = textOf(entry->d.dNSName);
        if (!isDnsName(name))
            return refused(Fault::CsrForeignName, name);
        addOnce(names, name);
    }
    return Nothing();
}

// "Identifiers of type "dns" MUST appear either in the commonName portion of the requested subject name or in an
// extensionRequest attribute" RFC 8555 7.4; so a common name that is something else keeps the order from being finalized.
Result<Nothing> readNames(X509_REQ *request, Csr &csr)
{
    if (const Result<Nothing> read = readAlternativeNames(request, csr.names); !read)
        return read.failure();
    const QString commonName = firstEntry(X509_REQ_get_subject_name(request), NID_commonName);
    if (csr.names.isEmpty() && !isDnsName(commonName))
        return refused(Fault::CsrWithoutNames);
    if (commonName.isEmpty())
        return Nothing();
    if (!isDnsName(commonName))
        return refused(Fault::CsrForeignName, commonName);
    csr.hasNameOutsideSan = !csr.names.contains(commonName, Qt::CaseInsensitive);
    addOnce(csr.names, commonName);
    return Nothing();
}

} // namespace

Result<Csr> readCsr(const QByteArray &pemOrDer)
{
    const Openssl<X509_REQ> request = parsed(pemOrDer);
    const QString error = takeOpensslError();
    if (!request)
        return refused(Fault::CsrUnreadable, error);
    if (const Result<Nothing> checked = checkKey(request.get()); !checked)
        return checked.failure();
    const bool isSigned = X509_REQ_verify(request.get(), X509_REQ_get0_pubkey(request.get())) == 1;
    const QString mismatch = takeOpensslError();
    if (!isSigned)
        return refused(Fault::CsrBadSignature, mismatch);
    Csr csr;
    if (const Result<Nothing> read = readNames(request.get(), csr); !read)
        return read.failure();
    const EVP_PKEY *key = X509_REQ_get0_pubkey(request.get());
    csr.keyDescription = keyDescription(key);
    csr.isSignedWithSha1 = isWeaklySigned(request.get());
    csr.publicKey = publicKeyDer(key);
    csr.der = toDer<X509_REQ>(request.get(), i2d_X509_REQ);
    return csr;
}

} // namespace cw::crypto
