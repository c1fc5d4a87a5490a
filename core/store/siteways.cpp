// SPDX-License-Identifier: MIT
#include "store/siteways.h"

#include "store/jsonfolder.h"

#include <QCryptographicHash>
#include <QFileInfo>

namespace cw::store
{

namespace
{

const QString Prefix = QStringLiteral("way-");

} // namespace

SiteWays::SiteWays(const QString &home) : m_path(home + QStringLiteral("/ways.json")) { }

Result<SiteWays::Ways> SiteWays::load() const
{
    Ways ways;
    if (!QFileInfo::exists(m_path))
        return ways;
    const Result<QJsonObject> json = readJson(m_path);
    if (!json)
        return json.failure();
    const QJsonObject zones = (*json)[u"zones"].toObject();
    for (auto zone = zones.begin(); zone != zones.end(); ++zone)
        ways.insert(zone.key(), publishFromJson(zone.value().toObject()));
    return ways;
}

Result<Nothing> SiteWays::save(const Ways &ways) const
{
    QJsonObject zones;
    for (auto way = ways.begin(); way != ways.end(); ++way)
        zones.insert(way.key(), toJson(way.value()));
    return writeJson(m_path, {{QStringLiteral("format"), 1}, {QStringLiteral("zones"), zones}});
}

// A store of secrets takes no zone name as part of a file name.
QString SiteWays::secretIdOf(const QString &zone)
{
    return Prefix + QString::fromLatin1(QCryptographicHash::hash(zone.toUtf8(), QCryptographicHash::Sha256).first(8).toHex());
}

bool SiteWays::isOwnSecret(QStringView secretId)
{
    return secretId.startsWith(Prefix);
}

} // namespace cw::store
