// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/tools.h"
#include "publish/publisher.h"

namespace cw::issuance
{

// What a publisher is told of a record.
publish::TxtRecord txtRecordOf(const store::NameRecord &record, int ttl);

// Finds owner and zone of the records that have to be published and have no zone yet: they could not be located when the
// order was placed.
Result<Nothing> locateMissingZones(Tools &tools, store::OrderRecord &order, CancelToken &token);

// Where the records of an order will be that is not placed yet, one a name, without values.
Result<QList<publish::TxtRecord>> placesOfNames(Tools &tools, const store::OrderRecord &order, CancelToken &token);

} // namespace cw::issuance
