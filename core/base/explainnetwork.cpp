// SPDX-License-Identifier: MIT
#include "base/explainnetwork.h"

#include <QCoreApplication>

namespace cw
{

Explanation explainNetwork(const NetworkFailure &failure)
{
    return {QCoreApplication::translate("explain", "It did not work"), failure.detail, QString(), failure.detail};
}

Explanation explainProtocol(const ProtocolFailure &failure)
{
    return {QCoreApplication::translate("explain", "It did not work"), failure.detail, QString(), failure.detail};
}

} // namespace cw
