// SPDX-License-Identifier: MIT
#include "crypto/certificatebuilder.h"

#include "crypto/hmac.h"

#include <openssl/pem.h>

namespace cw::crypto
{

namespace
{

void setSerial(X509 *x509)
{
    QByteArray bytes = randomBytes(16);
    bytes[0] = static_cast<char>(bytes.at(0) & 0x7f); // "MUST be a positive integer" RFC 5280 4.1.2.2
    const auto number = demanded(BN_bin2bn(toUnsigned(bytes), static_cast<int>(bytes.size()), nullptr));
    demand(BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(x509)) != nullptr);
}

void setSubject(X509 *x509, const QString &commonName)
{
    if (commonName.isEmpty())
        return;
    const QByteArray utf8 = commonName.toUtf8();
    demand(X509_NAME_add_entry_by_NID(X509_get_subject_name(x509), NID_commonName, MBSTRING_UTF8, toUnsigned(utf8),
                                      static_cast<int>(utf8.size()), -1, 0)
           == 1);
}

void addExtension(X509 *x509, X509 *issuer, int nid, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, x509, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    demand(extension && X509_add_ext(x509, extension, -1) == 1);
    X509_EXTENSION_free(extension);
}

void addExtensions(X509 *x509, X509 *issuer, const CertificatePlan &plan)
{
    const bool isAuthority = plan.role == CertificatePlan::Role::Authority;
    addExtension(x509, issuer, NID_basic_constraints, isAuthority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    addExtension(
        x509, issuer, NID_key_usage, isAuthority ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature");
    if (!isAuthority)
        addExtension(x509, issuer, NID_ext_key_usage, "serverAuth");
    addExtension(x509, issuer, NID_subject_key_identifier, "hash");
    addExtension(x509, issuer, NID_authority_key_identifier, "keyid");
    if (plan.alternativeNames) {
        // "If the subject field contains an empty sequence, then the issuing CA MUST include a subjectAltName extension
        // that is marked as critical." RFC 5280 4.2.1.6
        const int isCritical = plan.commonName.isEmpty() ? 1 : 0;
        demand(
            X509_add1_ext_i2d(x509, NID_subject_alt_name, plan.alternativeNames, isCritical, X509V3_ADD_DEFAULT) == 1);
    }
}

} // namespace

Openssl<X509> buildCertificate(
    const CertificatePlan &plan, EVP_PKEY *subjectKey, X509 *issuer, const PrivateKey &issuerKey)
{
    auto x509 = demanded(X509_new());
    demand(X509_set_version(x509.get(), X509_VERSION_3) == 1);
    setSerial(x509.get());
    setSubject(x509.get(), plan.commonName);
    X509 *signer = issuer ? issuer : x509.get();
    demand(X509_set_issuer_name(x509.get(), X509_get_subject_name(signer)) == 1);
    demand(ASN1_TIME_set(X509_getm_notBefore(x509.get()), plan.notBefore.toSecsSinceEpoch()) != nullptr);
    demand(ASN1_TIME_set(X509_getm_notAfter(x509.get()), plan.notAfter.toSecsSinceEpoch()) != nullptr);
    demand(X509_set_pubkey(x509.get(), subjectKey) == 1);
    addExtensions(x509.get(), signer, plan);
    demand(X509_sign(x509.get(), issuerKey.handle().key.get(), signatureDigest(issuerKey.type())) > 0);
    return x509;
}

QByteArray toPem(X509 *x509)
{
    const auto writer = memoryWriter();
    demand(PEM_write_bio_X509(writer.get(), x509) == 1);
    return writtenTo(writer.get());
}

} // namespace cw::crypto
