// SPDX-License-Identifier: MIT
#include "issuance/publishflow.h"

#include "checks/recordprobe.h"

namespace cw::issuance
{

using store::NameRecord;
using store::OrderRecord;
using store::OrderStage;
using store::Publication;

namespace
{

bool isValidated(const NameRecord &record)
{
    return record.status == u"valid";
}

bool isByUpdate(const OrderRecord &order)
{
    return order.publish.way == u"rfc2136";
}

publish::TxtRecord txtRecordOf(const NameRecord &record, int ttl)
{
    publish::TxtRecord txt;
    txt.owner = dns::Name::parse(record.owner).value_or(dns::Name());
    txt.zone = dns::Name::parse(record.zone).value_or(dns::Name());
    txt.value = record.value.toLatin1();
    txt.ttl = quint32(ttl);
    return txt;
}

// Records of which `wanted` is true, in DNS form.
QList<publish::TxtRecord> txtRecords(const OrderRecord &order, const std::function<bool(const NameRecord &)> &wanted)
{
    QList<publish::TxtRecord> records;
    for (const NameRecord &record : order.records) {
        if (wanted(record))
            records.append(txtRecordOf(record, order.publish.ttl));
    }
    return records;
}

void setPublication(OrderRecord &order, Publication publication, const std::function<bool(const NameRecord &)> &wanted)
{
    for (NameRecord &record : order.records) {
        if (wanted(record))
            record.publication = publication;
    }
}

// A record without a zone could not be located when the order was placed; publishing it needs the place.
Result<Nothing> locateMissingZones(Tools &tools, OrderRecord &order, CancelToken &token)
{
    const std::unique_ptr<dns::Resolver> resolver = tools.makeResolver();
    for (NameRecord &record : order.records) {
        if (!record.zone.isEmpty() || isValidated(record))
            continue;
        const dns::Name name = dns::Name::parse(record.validationName).value_or(dns::Name());
        const Result<dns::RecordPlace> place = checks::publishingPlaces(*resolver, {name}, token).first();
        if (!place)
            return place.failure();
        record.owner = place->owner.toString();
        record.zone = place->zone.apex.toString();
    }
    return Nothing();
}

bool wasPublishedByUs(const NameRecord &record)
{
    return record.publication == Publication::MayBeThere || record.publication == Publication::ByUs;
}

Result<Nothing> presentByUpdate(Tools &tools, OrderRecord &order, const publish::Rfc2136Settings &settings, CancelToken &token)
{
    if (const Result<Nothing> located = locateMissingZones(tools, order, token); !located)
        return located.failure();
    const auto isWanted = [](const NameRecord &record) { return !isValidated(record) && !record.value.isEmpty(); };
    setPublication(order, Publication::MayBeThere, isWanted);
    if (const Result<Nothing> saved = tools.save(order); !saved)
        return saved.failure();

    const std::unique_ptr<dns::Resolver> resolver = tools.makeResolver();
    publish::Rfc2136Publisher publisher(tools.dns(), *resolver, settings, tools.clock(), tools.log());
    const Result<Nothing> presented = publisher.present(txtRecords(order, isWanted), token);
    if (!presented) {
        // Whatever came through has to go again, also when the user stopped us: a token of its own.
        CancelToken cleanToken;
        if (publisher.cleanUp(txtRecords(order, isWanted), cleanToken))
            setPublication(order, Publication::NotYet, isWanted);
        if (const Result<Nothing> saved = tools.save(order); !saved)
            return saved.failure();
        return presented.failure();
    }
    setPublication(order, Publication::ByUs, isWanted);
    order.stage = OrderStage::Published;
    return tools.save(order);
}

Result<Nothing> removeByUpdate(Tools &tools, OrderRecord &order, const publish::Rfc2136Settings &settings,
                               const std::function<bool(const NameRecord &)> &isWanted, CancelToken &token)
{
    const QList<publish::TxtRecord> records = txtRecords(order, isWanted);
    if (records.isEmpty())
        return Nothing();
    const std::unique_ptr<dns::Resolver> resolver = tools.makeResolver();
    publish::Rfc2136Publisher publisher(tools.dns(), *resolver, settings, tools.clock(), tools.log());
    if (const Result<Nothing> removed = publisher.cleanUp(records, token); !removed)
        return removed.failure();
    setPublication(order, Publication::Removed, isWanted);
    return tools.save(order);
}

// By hand: gone when no server has the value any more.
Result<Nothing> lookWhatIsGone(Tools &tools, OrderRecord &order, CancelToken &token)
{
    QList<checks::ExpectedRecord> expected;
    QStringList names;
    for (const NameRecord &record : std::as_const(order.records)) {
        if (record.publication != Publication::ByHand)
            continue;
        expected.append({record.name, dns::Name::parse(record.validationName).value_or(dns::Name()), {record.value.toLatin1()}});
        names.append(record.name);
    }
    if (expected.isEmpty())
        return Nothing();
    const Result<checks::Look> look
        = checks::lookOnce(tools.dns(), tools.dnsSettings(), expected, tools.clock(), tools.log(), token);
    if (!look)
        return look.failure();
    for (qsizetype i = 0; i < names.size(); ++i) {
        const checks::NameSight &sight = look->names[i];
        bool isGone = !sight.servers.isEmpty();
        for (const checks::ServerSight &server : sight.servers)
            isGone = isGone && (server.state == checks::SeenState::Missing || server.state == checks::SeenState::Other);
        if (isGone)
            order.record(names[i])->publication = Publication::Removed;
    }
    return tools.save(order);
}

// The secret has done its work when nothing is left to remove.
void dropSecretWhenDone(Tools &tools, OrderRecord &order)
{
    if (order.isOpen() || !order.mayBePublished().isEmpty() || order.publish.secretId.isEmpty())
        return;
    if (tools.secrets().remove(order.publish.secretId))
        order.publish.secretId.clear();
}

} // namespace

Result<Nothing> keepTsigKey(Tools &tools, OrderRecord &order, const dns::TsigKey &key)
{
    order.publish.way = QStringLiteral("rfc2136");
    order.publish.keyName = key.name.toString();
    order.publish.algorithm = dns::tsigAlgorithmName(key.digest);
    if (order.id.isEmpty()) {
        order.created = tools.clock().now();
        order.id = store::Journal::newOrderId(order.created);
    }
    const QString id = QStringLiteral("tsig-") + order.id;
    if (const Result<Nothing> kept = tools.secrets().put(id, key.secret); !kept)
        return kept.failure();
    order.publish.secretId = id;
    return Nothing();
}

Result<publish::Rfc2136Settings> updateSettings(Tools &tools, const OrderRecord &order)
{
    const std::optional<dns::Name> name = dns::Name::parse(order.publish.keyName);
    const std::optional<crypto::Digest> digest = dns::tsigAlgorithmFromName(order.publish.algorithm);
    if (!name || !digest)
        return Failure(BadInput {BadInput::Fault::KeyFileUnknownAlgorithm, order.publish.algorithm, order.publish.keyName});
    Result<QByteArray> secret = tools.secrets().get(order.publish.secretId);
    if (!secret)
        return secret.failure();
    publish::Rfc2136Settings settings;
    settings.server = order.publish.server;
    settings.port = quint16(order.publish.port);
    settings.key = {*name, *digest, std::move(*secret)};
    return settings;
}

Result<Nothing> publishRecords(Tools &tools, OrderRecord &order, CancelToken &token)
{
    if (isByUpdate(order)) {
        const Result<publish::Rfc2136Settings> settings = updateSettings(tools, order);
        return settings ? presentByUpdate(tools, order, *settings, token) : settings.failure();
    }
    setPublication(order, Publication::ByHand, [](const NameRecord &record) {
        return !isValidated(record) && !record.value.isEmpty() && record.publication == Publication::NotYet;
    });
    order.stage = OrderStage::Published;
    return tools.save(order);
}

Result<Nothing> cleanUpRecords(Tools &tools, OrderRecord &order, CancelToken &token)
{
    const QList<NameRecord> published = order.mayBePublished();
    if (std::any_of(published.begin(), published.end(), wasPublishedByUs)) {
        const Result<publish::Rfc2136Settings> settings = updateSettings(tools, order);
        if (!settings)
            return settings.failure();
        if (const Result<Nothing> removed = removeByUpdate(tools, order, *settings, wasPublishedByUs, token); !removed)
            return removed.failure();
    }
    if (const Result<Nothing> looked = lookWhatIsGone(tools, order, token); !looked)
        return looked.failure();
    dropSecretWhenDone(tools, order);
    return tools.save(order);
}

Result<Nothing> publishWithKey(Tools &tools, OrderRecord &order, const dns::TsigKey &key, CancelToken &token)
{
    if (const Result<Nothing> located = locateMissingZones(tools, order, token); !located)
        return located.failure();
    const std::unique_ptr<dns::Resolver> resolver = tools.makeResolver();
    publish::Rfc2136Settings settings;
    settings.key = key;
    publish::Rfc2136Publisher publisher(tools.dns(), *resolver, settings, tools.clock(), tools.log());
    return publisher.present(txtRecords(order, [](const NameRecord &record) { return !isValidated(record); }), token);
}

Result<Nothing> removeWithKey(Tools &tools, OrderRecord &order, const dns::TsigKey &key, CancelToken &token)
{
    publish::Rfc2136Settings settings;
    settings.key = key;
    return removeByUpdate(
        tools, order, settings, [](const NameRecord &record) { return record.publication == Publication::ByHand; }, token);
}

Result<publish::Rfc2136Publisher::Trial> tryUpdate(Tools &tools, const publish::Rfc2136Settings &settings, const QString &zone,
                                                   CancelToken &token)
{
    const std::unique_ptr<dns::Resolver> resolver = tools.makeResolver();
    publish::Rfc2136Publisher publisher(tools.dns(), *resolver, settings, tools.clock(), tools.log());
    return publisher.tryOut(dns::Name::parse(zone).value_or(dns::Name()), token);
}

QList<checks::ExpectedRecord> expectedRecords(const OrderRecord &order)
{
    QList<checks::ExpectedRecord> expected;
    for (const NameRecord &record : order.records) {
        if (isValidated(record) || record.value.isEmpty())
            continue;
        checks::ExpectedRecord wanted;
        wanted.identifier = record.name;
        wanted.validationName = dns::Name::parse(record.validationName).value_or(dns::Name());
        wanted.values.append(record.value.toLatin1());
        for (const NameRecord &other : order.records) {
            if (&other != &record && other.validationName == record.validationName && !isValidated(other))
                wanted.values.append(other.value.toLatin1());
        }
        expected.append(wanted);
    }
    return expected;
}

} // namespace cw::issuance
