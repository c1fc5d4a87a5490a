// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "store/publishsettings.h"

#include <QMap>

namespace cw::store
{

// How the records of each zone got into DNS the last time it was automatic: proposed again for the next order. Secrets by id
// only, which are the site's own and outlive the orders. <home>/ways.json, written atomically with mode 0600.
class SiteWays
{
public:
    using Ways = QMap<QString, PublishSettings>; // by apex: "example.org."

    explicit SiteWays(const QString &home);

    Result<Ways> load() const; // empty when nothing was ever kept. StoreFailure NotReadable, Damaged
    Result<Nothing> save(const Ways &ways) const;

    static QString secretIdOf(const QString &zone);
    static bool isOwnSecret(QStringView secretId); // not one of an order

private:
    QString m_path;
};

} // namespace cw::store
