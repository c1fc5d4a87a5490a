// SPDX-License-Identifier: MIT
#pragma once

#include "checks/propagation.h"
#include "store/journal.h"

namespace cw::issuance
{

// What earlier orders for the same names left behind: values that may still be in DNS, and when this CA last looked in
// vain (its resolver may remember that). The records to look for, with this knowledge.
QList<checks::ExpectedRecord> expectedWithPast(const store::OrderRecord &order, const store::Journal &journal);

// The same from orders at hand.
QList<checks::ExpectedRecord> expectedWithPast(
    const store::OrderRecord &order, const QList<store::OrderRecord> &allOrders);

} // namespace cw::issuance
