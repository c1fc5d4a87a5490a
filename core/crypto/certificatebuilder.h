// SPDX-License-Identifier: MIT
#pragma once

// Private to crypto's .cpp files and to the test CA: makes certificates for our own use on this computer.

#include "crypto/opensslhandles.h"

#include <QDateTime>

namespace cw::crypto
{

struct CertificatePlan {
    enum class Role { Authority, Server };
    Role role = Role::Server;
    QString commonName; // empty: an empty subject
    QDateTime notBefore;
    QDateTime notAfter;
    GENERAL_NAMES *alternativeNames = nullptr; // not taken over; may be null
};

// Signed by `issuerKey` in the name of `issuer`, or self-signed when `issuer` is null.
Openssl<X509> buildCertificate(
    const CertificatePlan &plan, EVP_PKEY *subjectKey, X509 *issuer, const PrivateKey &issuerKey);

QByteArray toPem(X509 *x509);

} // namespace cw::crypto
