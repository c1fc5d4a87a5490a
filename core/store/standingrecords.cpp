// SPDX-License-Identifier: MIT
#include "store/standingrecords.h"

#include "store/jsonfields.h"
#include "store/jsonfolder.h"

#include <QFileInfo>

#include <algorithm>

namespace cw::store
{

namespace
{

QJsonObject recordToJson(const StandingRecord &record)
{
    return {
        {QStringLiteral("name"), record.name},
        {QStringLiteral("directory"), record.directoryUrl},
        {QStringLiteral("authority"), record.authorityName},
        {QStringLiteral("account"), record.accountUrl},
        {QStringLiteral("validationName"), record.validationName},
        {QStringLiteral("owner"), record.owner},
        {QStringLiteral("zone"), record.zone},
        {QStringLiteral("value"), record.value},
        {QStringLiteral("order"), record.orderId},
        {QStringLiteral("byHand"), record.isByHand},
        {QStringLiteral("published"), timeToJson(record.published)},
        {QStringLiteral("lastUsed"), timeToJson(record.lastUsed)},
        {QStringLiteral("until"), timeToJson(record.until)},
    };
}

StandingRecord recordFromJson(const QJsonObject &json)
{
    StandingRecord record;
    record.name = json[u"name"].toString();
    record.directoryUrl = json[u"directory"].toString();
    record.authorityName = json[u"authority"].toString();
    record.accountUrl = json[u"account"].toString();
    record.validationName = json[u"validationName"].toString();
    record.owner = json[u"owner"].toString();
    record.zone = json[u"zone"].toString();
    record.value = json[u"value"].toString();
    record.orderId = json[u"order"].toString();
    record.isByHand = json[u"byHand"].toBool();
    record.published = timeFromJson(json[u"published"]);
    record.lastUsed = timeFromJson(json[u"lastUsed"]);
    record.until = timeFromJson(json[u"until"]);
    return record;
}

bool isSame(const StandingRecord &record, const QString &owner, const QString &value)
{
    return record.value == value && record.owner.compare(owner, Qt::CaseInsensitive) == 0;
}

} // namespace

StandingRecords::StandingRecords(const QString &home) : m_path(home + QStringLiteral("/standing.json")) { }

Result<QList<StandingRecord>> StandingRecords::load() const
{
    QList<StandingRecord> records;
    if (!QFileInfo::exists(m_path))
        return records;
    const Result<QJsonObject> json = readJson(m_path);
    if (!json)
        return json.failure();
    const QJsonArray array = (*json)[u"records"].toArray();
    for (const QJsonValue &one : array)
        records.append(recordFromJson(one.toObject()));
    return records;
}

Result<Nothing> StandingRecords::keep(const StandingRecord &record) const
{
    Result<QList<StandingRecord>> records = load();
    if (!records)
        return records.failure();
    records->removeIf([&record](const StandingRecord &one) { return isSame(one, record.owner, record.value); });
    records->append(record);
    return write(*records);
}

Result<Nothing> StandingRecords::forget(const QString &owner, const QString &value) const
{
    Result<QList<StandingRecord>> records = load();
    if (!records)
        return records.failure();
    if (records->removeIf([&](const StandingRecord &one) { return isSame(one, owner, value); }) == 0)
        return Nothing();
    return write(*records);
}

Result<Nothing> StandingRecords::write(QList<StandingRecord> records) const
{
    std::stable_sort(records.begin(), records.end(),
        [](const StandingRecord &a, const StandingRecord &b) { return a.name < b.name; });
    QJsonArray array;
    for (const StandingRecord &record : std::as_const(records))
        array.append(recordToJson(record));
    return writeJson(m_path, {{QStringLiteral("format"), 1}, {QStringLiteral("records"), array}});
}

} // namespace cw::store
