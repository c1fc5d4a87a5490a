// SPDX-License-Identifier: MIT
#pragma once

#include "base/explain.h"

namespace cw
{

// Parts of explain(); call that.
Explanation explainInput(const BadInput &failure);

} // namespace cw
