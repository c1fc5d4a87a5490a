// SPDX-License-Identifier: MIT
#include "base/failure.h"

namespace cw
{

QString Problem::kind() const
{
    static const QString prefix = QStringLiteral("urn:ietf:params:acme:error:");
    return type.startsWith(prefix) ? type.mid(prefix.size()) : type;
}

// Not defaulted in the class: QList<Problem> asks for it before the class is complete.
bool Problem::operator==(const Problem &other) const = default;

bool isCanceled(const Failure &failure)
{
    return std::holds_alternative<Canceled>(failure);
}

} // namespace cw
