// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QStringList>

namespace cw::store
{

// An ACME account; its key is in the secret store under `keyId`.
struct AccountRecord {
    QString id;
    QString directoryUrl;
    QString url; // the CA's; empty until it has confirmed the account
    QString contact; // e-mail addresses, comma between; may be empty
    QString keyId;
    QString keyType = QStringLiteral("ec256");
    QString termsUrl; // that were agreed to
    QDateTime created; // UTC
    QDateTime lastUsed;
    QString authorityName {}; // for people: "Let's Encrypt"
    QByteArray caRootPem {}; // extra root for the connection to the CA
    bool isPrivateCa = false;
    QString status = QStringLiteral("valid"); // as the CA said the last time: "valid", "deactivated", "revoked", "unknown"
    QString eabKeyId {}; // of the customer account it is bound to; the HMAC key is not kept
    QString origin {}; // of an imported one: "certbot", "acme.sh", "lego", "dehydrated", "pem", "jwk"
    // A key change that was begun (RFC 8555 7.3.5): this key, in the secret store, may or may not be the CA's by now.
    QString nextKeyId {};
    QString nextKeyType {};
    bool isUsable() const { return status == u"valid"; }
    bool operator==(const AccountRecord &) const = default;
};

// <home>/accounts/<id>.json, written atomically.
class Accounts
{
public:
    explicit Accounts(QString home);

    Result<Nothing> save(const AccountRecord &account) const;
    Result<AccountRecord> load(const QString &id) const;
    Result<Nothing> remove(const QString &id) const;
    // Of one directory, last used first.
    QList<AccountRecord> atDirectory(const QString &directoryUrl) const;
    QList<AccountRecord> all() const; // by directory, last used first

private:
    QString m_home;
};

} // namespace cw::store
