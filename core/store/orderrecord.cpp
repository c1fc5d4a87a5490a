// SPDX-License-Identifier: MIT
#include "store/orderrecord.h"

#include "store/jsonfields.h"

#include <array>
#include <utility>

namespace cw::store
{

namespace
{

// A changed meaning of a member gets a new number; new members do not.
constexpr int FormatVersion = 1;

template <typename T, size_t N> using Names = std::array<std::pair<T, QLatin1String>, N>;

constexpr Names<OrderStage, 10> StageNames { {
    {OrderStage::Draft, QLatin1String("draft")},
    {OrderStage::Ordering, QLatin1String("ordering")},
    {OrderStage::Ordered, QLatin1String("ordered")},
    {OrderStage::Published, QLatin1String("published")},
    {OrderStage::Answered, QLatin1String("answered")},
    {OrderStage::Finalizing, QLatin1String("finalizing")},
    {OrderStage::Issued, QLatin1String("issued")},
    {OrderStage::Failed, QLatin1String("failed")},
    {OrderStage::Expired, QLatin1String("expired")},
    {OrderStage::Canceled, QLatin1String("canceled")},
} };

constexpr Names<Publication, 6> PublicationNames { {
    {Publication::NotYet, QLatin1String("not_yet")},
    {Publication::MayBeThere, QLatin1String("may_be_there")},
    {Publication::ByUs, QLatin1String("by_us")},
    {Publication::ByHand, QLatin1String("by_hand")},
    {Publication::Removed, QLatin1String("removed")},
    {Publication::LeftThere, QLatin1String("left_there")},
} };

template <typename T, size_t N> QString nameIn(const Names<T, N> &names, T value)
{
    for (const auto &[known, name] : names) {
        if (known == value)
            return name;
    }
    return {};
}

template <typename T, size_t N> T valueIn(const Names<T, N> &names, QStringView name, T otherwise)
{
    for (const auto &[value, known] : names) {
        if (name == known)
            return value;
    }
    return otherwise;
}

QJsonObject nameToJson(const NameRecord &record)
{
    return {
        {QStringLiteral("name"), record.name},
        {QStringLiteral("authorization"), record.authorizationUrl},
        {QStringLiteral("challenge"), record.challengeUrl},
        {QStringLiteral("value"), record.value},
        {QStringLiteral("validationName"), record.validationName},
        {QStringLiteral("owner"), record.owner},
        {QStringLiteral("zone"), record.zone},
        {QStringLiteral("publication"), publicationName(record.publication)},
        {QStringLiteral("status"), record.status},
        {QStringLiteral("answered"), timeToJson(record.answered)},
        {QStringLiteral("validated"), timeToJson(record.validated)},
        {QStringLiteral("problem"), record.problem},
        {QStringLiteral("keyAuthorization"), record.keyAuthorization},
        {QStringLiteral("hookOutput"), record.hookOutput},
        {QStringLiteral("challengeType"), record.challengeType},
        {QStringLiteral("isStanding"), record.isStanding},
        {QStringLiteral("standingSince"), timeToJson(record.standingSince)},
        {QStringLiteral("notOffered"), stringsToJson(record.notOffered)},
    };
}

NameRecord nameFromJson(const QJsonObject &json)
{
    NameRecord record;
    record.name = json[u"name"].toString();
    record.authorizationUrl = json[u"authorization"].toString();
    record.challengeUrl = json[u"challenge"].toString();
    record.value = json[u"value"].toString();
    record.validationName = json[u"validationName"].toString();
    record.owner = json[u"owner"].toString();
    record.zone = json[u"zone"].toString();
    record.publication = publicationFromName(json[u"publication"].toString());
    record.status = json[u"status"].toString();
    record.answered = timeFromJson(json[u"answered"]);
    record.validated = timeFromJson(json[u"validated"]);
    record.problem = json[u"problem"].toObject();
    record.keyAuthorization = json[u"keyAuthorization"].toString();
    record.hookOutput = json[u"hookOutput"].toString();
    record.challengeType = json[u"challengeType"].toString(record.challengeType);
    record.isStanding = json[u"isStanding"].toBool();
    record.standingSince = timeFromJson(json[u"standingSince"]);
    record.notOffered = stringsFromJson(json[u"notOffered"]);
    return record;
}

QJsonObject waysToJson(const QMap<QString, PublishSettings> &ways)
{
    QJsonObject json;
    for (auto way = ways.begin(); way != ways.end(); ++way)
        json.insert(way.key(), toJson(way.value()));
    return json;
}

QMap<QString, PublishSettings> waysFromJson(const QJsonObject &json)
{
    QMap<QString, PublishSettings> ways;
    for (auto way = json.begin(); way != json.end(); ++way)
        ways.insert(way.key(), publishFromJson(way.value().toObject()));
    return ways;
}

} // namespace

QString orderStageName(OrderStage stage)
{
    return nameIn(StageNames, stage);
}

OrderStage orderStageFromName(QStringView name)
{
    return valueIn(StageNames, name, OrderStage::Draft);
}

QString publicationName(Publication publication)
{
    return nameIn(PublicationNames, publication);
}

// A word of a later version: the careful reading is that the record may be out there.
Publication publicationFromName(QStringView name)
{
    return valueIn(PublicationNames, name, Publication::MayBeThere);
}

NameRecord *OrderRecord::record(const QString &name)
{
    for (NameRecord &candidate : records) {
        if (candidate.name == name)
            return &candidate;
    }
    return nullptr;
}

const PublishSettings &OrderRecord::publishFor(const QString &zone) const
{
    const auto own = zoneWays.constFind(zone);
    return own == zoneWays.constEnd() ? publish : *own;
}

QStringList OrderRecord::secretIds() const
{
    QStringList ids;
    for (const PublishSettings &way : QList<PublishSettings>(zoneWays.values()) << publish) {
        if (!way.secretId.isEmpty() && !ids.contains(way.secretId))
            ids.append(way.secretId);
    }
    return ids;
}

bool OrderRecord::isOpen() const
{
    switch (stage) {
    case OrderStage::Issued:
    case OrderStage::Failed:
    case OrderStage::Expired:
    case OrderStage::Canceled:
        return false;
    default:
        return true;
    }
}

QList<NameRecord> OrderRecord::mayBePublished() const
{
    QList<NameRecord> published;
    for (const NameRecord &record : records) {
        const bool isOver = record.publication == Publication::Removed || record.publication == Publication::LeftThere;
        if (record.publication != Publication::NotYet && !isOver && !record.isStanding)
            published.append(record);
    }
    return published;
}

QJsonObject toJson(const OrderRecord &order)
{
    QJsonArray records;
    for (const NameRecord &record : order.records)
        records.append(nameToJson(record));
    return {
        {QStringLiteral("format"), FormatVersion},
        {QStringLiteral("id"), order.id},
        {QStringLiteral("created"), timeToJson(order.created)},
        {QStringLiteral("changed"), timeToJson(order.changed)},
        {QStringLiteral("authority"), order.authorityName},
        {QStringLiteral("directory"), order.directoryUrl},
        {QStringLiteral("caRoot"), QString::fromLatin1(order.caRootPem)},
        {QStringLiteral("privateCa"), order.isPrivateCa},
        {QStringLiteral("practice"), order.isPractice},
        {QStringLiteral("contact"), order.contact},
        {QStringLiteral("agreedToTerms"), order.hasAgreedToTerms},
        {QStringLiteral("account"), order.accountId},
        {QStringLiteral("names"), stringsToJson(order.names)},
        {QStringLiteral("keyType"), order.keyType},
        {QStringLiteral("reusesKey"), order.reusesKey},
        {QStringLiteral("csr"), QString::fromLatin1(order.csrDer.toBase64())},
        {QStringLiteral("passphrase"), order.passphraseId},
        {QStringLiteral("profile"), order.profile},
        {QStringLiteral("notAfter"), timeToJson(order.notAfter)},
        {QStringLiteral("replacesId"), order.replacesId},
        {QStringLiteral("replaces"), order.replaces},
        {QStringLiteral("challengeType"), order.challengeType},
        {QStringLiteral("standingUntil"), timeToJson(order.standingUntil)},
        {QStringLiteral("key"), order.keyId},
        {QStringLiteral("publish"), toJson(order.publish)},
        {QStringLiteral("zoneWays"), waysToJson(order.zoneWays)},
        {QStringLiteral("resolvers"), stringsToJson(order.dns.resolvers)},
        {QStringLiteral("dnsPort"), order.dns.authoritativePort},
        {QStringLiteral("publicResolvers"), order.dns.asksPublicResolvers},
        {QStringLiteral("publicResolversLeftOut"), stringsToJson(order.dns.publicResolversLeftOut)},
        {QStringLiteral("stage"), orderStageName(order.stage)},
        {QStringLiteral("url"), order.orderUrl},
        {QStringLiteral("finalize"), order.finalizeUrl},
        {QStringLiteral("certificateUrl"), order.certificateUrl},
        {QStringLiteral("expires"), timeToJson(order.expires)},
        {QStringLiteral("records"), records},
        {QStringLiteral("problem"), order.problem},
        {QStringLiteral("hookRuns"), order.hookRuns},
        {QStringLiteral("watch"), order.watch},
        {QStringLiteral("certificate"), order.certificateId},
        {QStringLiteral("outFolder"), order.outFolder},
        {QStringLiteral("saved"), order.isSaved},
    };
}

std::optional<OrderRecord> orderFromJson(const QJsonObject &json)
{
    if (json[u"format"].toInt() != FormatVersion || json[u"id"].toString().isEmpty())
        return std::nullopt;
    OrderRecord order;
    order.id = json[u"id"].toString();
    order.created = timeFromJson(json[u"created"]);
    order.changed = timeFromJson(json[u"changed"]);
    order.authorityName = json[u"authority"].toString();
    order.directoryUrl = json[u"directory"].toString();
    order.caRootPem = json[u"caRoot"].toString().toLatin1();
    order.isPrivateCa = json[u"privateCa"].toBool();
    order.isPractice = json[u"practice"].toBool();
    order.contact = json[u"contact"].toString();
    order.hasAgreedToTerms = json[u"agreedToTerms"].toBool();
    order.accountId = json[u"account"].toString();
    order.names = stringsFromJson(json[u"names"]);
    order.keyType = json[u"keyType"].toString(order.keyType);
    order.reusesKey = json[u"reusesKey"].toBool();
    order.csrDer = QByteArray::fromBase64(json[u"csr"].toString().toLatin1());
    order.passphraseId = json[u"passphrase"].toString();
    order.profile = json[u"profile"].toString();
    order.notAfter = timeFromJson(json[u"notAfter"]);
    order.replacesId = json[u"replacesId"].toString();
    order.replaces = json[u"replaces"].toString();
    order.challengeType = json[u"challengeType"].toString(order.challengeType);
    order.standingUntil = timeFromJson(json[u"standingUntil"]);
    order.keyId = json[u"key"].toString();
    order.publish = publishFromJson(json[u"publish"].toObject());
    order.zoneWays = waysFromJson(json[u"zoneWays"].toObject());
    order.dns.resolvers = stringsFromJson(json[u"resolvers"]);
    order.dns.authoritativePort = json[u"dnsPort"].toInt(order.dns.authoritativePort);
    order.dns.asksPublicResolvers = json[u"publicResolvers"].toBool(order.dns.asksPublicResolvers);
    order.dns.publicResolversLeftOut = stringsFromJson(json[u"publicResolversLeftOut"]);
    order.stage = orderStageFromName(json[u"stage"].toString());
    order.orderUrl = json[u"url"].toString();
    order.finalizeUrl = json[u"finalize"].toString();
    order.certificateUrl = json[u"certificateUrl"].toString();
    order.expires = timeFromJson(json[u"expires"]);
    const QJsonArray records = json[u"records"].toArray();
    for (const QJsonValue &record : records)
        order.records.append(nameFromJson(record.toObject()));
    order.problem = json[u"problem"].toObject();
    order.hookRuns = json[u"hookRuns"].toArray();
    order.watch = json[u"watch"].toObject();
    order.certificateId = json[u"certificate"].toString();
    order.outFolder = json[u"outFolder"].toString();
    order.isSaved = json[u"saved"].toBool();
    return order;
}

} // namespace cw::store
