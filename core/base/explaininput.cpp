// SPDX-License-Identifier: MIT
#include "base/explaininput.h"

#include <QCoreApplication>

namespace cw
{

Explanation explainInput(const BadInput &failure)
{
    return {QCoreApplication::translate("explain", "It did not work"), failure.detail, QString(), failure.detail};
}

} // namespace cw
