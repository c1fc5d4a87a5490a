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

private:
    QString m_home;
};

} // namespace cw::store
