// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QStringList>

namespace cw::store
{

// An issued certificate; the private key stays in the secret store under `keyId` until the user removes it.
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
    QByteArray chainPem; // leaf first; a file of its own
    QString savedIn; // folder of the last save; empty: never
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
