// SPDX-License-Identifier: MIT
#include "crypto/certificate.h"

#include "crypto/hmac.h"
#include "crypto/jws.h"
#include "crypto/opensslhandles.h"
#include "crypto/opensslvalues.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <array>

namespace cw::crypto
{

namespace
{

QString shortName(const X509_NAME *name)
{
    const QString commonName = firstEntry(name, NID_commonName);
    return commonName.isEmpty() ? firstEntry(name, NID_organizationName) : commonName;
}

QStringList dnsNames(const X509 *x509)
{
    const Openssl<GENERAL_NAMES> list(
        static_cast<GENERAL_NAMES *>(X509_get_ext_d2i(x509, NID_subject_alt_name, nullptr, nullptr)));
    takeOpensslError();
    QStringList names;
    for (int i = 0; list && i < sk_GENERAL_NAME_num(list.get()); ++i) {
        const GENERAL_NAME *entry = sk_GENERAL_NAME_value(list.get(), i);
        if (entry->type == GEN_DNS)
            names.append(textOf(entry->d.dNSName));
    }
    return names;
}

QDateTime timeOf(const ASN1_TIME *time)
{
    tm parts {};
    if (ASN1_TIME_to_tm(time, &parts) != 1) {
        takeOpensslError();
        return QDateTime();
    }
    return QDateTime(QDate(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday),
                     QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), Qt::UTC);
}

QString serialOf(const X509 *x509)
{
    const Openssl<BIGNUM> number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(x509), nullptr));
    if (!number) {
        takeOpensslError();
        return QString();
    }
    char *hex = BN_bn2hex(number.get());
    demand(hex != nullptr);
    QString text = QString::fromLatin1(hex).toLower();
    OPENSSL_free(hex);
    return text;
}

// With the octet that keeps it positive: "including the sign octet" is what a renewal identifier is made of.
QByteArray serialOctets(const X509 *x509)
{
    const QByteArray der = toDer<ASN1_INTEGER>(X509_get0_serialNumber(x509), i2d_ASN1_INTEGER);
    const unsigned char *content = toUnsigned(der);
    long size = 0;
    int tag = 0;
    int tagClass = 0;
    demand((ASN1_get_object(&content, &size, &tag, &tagClass, der.size()) & 0x80) == 0);
    return QByteArray(reinterpret_cast<const char *>(content), size);
}

QByteArray authorityKeyIdOf(X509 *x509)
{
    const ASN1_OCTET_STRING *id = X509_get0_authority_key_id(x509);
    return id ? QByteArray(reinterpret_cast<const char *>(ASN1_STRING_get0_data(id)), ASN1_STRING_length(id)) : QByteArray();
}

Certificate valueOf(X509 *x509)
{
    Certificate certificate;
    certificate.names = dnsNames(x509);
    certificate.subject = shortName(X509_get_subject_name(x509));
    certificate.issuer = shortName(X509_get_issuer_name(x509));
    certificate.serial = serialOf(x509);
    certificate.notBefore = timeOf(X509_get0_notBefore(x509));
    certificate.notAfter = timeOf(X509_get0_notAfter(x509));
    certificate.keyDescription = keyDescription(X509_get0_pubkey(x509));
    certificate.der = toDer<X509>(x509, i2d_X509);
    certificate.sha256 = sha256(certificate.der);
    certificate.authorityKeyId = authorityKeyIdOf(x509);
    certificate.serialNumber = serialOctets(x509);
    certificate.isSelfSigned = X509_self_signed(x509, 1) == 1;
    takeOpensslError();
    return certificate;
}

Failure unreadable(const QByteArray &pem, const QString &detail)
{
    ProtocolFailure failure;
    failure.kind = ProtocolFailure::Kind::BadContent;
    failure.detail = detail;
    // A file that is given by mistake may hold a private key, which must not become evidence.
    if (!pem.contains("PRIVATE KEY"))
        failure.excerpt = pem.left(200);
    return failure;
}

} // namespace

Result<QList<Certificate>> readCertificates(const QByteArray &pem)
{
    const auto reader = readerOf(pem);
    QList<Certificate> certificates;
    while (const Openssl<X509> x509 {PEM_read_bio_X509(reader.get(), nullptr, noPassphrase, nullptr)})
        certificates.append(valueOf(x509.get()));

    const unsigned long last = ERR_peek_last_error();
    const bool isAtEnd = ERR_GET_LIB(last) == ERR_LIB_PEM && ERR_GET_REASON(last) == PEM_R_NO_START_LINE;
    const QString error = takeOpensslError();
    if (certificates.isEmpty() || !isAtEnd)
        return unreadable(pem, error);
    return certificates;
}

Result<QList<Certificate>> readCertificatesOfAnyForm(const QByteArray &bytes)
{
    if (bytes.contains("-----BEGIN"))
        return readCertificates(bytes);
    const unsigned char *position = toUnsigned(bytes);
    const Openssl<X509> x509(d2i_X509(nullptr, &position, bytes.size()));
    const QString error = takeOpensslError();
    if (!x509 || position != toUnsigned(bytes) + bytes.size())
        return unreadable({}, error); // no excerpt: what is no certificate may be a key in DER
    return QList<Certificate> {valueOf(x509.get())};
}

QByteArray toPem(const Certificate &certificate)
{
    const unsigned char *begin = toUnsigned(certificate.der);
    const Openssl<X509> x509(d2i_X509(nullptr, &begin, certificate.der.size()));
    Q_ASSERT(x509);
    const auto writer = memoryWriter();
    demand(PEM_write_bio_X509(writer.get(), x509.get()) == 1);
    return writtenTo(writer.get());
}

// "the base64url encoding of the AKI keyIdentifier ..., a literal period, and the base64url encoding of the ...
// Serial Number" RFC 9773 4.1
QString renewalId(const Certificate &certificate)
{
    if (certificate.authorityKeyId.isEmpty() || certificate.serialNumber.isEmpty())
        return QString();
    return QString::fromLatin1(base64Url(certificate.authorityKeyId) + '.' + base64Url(certificate.serialNumber));
}

QString fingerprintText(const QByteArray &sha256)
{
    return QString::fromLatin1(sha256.toHex(':').toUpper());
}

} // namespace cw::crypto
