// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/tools.h"

namespace cw::issuance
{

// After a try that got no answer, or that we were killed in: an order that the CA took although we never heard its URL is taken
// up. The CA's list of the account's orders has it (RFC 8555 7.1.2.1): open, for the same names and with the same profile, and
// none that the journal knows. Without one, or without such a list, `order` stays as it is, and a new order is what helps; Let's
// Encrypt has no list, but gives an open order for the same names again. Fails only as Tools::save.
Result<Nothing> takeLostOrder(Tools &tools, store::OrderRecord &order, CancelToken &token);

} // namespace cw::issuance
