// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QStringList>

namespace cw::store
{

// When the CA wants a certificate to be renewed, RFC 9773 4.2.
struct RenewalWindow {
    QDateTime start; // UTC; invalid: not known
    QDateTime end;
    QString explanationUrl;
    QDateTime checked; // when the CA was asked
    QDateTime nextCheck; // not to be asked again before (Retry-After)
    bool operator==(const RenewalWindow &) const = default;
};

// An issued certificate, or one that was added from a file; the private key stays in the secret store under `keyId` until the user removes it.
struct CertificateRecord {
    QString id;
    QString orderId;
    QString authorityName;
    QString directoryUrl;
    QStringList names;
    QString keyType;
    QString keyId;
    QDateTime notBefore; // UTC
    QDateTime notAfter;
    QByteArray chainPem; // leaf first; a file of its own. The chain that is used
    QString savedIn; // folder of the last save; empty: never
    QList<QByteArray> otherChains {}; // that the CA offers for it as well (RFC 8555 7.4.2); files of their own
    QString accountId {}; // that ordered it
    QByteArray caRootPem {}; // extra root for the connection to the CA
    bool isPrivateCa = false;
    bool isPractice = false;
    bool isAdded = false; // from a file: we did not order it
    QString profile {};
    RenewalWindow renewal {};
    QDateTime revoked {}; // when the CA took our revocation
    QString revocationReason {}; // "keyCompromise", as the command line writes it
    QString replacedBy {}; // id of the certificate that renewed it
    bool operator==(const CertificateRecord &) const = default;
};

// <home>/certificates/<id>/{certificate.json, chain.pem}, written atomically.
class Certificates
{
public:
    explicit Certificates(QString home);

    Result<Nothing> save(const CertificateRecord &certificate) const;
    Result<CertificateRecord> load(const QString &id) const;
    Result<Nothing> remove(const QString &id) const;

    struct Listing {
        QList<CertificateRecord> certificates; // soonest to expire first, expired ones last
        QStringList damagedFiles;
    };
    Listing list(const QDateTime &now) const;

private:
    QString m_home;
};

} // namespace cw::store
