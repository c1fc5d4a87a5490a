// SPDX-License-Identifier: MIT
#include "issuance/rememberedways.h"

namespace cw::issuance
{

using store::OrderRecord;
using store::PublishSettings;
using store::SiteWays;

namespace
{

// The order's secret goes when the order is done; this copy stays.
Result<Nothing> keep(Tools &tools, SiteWays::Ways &ways, const QString &zone, const PublishSettings &used)
{
    PublishSettings way = used;
    way.secretId.clear();
    way.secretWay.clear();
    if (used.hasSecret()) {
        const Result<QByteArray> secret = tools.secrets().get(used.secretId);
        if (!secret)
            return secret.failure();
        way.secretId = SiteWays::secretIdOf(zone);
        way.secretWay = used.way;
        if (way.secretId != used.secretId) {
            if (const Result<Nothing> kept = tools.secrets().put(way.secretId, *secret); !kept)
                return kept.failure();
        }
    }
    ways.insert(zone, way);
    return Nothing();
}

} // namespace

Result<Nothing> rememberWays(Tools &tools, const OrderRecord &order)
{
    if (order.isPractice)
        return Nothing();
    const SiteWays site(tools.home());
    const Result<SiteWays::Ways> before = site.load();
    if (!before)
        return before.failure();
    SiteWays::Ways ways = *before;
    QStringList zones;
    for (const store::NameRecord &record : order.records) {
        if (record.zone.isEmpty() || zones.contains(record.zone))
            continue;
        zones.append(record.zone);
        const PublishSettings &used = order.publishFor(record.zone);
        if (used.isAutomatic()) {
            if (const Result<Nothing> kept = keep(tools, ways, record.zone, used); !kept)
                return kept.failure();
        } else if (const PublishSettings forgotten = ways.take(record.zone); !forgotten.secretId.isEmpty()) {
            if (const Result<Nothing> removed = tools.secrets().remove(forgotten.secretId); !removed)
                return removed.failure();
        }
    }
    return ways == *before ? Result<Nothing>(Nothing()) : site.save(ways);
}

bool proposeWays(OrderRecord &order, const QStringList &zones, const SiteWays::Ways &remembered)
{
    bool hasProposed = false;
    if (order.publish.isAutomatic() || order.isPractice)
        return false;
    for (const QString &zone : zones) {
        const auto way = remembered.constFind(zone);
        if (way == remembered.constEnd() || order.zoneWays.contains(zone))
            continue;
        order.zoneWays.insert(zone, *way);
        hasProposed = true;
    }
    return hasProposed;
}

} // namespace cw::issuance
