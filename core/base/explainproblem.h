// SPDX-License-Identifier: MIT
#pragma once

#include "base/explain.h"

namespace cw
{

// Parts of explain(); call that.
Explanation explainProblem(const Problem &failure);

} // namespace cw
