// SPDX-License-Identifier: MIT
#pragma once

#include "arguments.h"
#include "output.h"

namespace cw::cli
{

// --challenge and --standing-until of a command that orders.
void addChallengeOptions(Arguments &arguments);
// BadInput BadOption, BadTime.
Result<Nothing> readChallengeOptions(const Arguments &arguments, store::OrderRecord &order, const QDateTime &now);

// Whether every way to publish can put records of the wanted kind into DNS; otherwise says why not, and gives the exit code.
std::optional<int> refuseMisfit(const store::OrderRecord &order, const Output &output);

} // namespace cw::cli
