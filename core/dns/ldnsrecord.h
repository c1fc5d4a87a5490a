// SPDX-License-Identifier: MIT
#pragma once

#include "dns/record.h"

#include <memory>

struct ldns_struct_rr;

namespace cw::dns
{

// Private to the .cpp files of dns: a record as ldns has it.
struct FreeLdnsRecord {
    void operator()(ldns_struct_rr *record) const;
};
using LdnsRecord = std::unique_ptr<ldns_struct_rr, FreeLdnsRecord>;

// Null when the rdata is not well formed for its type.
LdnsRecord toLdns(const Record &record);

} // namespace cw::dns
