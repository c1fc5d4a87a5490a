// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/tools.h"
#include "store/siteways.h"

namespace cw::issuance
{

// After the records of an order were published: keeps the way of each zone for the next order, with a copy of its secret. A
// zone that was done by hand is forgotten, with its secret. Nothing of practice orders is kept.
Result<Nothing> rememberWays(Tools &tools, const store::OrderRecord &order);

// Proposes for each of these zones what worked the last time; leaves zones with a way of their own as they are, and does
// nothing when an automatic way is chosen for all. Gives back whether anything was proposed.
bool proposeWays(store::OrderRecord &order, const QStringList &zones, const store::SiteWays::Ways &remembered);

} // namespace cw::issuance
