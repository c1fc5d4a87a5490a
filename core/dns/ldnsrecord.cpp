// SPDX-License-Identifier: MIT
#include "dns/ldnsrecord.h"

#include "dns/wire.h"

#include <ldns/ldns.h>

namespace cw::dns
{

void FreeLdnsRecord::operator()(ldns_struct_rr *record) const
{
    ldns_rr_free(record);
}

LdnsRecord toLdns(const Record &record)
{
    QByteArray wire = record.owner.toWire();
    append16(wire, int(record.type));
    append16(wire, int(record.klass));
    append32(wire, record.ttl);
    append16(wire, int(record.rdata.size()));
    wire += record.rdata;
    ldns_rr *parsed = nullptr;
    size_t position = 0;
    const auto *bytes = reinterpret_cast<const uint8_t *>(wire.constData());
    if (ldns_wire2rr(&parsed, bytes, size_t(wire.size()), &position, LDNS_SECTION_ANSWER) != LDNS_STATUS_OK)
        return nullptr;
    LdnsRecord result(parsed);
    return position == size_t(wire.size()) ? std::move(result) : nullptr;
}

} // namespace cw::dns
