// SPDX-License-Identifier: MIT
#include "issuance/publishflow.h"
#include "issuance/recordplaces.h"

namespace cw::issuance
{

using publish::TxtRecord;
using store::OrderRecord;
using store::PublishSettings;

namespace
{

// The records of each zone that has an automatic way.
struct AutomaticZone {
    QString zone;
    QList<TxtRecord> records;
};

Result<QList<AutomaticZone>> automaticZones(Tools &tools, const OrderRecord &order, CancelToken &token)
{
    QList<AutomaticZone> zones;
    const bool isAnyAutomatic = order.publish.isAutomatic()
        || std::any_of(order.zoneWays.begin(), order.zoneWays.end(), [](const PublishSettings &way) { return way.isAutomatic(); });
    if (!isAnyAutomatic)
        return zones;
    const Result<QList<TxtRecord>> records = placesOfNames(tools, order, token);
    if (!records)
        return records.failure();
    for (const TxtRecord &record : *records) {
        const QString name = record.zone.toString();
        if (!order.isAutomaticIn(name))
            continue;
        auto zone = std::find_if(zones.begin(), zones.end(), [&](const AutomaticZone &each) { return each.zone == name; });
        if (zone == zones.end())
            zone = zones.insert(zones.end(), {name, {}});
        zone->records.append(record);
    }
    return zones;
}

Result<OpenWay> wayOf(Tools &tools, OrderRecord &order, const QString &zone, const WaySecrets &secrets)
{
    const Result<QByteArray> secret = secretFor(tools, order, zone, secrets);
    if (!secret)
        return secret.failure();
    return openWay(tools, order, order.publishFor(zone), *secret, tools.publishingResolver());
}

// A key for updates may be allowed to change the names of challenges only: then the trial is made at one of them. Other ways
// know no other names at all.
Result<publish::Trial> tryZone(const PublishSettings &settings, OpenWay &way, const AutomaticZone &zone, CancelToken &token)
{
    TxtRecord record = zone.records.first();
    record.value = publish::newTestValue();
    const publish::Removal removal = settings.way == u"acme-dns" ? publish::Removal::Never : publish::Removal::ByUs;
    // One account gets a test value; all of them have to let us in.
    if (settings.way == u"acme-dns") {
        if (const Result<Nothing> rehearsed = way.publisher->rehearse(zone.records, token); !rehearsed)
            return rehearsed.failure();
    }
    const std::optional<dns::Name> testName
        = settings.way == u"rfc2136" ? record.zone.child("_certwright-test") : std::nullopt;
    if (testName) {
        TxtRecord test = record;
        test.owner = *testName;
        const Result<publish::Trial> trial = tryOut(*way.publisher, test, removal, *way.resolver, token);
        const auto *failure = trial ? nullptr : std::get_if<PublishFailure>(&trial.failure());
        if (!failure || failure->kind != PublishFailure::Kind::Refused)
            return trial;
    }
    return tryOut(*way.publisher, record, removal, *way.resolver, token);
}

} // namespace

Result<Nothing> rehearsePublishing(Tools &tools, OrderRecord &order, const WaySecrets &secrets, CancelToken &token)
{
    const Result<QList<AutomaticZone>> zones = automaticZones(tools, order, token);
    if (!zones)
        return zones.failure();
    for (const AutomaticZone &zone : *zones) {
        const Result<OpenWay> way = wayOf(tools, order, zone.zone, secrets);
        if (!way)
            return way.failure();
        if (const Result<Nothing> rehearsed = way->publisher->rehearse(zone.records, token); !rehearsed)
            return rehearsed.failure();
    }
    return Nothing();
}

Result<QList<publish::Trial>> tryWays(Tools &tools, OrderRecord &order, const WaySecrets &secrets, CancelToken &token)
{
    const Result<QList<AutomaticZone>> zones = automaticZones(tools, order, token);
    if (!zones)
        return zones.failure();
    QList<publish::Trial> trials;
    for (const AutomaticZone &zone : *zones) {
        Result<OpenWay> way = wayOf(tools, order, zone.zone, secrets);
        if (!way)
            return way.failure();
        const Result<publish::Trial> trial = tryZone(order.publishFor(zone.zone), *way, zone, token);
        if (!trial)
            return trial.failure();
        trials.append(*trial);
    }
    return trials;
}

} // namespace cw::issuance
