// SPDX-License-Identifier: MIT
#include "publish/update.h"

#include "dns/record.h"
#include "dns/wire.h"

#include <algorithm>

namespace cw::publish
{

namespace
{

constexpr qsizetype MostBytes = 60000; // of records; a message over TCP has at most 65,535
constexpr int UpdateOpcode = 5 << 11;

QByteArray recordWire(const TxtRecord &record, Change change)
{
    const dns::Record txt = dns::txtRecord(record.owner, record.value, record.ttl);
    const bool isAdded = change == Change::Add;
    QByteArray wire = record.owner.toWire();
    dns::append16(wire, int(dns::Type::TXT));
    // "Add To An RRset": class of the zone, RFC 2136 2.5.1. "Delete An RR From An RRset": class NONE, TTL 0, 2.5.4.
    dns::append16(wire, int(isAdded ? dns::Class::IN : dns::Class::NONE));
    dns::append32(wire, isAdded ? record.ttl : 0);
    dns::append16(wire, int(txt.rdata.size()));
    return wire + txt.rdata;
}

// "Name Is In Use", of the zone's apex: class ANY, type ANY, TTL 0, no RDATA. RFC 2136 2.4.4.
QByteArray prerequisiteWire(const dns::Name &apex)
{
    QByteArray wire = apex.toWire();
    dns::append16(wire, int(dns::Type::ANY));
    dns::append16(wire, int(dns::Class::ANY));
    dns::append32(wire, 0);
    dns::append16(wire, 0);
    return wire;
}

} // namespace

QList<UpdateBatch> batchesOf(const QList<TxtRecord> &records)
{
    QList<UpdateBatch> batches;
    QList<qsizetype> sizes;
    for (const TxtRecord &record : records) {
        const qsizetype size = recordWire(record, Change::Add).size();
        qsizetype at = 0;
        while (at < batches.size() && !(batches[at].zone == record.zone && sizes[at] + size <= MostBytes))
            ++at;
        if (at == batches.size()) {
            batches.append({record.zone, {}});
            sizes.append(0);
        }
        batches[at].records.append(record);
        sizes[at] += size;
    }
    return batches;
}

QByteArray makeUpdate(quint16 id, const UpdateBatch &batch, Change change)
{
    const bool isRehearsal = change == Change::None;
    QByteArray wire;
    dns::append16(wire, id);
    dns::append16(wire, UpdateOpcode);
    dns::append16(wire, 1); // zone
    dns::append16(wire, isRehearsal ? 1 : 0); // prerequisites
    dns::append16(wire, isRehearsal ? 0 : int(batch.records.size()));
    dns::append16(wire, 0); // additional
    wire += batch.zone.toWire();
    dns::append16(wire, int(dns::Type::SOA));
    dns::append16(wire, int(dns::Class::IN));
    if (isRehearsal)
        return wire + prerequisiteWire(batch.zone);
    for (const TxtRecord &record : batch.records)
        wire += recordWire(record, change);
    return wire;
}

} // namespace cw::publish
