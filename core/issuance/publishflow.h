// SPDX-License-Identifier: MIT
#pragma once

#include "checks/propagation.h"
#include "dns/tsig.h"
#include "issuance/publishers.h"
#include "publish/trial.h"

namespace cw::issuance
{

// Whether every automatic way of the order would work, without changing anything (dns-checks K22): before it is placed.
// `secrets`: those not kept yet.
Result<Nothing> rehearsePublishing(Tools &tools, store::OrderRecord &order, const WaySecrets &secrets, CancelToken &token);

// Publishes every record whose name is not validated yet, each in the way of its zone: stage Published when all are taken
// and those by hand are shown. On a failure what was added is removed again, and no challenge may be answered.
Result<Nothing> publishRecords(Tools &tools, store::OrderRecord &order, CancelToken &token);

// Removes by value what we published; for records published by hand looks whether they are gone. Goes on after a failure
// and returns the first.
Result<Nothing> cleanUpRecords(Tools &tools, store::OrderRecord &order, CancelToken &token);

// Adds or removes the records with the given key, whatever the order's own way is (the practice zone's button).
Result<Nothing> publishWithKey(Tools &tools, store::OrderRecord &order, const dns::TsigKey &key, CancelToken &token);
Result<Nothing> removeWithKey(Tools &tools, store::OrderRecord &order, const dns::TsigKey &key, CancelToken &token);

// Tries the way of every zone of these names that has an automatic one; before any order. The first failure ends it.
Result<QList<publish::Trial>> tryWays(Tools &tools, store::OrderRecord &order, const WaySecrets &secrets, CancelToken &token);

// What the watching has to see for this order.
QList<checks::ExpectedRecord> expectedRecords(const store::OrderRecord &order);

} // namespace cw::issuance
