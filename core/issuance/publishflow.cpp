// SPDX-License-Identifier: MIT
#include "issuance/publishflow.h"

#include "issuance/gonewatch.h"
#include "issuance/recordplaces.h"
#include "issuance/standing.h"
#include "publish/rfc2136.h"
#include "store/siteways.h"

namespace cw::issuance
{

using publish::TxtRecord;
using store::NameRecord;
using store::OrderRecord;
using store::OrderStage;
using store::Publication;
using store::PublishSettings;

namespace
{

bool isValidated(const NameRecord &record)
{
    return record.status == u"valid";
}

// A standing record of an earlier order is there already.
bool hasToBeSeen(const NameRecord &record)
{
    return !isValidated(record) && !record.value.isEmpty();
}

bool hasToBePublished(const NameRecord &record)
{
    return hasToBeSeen(record) && !record.standingSince.isValid();
}

bool wasPublishedByUs(const NameRecord &record)
{
    return record.publication == Publication::MayBeThere || record.publication == Publication::ByUs;
}

// By this order, or one before it that it goes on with.
bool wasPublishedNow(const NameRecord &record)
{
    return wasPublishedByUs(record) && !record.standingSince.isValid();
}

bool isForThisOrderOnly(const NameRecord &record)
{
    return wasPublishedByUs(record) && !record.isStanding;
}

bool isStandingByUs(const NameRecord &record)
{
    return wasPublishedByUs(record) && record.isStanding;
}

using Wanted = std::function<bool(const NameRecord &)>;

// Records that go the same way, and that way.
struct Group {
    PublishSettings settings;
    QString zone; // one of them: the secret of the way is found by it
    QList<TxtRecord> records;
};

QList<Group> groupsOf(const OrderRecord &order, const Wanted &wanted)
{
    QList<Group> groups;
    for (const NameRecord &record : order.records) {
        if (!wanted(record))
            continue;
        const PublishSettings &settings = order.publishFor(record.zone);
        auto group = std::find_if(groups.begin(), groups.end(), [&](const Group &each) { return each.settings == settings; });
        if (group == groups.end())
            group = groups.insert(groups.end(), Group {settings, record.zone, {}});
        const TxtRecord txt = txtRecordOf(record, settings.ttl);
        const bool isTwin = std::any_of(group->records.begin(), group->records.end(),
                                        [&txt](const TxtRecord &one) { return one.owner == txt.owner && one.value == txt.value; });
        if (!isTwin) // a name and its wildcard share a standing record
            group->records.append(txt);
    }
    return groups;
}

void setPublication(OrderRecord &order, Publication publication, const Wanted &wanted)
{
    for (NameRecord &record : order.records) {
        if (wanted(record))
            record.publication = publication;
    }
}

void noteRecord(OrderRecord &order, const TxtRecord &txt, Publication publication)
{
    const NameRecord *known = order.record(txt.identifier);
    if (!known)
        return;
    const NameRecord noted = *known;
    for (NameRecord &record : order.records) {
        if (record.name != noted.name && !isSameText(record, noted))
            continue;
        record.publication = publication;
        if (publication == Publication::ByUs)
            record.hookOutput = txt.output;
    }
}

Result<Nothing> presentGroup(Tools &tools, OrderRecord &order, const Group &group, OpenWay &way, CancelToken &token)
{
    QMap<QString, Publication> before; // a value may be there since an earlier run
    for (const NameRecord &record : std::as_const(order.records))
        before.insert(record.name, record.publication);
    const publish::PresenceNote note = [&](const QList<TxtRecord> &records, publish::Presence presence) {
        for (const TxtRecord &record : records) {
            if (presence == publish::Presence::Declined)
                noteRecord(order, record, before.value(record.identifier));
            else
                noteRecord(order, record,
                           presence == publish::Presence::Published ? Publication::ByUs : Publication::MayBeThere);
        }
        return tools.save(order);
    };
    return way.publisher->present(group.records, note, token);
}

QList<QList<TxtRecord>> byZone(const QList<TxtRecord> &records)
{
    QList<QList<TxtRecord>> zones;
    for (const TxtRecord &record : records) {
        auto zone = std::find_if(zones.begin(), zones.end(), [&](const QList<TxtRecord> &each) { return each.first().zone == record.zone; });
        if (zone == zones.end())
            zone = zones.insert(zones.end(), QList<TxtRecord>());
        zone->append(record);
    }
    return zones;
}

// acme-dns cannot delete: its values go when the next ones come.
Publication afterCleanUp(const PublishSettings &settings)
{
    return settings.way == u"acme-dns" ? Publication::LeftThere : Publication::Removed;
}

Result<Nothing> removeGroup(Tools &tools, OrderRecord &order, const Group &group, CancelToken &token)
{
    const Result<QByteArray> secret = secretFor(tools, order, group.zone, {});
    if (!secret)
        return secret.failure();
    const Result<OpenWay> way = openWay(tools, order, group.settings, *secret, tools.makeResolver());
    if (!way)
        return way.failure();
    // Zone by zone: what is gone is noted, whatever becomes of the rest.
    std::optional<Failure> first;
    for (const QList<TxtRecord> &records : byZone(group.records)) {
        const Result<Nothing> removed = way->publisher->cleanUp(records, token);
        if (!removed && !first)
            first = removed.failure();
        for (const TxtRecord &record : removed ? records : QList<TxtRecord>())
            noteRecord(order, record, afterCleanUp(group.settings));
    }
    const Result<Nothing> saved = tools.save(order);
    return first ? Result<Nothing>(*first) : saved;
}

// Goes on after a failure: what can be removed is removed.
Result<Nothing> removeOurs(Tools &tools, OrderRecord &order, const Wanted &wanted, CancelToken &token)
{
    std::optional<Failure> first;
    const QList<Group> groups = groupsOf(order, wanted);
    for (const Group &group : groups) {
        const Result<Nothing> removed = removeGroup(tools, order, group, token);
        if (!removed && !first)
            first = removed.failure();
    }
    if (first)
        return *first;
    return Nothing();
}

// The automatic ways one after the other; nothing is sent before every way could be opened.
Result<Nothing> presentAutomatic(Tools &tools, OrderRecord &order, const QList<Group> &groups, CancelToken &token)
{
    std::vector<OpenWay> ways;
    for (const Group &group : groups) {
        const Result<QByteArray> secret = secretFor(tools, order, group.zone, {});
        if (!secret)
            return secret.failure();
        Result<OpenWay> way = openWay(tools, order, group.settings, *secret, tools.publishingResolver());
        if (!way)
            return way.failure();
        ways.push_back(std::move(*way));
    }
    for (size_t i = 0; i < ways.size(); ++i) {
        if (const Result<Nothing> presented = presentGroup(tools, order, groups[qsizetype(i)], ways[i], token); !presented)
            return presented.failure();
    }
    return Nothing();
}

// By hand: gone when no server has the value any more.
Result<Nothing> lookWhatIsGone(Tools &tools, OrderRecord &order, const QList<checks::ExpectedRecord> &left, CancelToken &token)
{
    if (left.isEmpty())
        return Nothing();
    const Result<checks::Look> look
        = checks::lookOnce(tools.dns(), tools.dnsSettings(), left, tools.clock(), tools.log(), token);
    if (!look)
        return look.failure();
    for (const checks::NameSight &sight : look->names) {
        if (isGone(sight))
            order.record(sight.identifier)->publication = Publication::Removed;
    }
    return tools.save(order);
}

// The secrets have done their work when nothing is left to remove.
void dropSecretsWhenDone(Tools &tools, OrderRecord &order)
{
    if (order.isOpen() || !order.mayBePublished().isEmpty())
        return;
    const auto drop = [&tools](PublishSettings &way) {
        const bool isOrders = !way.secretId.isEmpty() && !store::SiteWays::isOwnSecret(way.secretId);
        if (isOrders && tools.secrets().remove(way.secretId))
            way.secretId.clear();
    };
    drop(order.publish);
    std::for_each(order.zoneWays.begin(), order.zoneWays.end(), drop);
}

} // namespace

Result<Nothing> publishRecords(Tools &tools, OrderRecord &order, CancelToken &token)
{
    if (const Result<Nothing> located = locateMissingZones(tools, order, token); !located) {
        // By hand it can be tried all the same: the page says where.
        if (order.publish.isAutomatic() || !order.zoneWays.isEmpty())
            return located.failure();
    }
    if (const Result<Nothing> found = findStanding(tools, order, token); !found)
        return found.failure();
    QList<Group> automatic = groupsOf(order, hasToBePublished);
    automatic.removeIf([](const Group &group) { return !group.settings.isAutomatic(); });
    if (const Result<Nothing> presented = presentAutomatic(tools, order, automatic, token); !presented) {
        // Whatever came through has to go again, also when the user stopped us: a token of its own.
        CancelToken cleanToken;
        static_cast<void>(removeOurs(tools, order, wasPublishedNow, cleanToken)); // the first failure is the one to tell
        setPublication(order, Publication::NotYet,
                       [](const NameRecord &record) { return record.publication == Publication::Removed && hasToBePublished(record); });
        if (const Result<Nothing> saved = tools.save(order); !saved)
            return saved.failure();
        return presented.failure();
    }
    setPublication(order, Publication::ByHand, [&order](const NameRecord &record) {
        return hasToBePublished(record) && !order.isAutomaticIn(record.zone) && !wasPublishedByUs(record);
    });
    order.stage = OrderStage::Published;
    if (const Result<Nothing> noted = noteStanding(tools, order); !noted)
        return noted.failure();
    return tools.save(order);
}

Result<Nothing> cleanUpRecords(Tools &tools, OrderRecord &order, CancelToken &token)
{
    const Result<Nothing> removed = removeOurs(tools, order, isForThisOrderOnly, token);
    const Result<Nothing> looked = lookWhatIsGone(tools, order, leftByHand(order), token);
    if (!removed)
        return removed.failure();
    if (!looked)
        return looked.failure();
    dropSecretsWhenDone(tools, order);
    return tools.save(order);
}

Result<Nothing> removeStanding(Tools &tools, OrderRecord &order, CancelToken &token)
{
    const Result<Nothing> removed = removeOurs(tools, order, isStandingByUs, token);
    const Result<Nothing> looked = lookWhatIsGone(tools, order, standingByHand(order), token);
    const store::StandingRecords records(tools.home());
    for (const NameRecord &record : std::as_const(order.records)) {
        if (!record.isStanding || record.publication != Publication::Removed)
            continue;
        if (const Result<Nothing> forgotten = records.forget(record.owner, record.value); !forgotten)
            return forgotten.failure();
    }
    return removed ? looked : removed;
}

Result<Nothing> publishWithKey(Tools &tools, OrderRecord &order, const dns::TsigKey &key, CancelToken &token)
{
    if (const Result<Nothing> located = locateMissingZones(tools, order, token); !located)
        return located.failure();
    const std::unique_ptr<dns::Resolver> resolver = tools.makeResolver();
    publish::Rfc2136Settings settings;
    settings.key = key;
    publish::Rfc2136Publisher publisher(tools.dns(), *resolver, settings, tools.clock(), tools.log());
    const auto note = [](const QList<TxtRecord> &, publish::Presence) -> Result<Nothing> { return Nothing(); }; // they count as by hand
    QList<TxtRecord> records;
    for (const NameRecord &record : std::as_const(order.records)) {
        if (hasToBePublished(record))
            records.append(txtRecordOf(record, order.publish.ttl));
    }
    return publisher.present(records, note, token);
}

Result<Nothing> removeWithKey(Tools &tools, OrderRecord &order, const dns::TsigKey &key, CancelToken &token)
{
    const auto isByHand
        = [](const NameRecord &record) { return record.publication == Publication::ByHand && !record.isStanding; };
    QList<TxtRecord> records;
    for (const NameRecord &record : std::as_const(order.records)) {
        if (isByHand(record))
            records.append(txtRecordOf(record, order.publish.ttl));
    }
    if (records.isEmpty())
        return Nothing();
    const std::unique_ptr<dns::Resolver> resolver = tools.makeResolver();
    publish::Rfc2136Settings settings;
    settings.key = key;
    publish::Rfc2136Publisher publisher(tools.dns(), *resolver, settings, tools.clock(), tools.log());
    if (const Result<Nothing> removed = publisher.cleanUp(records, token); !removed)
        return removed.failure();
    setPublication(order, Publication::Removed, isByHand);
    return tools.save(order);
}

QList<checks::ExpectedRecord> expectedRecords(const OrderRecord &order)
{
    QList<checks::ExpectedRecord> expected;
    for (const NameRecord &record : order.records) {
        if (!hasToBeSeen(record))
            continue;
        checks::ExpectedRecord wanted;
        wanted.identifier = record.name;
        wanted.validationName = dns::Name::parse(record.validationName).value_or(dns::Name());
        wanted.values.append(record.value.toLatin1());
        for (const NameRecord &other : order.records) {
            const QByteArray value = other.value.toLatin1();
            if (other.validationName == record.validationName && hasToBeSeen(other) && !wanted.values.contains(value))
                wanted.values.append(value);
        }
        expected.append(wanted);
    }
    return expected;
}

} // namespace cw::issuance
