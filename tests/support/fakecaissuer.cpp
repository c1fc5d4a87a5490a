// SPDX-License-Identifier: MIT
#include "support/fakecaissuer.h"

#include "crypto/certificatebuilder.h"

#include <openssl/pem.h>

namespace cw::test
{

using namespace crypto;

namespace
{

Openssl<X509_REQ> readCsr(const QByteArray &der)
{
    const unsigned char *begin = toUnsigned(der);
    Openssl<X509_REQ> request(d2i_X509_REQ(nullptr, &begin, der.size()));
    takeOpensslError();
    return request;
}

} // namespace

FakeCaIssuer::FakeCaIssuer(const QDateTime &now) : m_key(PrivateKey::generate(KeyType::EcP256))
{
    const PrivateKey rootKey = PrivateKey::generate(KeyType::EcP256);
    CertificatePlan plan{
        CertificatePlan::Role::Authority, QStringLiteral("Fake Root"), now.addDays(-30), now.addYears(10), nullptr};
    const auto root = buildCertificate(plan, rootKey.handle().key.get(), nullptr, rootKey);
    plan.commonName = QStringLiteral("Fake Intermediate");
    const auto intermediate = buildCertificate(plan, m_key.handle().key.get(), root.get(), rootKey);
    m_rootPem = toPem(root.get());
    m_intermediatePem = toPem(intermediate.get());
}

QStringList FakeCaIssuer::namesOf(const QByteArray &csrDer)
{
    QStringList names;
    const auto request = readCsr(csrDer);
    if (!request || X509_REQ_verify(request.get(), X509_REQ_get0_pubkey(request.get())) != 1)
        return names;
    const Openssl<X509_EXTENSIONS> extensions(X509_REQ_get_extensions(request.get()));
    const Openssl<GENERAL_NAMES> list(
        static_cast<GENERAL_NAMES *>(X509V3_get_d2i(extensions.get(), NID_subject_alt_name, nullptr, nullptr)));
    for (int i = 0; list && i < sk_GENERAL_NAME_num(list.get()); ++i) {
        const GENERAL_NAME *entry = sk_GENERAL_NAME_value(list.get(), i);
        if (entry->type == GEN_DNS)
            names.append(QString::fromLatin1(reinterpret_cast<const char *>(ASN1_STRING_get0_data(entry->d.dNSName)),
                                             ASN1_STRING_length(entry->d.dNSName)));
    }
    return names;
}

QByteArray FakeCaIssuer::issue(const QByteArray &csrDer, const QDateTime &now) const
{
    const auto request = readCsr(csrDer);
    const auto names = alternativeNames(namesOf(csrDer));
    const auto reader = readerOf(m_intermediatePem);
    const auto issuer = demanded(PEM_read_bio_X509(reader.get(), nullptr, noPassphrase, nullptr));
    const CertificatePlan plan{
        CertificatePlan::Role::Server, QString(), now.addSecs(-3600), now.addDays(90), names.get()};
    const auto certificate = buildCertificate(plan, X509_REQ_get0_pubkey(request.get()), issuer.get(), m_key);
    return toPem(certificate.get()) + m_intermediatePem;
}

} // namespace cw::test
