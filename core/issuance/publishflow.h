// SPDX-License-Identifier: MIT
#pragma once

#include "checks/propagation.h"
#include "dns/tsig.h"
#include "issuance/tools.h"
#include "publish/rfc2136.h"

#include <functional>

namespace cw::issuance
{

// Puts the TSIG secret into the secret store and everything else into the order's settings.
Result<Nothing> keepTsigKey(Tools &tools, store::OrderRecord &order, const dns::TsigKey &key);

// The settings of the dynamic update with the secret read back from the secret store.
Result<publish::Rfc2136Settings> updateSettings(Tools &tools, const store::OrderRecord &order);

// Publishes every record whose name is not validated yet. By update: stage Published when the server has taken all; on a
// failure what was added is removed again and no challenge may be answered. By hand: the records are now shown.
Result<Nothing> publishRecords(Tools &tools, store::OrderRecord &order, CancelToken &token);

// Removes by value what we published; for records published by hand looks whether they are gone.
Result<Nothing> cleanUpRecords(Tools &tools, store::OrderRecord &order, CancelToken &token);

// Adds or removes the records with the given key, whatever the order's own way is (the practice zone's button).
Result<Nothing> publishWithKey(Tools &tools, store::OrderRecord &order, const dns::TsigKey &key, CancelToken &token);
Result<Nothing> removeWithKey(Tools &tools, store::OrderRecord &order, const dns::TsigKey &key, CancelToken &token);

// Adds, sees and removes a test record in the zone; before any order.
Result<publish::Rfc2136Publisher::Trial> tryUpdate(Tools &tools, const publish::Rfc2136Settings &settings, const QString &zone,
                                                   CancelToken &token);

// What the watching has to see for this order.
QList<checks::ExpectedRecord> expectedRecords(const store::OrderRecord &order);

} // namespace cw::issuance
