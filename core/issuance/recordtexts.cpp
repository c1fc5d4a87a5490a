// SPDX-License-Identifier: MIT
#include "issuance/recordtexts.h"

#include "issuance/standing.h"

namespace cw::issuance
{

namespace
{

QString ownerOf(const store::NameRecord &record)
{
    return record.owner.isEmpty() ? record.validationName : record.owner;
}

QString withoutFinalDot(const QString &name)
{
    return name.size() > 1 && name.endsWith(u'.') ? name.chopped(1) : name;
}

QString withFinalDot(const QString &name)
{
    return name.endsWith(u'.') ? name : name + u'.';
}

QStringList zonesOf(const QList<store::NameRecord> &records)
{
    QStringList zones;
    for (const store::NameRecord &record : records) {
        if (!zones.contains(record.zone))
            zones << record.zone;
    }
    return zones;
}

// Host names of the zone's servers: as the last look saw them, else as the preflight found them.
QStringList serversOf(const IssueState &state, const QString &zone)
{
    QStringList servers;
    if (state.watch.look) {
        for (const checks::NameSight &name : state.watch.look->names) {
            if (name.zone.withoutFinalDot() != withoutFinalDot(zone))
                continue;
            for (const checks::ServerSight &sight : name.servers) {
                if (!servers.contains(sight.server))
                    servers << sight.server;
            }
        }
    }
    if (!servers.isEmpty())
        return servers;
    for (const checks::NamePreflight &name : state.preflight) {
        if (!name.place || name.place->zone.apex.withoutFinalDot() != withoutFinalDot(zone))
            continue;
        for (const dns::ServerAddress &server : name.place->zone.servers) {
            if (!servers.contains(server.host.withoutFinalDot()))
                servers << server.host.withoutFinalDot();
        }
    }
    return servers;
}

} // namespace

QList<store::NameRecord> recordsToPublish(const store::OrderRecord &order)
{
    QList<store::NameRecord> records;
    for (const store::NameRecord &record : order.records) {
        const bool isTwin = std::any_of(records.begin(), records.end(),
                                        [&record](const store::NameRecord &one) { return isSameText(one, record); });
        if (!record.value.isEmpty() && record.status != u"valid" && !record.standingSince.isValid() && !isTwin)
            records << record;
    }
    return records;
}

RecordName recordName(const store::NameRecord &record)
{
    const std::optional<dns::Name> owner = dns::Name::parse(ownerOf(record));
    const std::optional<dns::Name> zone = dns::Name::parse(record.zone);
    const QString inFull = withFinalDot(ownerOf(record));
    const QString within = owner && zone && !record.zone.isEmpty() ? owner->relativeTo(*zone) : inFull;
    return {within, inFull, withoutFinalDot(record.zone)};
}

ValuePosition valuePosition(const store::OrderRecord &order, const store::NameRecord &record)
{
    ValuePosition position{0, 0};
    const QList<store::NameRecord> records = recordsToPublish(order);
    for (const store::NameRecord &other : records) {
        if (ownerOf(other).compare(ownerOf(record), Qt::CaseInsensitive) != 0)
            continue;
        ++position.total;
        if (other.name == record.name)
            position.number = position.total;
    }
    return position;
}

QList<store::NameRecord> recordsByHand(const store::OrderRecord &order)
{
    const QList<store::NameRecord> all = recordsToPublish(order);
    QList<store::NameRecord> byHand = all;
    byHand.removeIf([&order](const store::NameRecord &record) { return order.isAutomaticIn(record.zone); });
    return byHand.isEmpty() ? all : byHand;
}

QString zoneFileText(const store::OrderRecord &order)
{
    return zoneFileText(order, recordsToPublish(order));
}

QString zoneFileText(const store::OrderRecord &order, const QList<store::NameRecord> &records)
{
    QStringList lines;
    const QStringList zones = zonesOf(records);
    for (const QString &zone : zones) {
        if (!zone.isEmpty())
            lines << QStringLiteral("$ORIGIN %1").arg(withFinalDot(zone));
        for (const store::NameRecord &record : records) {
            if (record.zone == zone) {
                lines << QStringLiteral("%1 %2 IN TXT \"%3\"")
                             .arg(recordName(record).withinZone, QString::number(order.publishFor(record.zone).ttl), record.value);
            }
        }
    }
    return lines.join(u'\n');
}

QString nsupdateText(const store::OrderRecord &order)
{
    const QList<store::NameRecord> records = recordsToPublish(order);
    QStringList lines;
    const QStringList zones = zonesOf(records);
    for (const QString &zone : zones) {
        const store::PublishSettings &publish = order.publishFor(zone);
        if (!publish.server.isEmpty()) {
            lines << (publish.port > 0
                    ? QStringLiteral("server %1 %2").arg(publish.server, QString::number(publish.port))
                    : QStringLiteral("server %1").arg(publish.server));
        }
        if (!zone.isEmpty())
            lines << QStringLiteral("zone %1").arg(withFinalDot(zone));
        for (const store::NameRecord &record : records) {
            if (record.zone == zone) {
                lines << QStringLiteral("update add %1 %2 IN TXT \"%3\"")
                             .arg(recordName(record).inFull, QString::number(order.publishFor(record.zone).ttl), record.value);
            }
        }
        lines << QStringLiteral("send");
    }
    return lines.join(u'\n');
}

QString digText(const IssueState &state)
{
    const int port = state.order.dns.authoritativePort;
    const QString portOption = port == 53 ? QString() : QStringLiteral(" -p %1").arg(port);
    QStringList lines;
    const QList<store::NameRecord> records = recordsToPublish(state.order);
    for (const store::NameRecord &record : records) {
        const QStringList servers = serversOf(state, record.zone);
        if (servers.isEmpty() && !record.zone.isEmpty()) {
            const QString line = QStringLiteral("dig +short NS %1").arg(withFinalDot(record.zone));
            if (!lines.contains(line))
                lines << line;
        }
        for (const QString &server : servers) {
            const QString line = QStringLiteral("dig +norecurse +short%1 TXT %2 @%3")
                                     .arg(portOption, recordName(record).inFull, server);
            if (!lines.contains(line))
                lines << line;
        }
    }
    return lines.join(u'\n');
}

} // namespace cw::issuance
