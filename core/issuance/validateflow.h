// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/tools.h"

#include <functional>

namespace cw::issuance
{

using OrderProgress = std::function<void(const store::OrderRecord &)>;

// Tells the CA to look at all pending names at once, follows every authorization, finalizes, and keeps the certificate in
// the store (stage Issued). Goes on wherever an earlier run was interrupted. Whether it is safe to ask is the caller's
// decision, taken before. A refused name: stage Failed, and the Failure is the CA's first Problem.
// `progress` is called on this thread whenever something is known that was not before.
Result<Nothing> validateAndIssue(Tools &tools, store::OrderRecord &order, const OrderProgress &progress, CancelToken &token);

} // namespace cw::issuance
