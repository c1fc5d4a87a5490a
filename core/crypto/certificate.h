// SPDX-License-Identifier: MIT
#pragma once

#include "crypto/privatekey.h"

#include <QDateTime>
#include <QStringList>

namespace cw::crypto
{

// What a page shows of one X.509 certificate; a value.
struct Certificate {
    QStringList names; // dNSName SANs in their order, A-labels
    QString subject; // common name, or the first organization when there is none
    QString issuer;
    QString serial; // hex
    QDateTime notBefore; // UTC
    QDateTime notAfter; // UTC
    QString keyDescription; // "ECDSA P-256", "RSA 2048"
    QByteArray sha256; // fingerprint, 32 bytes
    QByteArray der;
    bool isSelfSigned = false;
    QByteArray authorityKeyId {}; // the keyIdentifier of the extension; empty without it
    QByteArray serialNumber {}; // content octets of the DER INTEGER, sign octet included
    bool operator==(const Certificate &) const = default;
};

// All certificates of a PEM text in their order. ProtocolFailure BadContent when there is none or one cannot be read.
Result<QList<Certificate>> readCertificates(const QByteArray &pem);

// The same of PEM or DER.
Result<QList<Certificate>> readCertificatesOfAnyForm(const QByteArray &bytes);

QByteArray toPem(const Certificate &certificate);
// base64url(keyIdentifier) "." base64url(serial number), RFC 9773 4.1; empty without an authority key identifier.
QString renewalId(const Certificate &certificate);
// "9F:2C:71:..."
QString fingerprintText(const QByteArray &sha256);

// How the chain that a CA sent hangs together; each is a line on the last page.
struct ChainCheck {
    bool keyFits = false; // the first certificate carries the public half of `key`
    bool namesFit = false; // its SANs are exactly the names of the order
    bool signaturesFit = false; // each certificate is signed by the next one
    bool isValidNow = false;
    bool isTrustedHere = false; // leads to a root in the system store or in `extraRoots`
    QString detail; // OpenSSL's words for what does not fit
};
ChainCheck checkChain(const QList<Certificate> &chain, const PrivateKey &key, const QStringList &names,
    const QDateTime &now, const QByteArray &extraRootsPem);

// A self-signed root and a server certificate for localhost, 127.0.0.1 and ::1 signed by it: what the practice CA's own
// https needs. Valid from a day ago for `days` days.
struct LocalTls {
    QByteArray rootPem;
    QByteArray certificatePem;
    QByteArray keyPem;
};
LocalTls makeLocalTls(const QDateTime &now, int days);

} // namespace cw::crypto
