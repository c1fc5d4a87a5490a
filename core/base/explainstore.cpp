// SPDX-License-Identifier: MIT
#include "base/explainstore.h"

#include <QCoreApplication>

namespace cw
{

Explanation explainStore(const StoreFailure &failure)
{
    return {QCoreApplication::translate("explain", "It did not work"), failure.detail, QString(), failure.detail};
}

} // namespace cw
