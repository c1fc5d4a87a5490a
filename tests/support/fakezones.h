// SPDX-License-Identifier: MIT
#pragma once

#include "dns/message.h"

#include <QMap>

namespace cw::test
{

using Zones = QMap<dns::Name, QList<dns::Record>>;

// What a server with these zones answers (RFC 1034 4.3.2): REFUSED, a referral, records, NODATA or NXDOMAIN;
// of a signed zone with signatures and proofs, whether they were asked for or not.
dns::Message answerFrom(const Zones &zones, const dns::Question &question);

// The deepest of the zones that holds `name`; null when none does.
std::optional<dns::Name> zoneAbove(const Zones &zones, const dns::Name &name);

} // namespace cw::test
