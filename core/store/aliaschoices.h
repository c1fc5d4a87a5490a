// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace cw::store
{

// The alias zone of this site, as it was last chosen: proposed again for the next order. No secret is in it.
struct AliasChoice {
    QString zone; // "alias.example.net"; empty: none was ever chosen
    QString scheme = QStringLiteral("host"); // "host", "sha1" or "uuid"
    QString variant = QStringLiteral("cname"); // "cname" or "ns"
    QStringList servers; // of the variant "ns"
    QMap<QString, QString> uuids; // by identifier; what is in DNS for years must not be made anew
    bool operator==(const AliasChoice &) const = default;
};

// <home>/alias.json, written atomically with mode 0600.
class AliasChoices
{
public:
    explicit AliasChoices(const QString &home);

    // The default when nothing was ever chosen. StoreFailure NotReadable, Damaged.
    Result<AliasChoice> load() const;
    // UUIDs that are there and not in `choice` are kept.
    Result<Nothing> save(const AliasChoice &choice) const;

private:
    QString m_path;
};

} // namespace cw::store
