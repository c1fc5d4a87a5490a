// SPDX-License-Identifier: MIT
#include "issuance/recordplaces.h"

#include "checks/recordprobe.h"
#include "checks/validationnames.h"

namespace cw::issuance
{

using store::NameRecord;
using store::OrderRecord;

publish::TxtRecord txtRecordOf(const NameRecord &record, int ttl)
{
    publish::TxtRecord txt;
    txt.owner = dns::Name::parse(record.owner).value_or(dns::Name());
    txt.zone = dns::Name::parse(record.zone).value_or(dns::Name());
    txt.value = record.value.toLatin1();
    txt.ttl = quint32(ttl);
    txt.identifier = record.name;
    txt.token = record.keyAuthorization.section(u'.', 0, 0);
    txt.keyAuthorization = record.keyAuthorization;
    txt.output = record.hookOutput;
    return txt;
}

Result<Nothing> locateMissingZones(Tools &tools, OrderRecord &order, CancelToken &token)
{
    const std::shared_ptr<dns::Resolver> resolver = tools.publishingResolver();
    for (NameRecord &record : order.records) {
        if (!record.zone.isEmpty() || record.status == u"valid")
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

Result<QList<publish::TxtRecord>> placesOfNames(Tools &tools, const OrderRecord &order, CancelToken &token)
{
    QList<publish::TxtRecord> records;
    QList<dns::Name> validationNames;
    const Result<store::AccountRecord> account = tools.accounts().load(order.accountId);
    for (const QString &name : order.names) {
        const QString domain = name.startsWith(u"*.") ? name.mid(2) : name;
        const dns::Name identifier = dns::Name::parse(domain).value_or(dns::Name());
        const auto place = checks::validationName(identifier, order.challengeType, account ? account->url : QString());
        validationNames.append(place.value_or(dns::Name()));
    }
    const std::shared_ptr<dns::Resolver> resolver = tools.publishingResolver();
    const QList<Result<dns::RecordPlace>> places = checks::publishingPlaces(*resolver, validationNames, token);
    if (token.isCanceled())
        return Failure(Canceled());
    for (qsizetype i = 0; i < places.size(); ++i) {
        if (!places[i])
            return places[i].failure();
        publish::TxtRecord record;
        record.owner = places[i]->owner;
        record.zone = places[i]->zone.apex;
        record.ttl = quint32(order.publishFor(record.zone.toString()).ttl);
        record.identifier = order.names[i];
        records.append(record);
    }
    return records;
}

} // namespace cw::issuance
