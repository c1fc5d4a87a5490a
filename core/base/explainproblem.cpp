// SPDX-License-Identifier: MIT
#include "base/explainproblem.h"

#include <QCoreApplication>

namespace cw
{

Explanation explainProblem(const Problem &failure)
{
    return {QCoreApplication::translate("explain", "It did not work"), failure.detail, QString(), failure.detail};
}

} // namespace cw
