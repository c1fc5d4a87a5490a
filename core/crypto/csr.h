// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "crypto/privatekey.h"

#include <QStringList>

namespace cw::crypto
{

// A certificate signing request (PKCS#10, DER) with an empty subject and the names as dNSName SANs, in their order.
// `names` are A-labels, "*." allowed; they have been checked before. RFC 8555 7.4.
QByteArray makeCsr(const PrivateKey &key, const QStringList &names);

// A request that somebody else made.
struct Csr {
    QStringList names; // A-labels as they stand there, in their order; of the SAN, and the common name when it is one of DNS
    QString keyDescription; // "ECDSA P-256", "RSA 2048"
    bool isSignedWithSha1 = false; // to be warned of; authorities sign with their own digest anyway
    bool hasNameOutsideSan = false; // the common name is not among the SANs: to be warned of
    QByteArray publicKey; // SubjectPublicKeyInfo, DER
    QByteArray der;
    bool operator==(const Csr &) const = default;
};

// PEM or DER, checked: BadInput CsrUnreadable, CsrBadSignature, CsrWithoutNames, CsrForeignName, CsrForeignKey, CsrWeakKey.
Result<Csr> readCsr(const QByteArray &pemOrDer);

} // namespace cw::crypto
