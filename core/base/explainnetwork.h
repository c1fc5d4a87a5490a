// SPDX-License-Identifier: MIT
#pragma once

#include "base/explain.h"

namespace cw
{

// Parts of explain(); call that.
Explanation explainNetwork(const NetworkFailure &failure);
Explanation explainProtocol(const ProtocolFailure &failure);

} // namespace cw
