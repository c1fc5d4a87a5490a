// SPDX-License-Identifier: MIT
#include "base/failure.h"

namespace cw
{

QString Problem::kind() const
{
    static const QString prefix = QStringLiteral("urn:ietf:params:acme:error:");
    return type.startsWith(prefix) ? type.mid(prefix.size()) : type;
}

bool isCanceled(const Failure &failure)
{
    return std::holds_alternative<Canceled>(failure);
}

} // namespace cw
