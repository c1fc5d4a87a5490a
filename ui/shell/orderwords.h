// SPDX-License-Identifier: MIT
#pragma once

#include "store/orderrecord.h"

namespace cw::ui
{

// What the rail says about the order as a whole.
QString railState(const store::OrderRecord &order); // "Order at Let’s Encrypt · 4 names"
QString railSavedText(const store::OrderRecord &order); // empty while nothing is at the CA

} // namespace cw::ui
