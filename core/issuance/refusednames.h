// SPDX-License-Identifier: MIT
#pragma once

#include "base/failure.h"

#include <QStringList>

namespace cw::issuance
{

// What a CA's document says about one name of an order.
struct RefusedName {
    QString name; // as the order has it, "*." kept
    Problem problem; // the subproblem, or the document itself
};

// Which of these names the document is about: by its identifiers and those of its subproblems (RFC 8555 6.7.1); without any,
// by the names that stand in its words. In the order of `names`; empty when it names none.
QList<RefusedName> refusedNames(const Problem &problem, const QStringList &names);

} // namespace cw::issuance
