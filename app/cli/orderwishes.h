// SPDX-License-Identifier: MIT
#pragma once

#include "arguments.h"
#include "issuance/tools.h"
#include "output.h"

namespace cw::cli
{

// --profile, --not-after and --replaces; the certificate is looked up in `home`, and its names are taken. BadInput BadTime; StoreFailure UnknownId.
Result<Nothing> readWishes(const Arguments &arguments, const QString &home, store::OrderRecord &order);

// BadInput RedundantName or TooManyNames of a CA that is known to refuse such an order.
Result<Nothing> checkNamesFor(const store::OrderRecord &order);

// What is used of the limits that the CA documents: lines, and the event "limits". Nothing for a CA that documents none.
void printLimits(issuance::Tools &tools, store::OrderRecord order, const Output &output);

} // namespace cw::cli
