// SPDX-License-Identifier: MIT
#pragma once

#include "command.h"
#include "output.h"

namespace cw::cli
{

// records --standing: the records of dns-persist-01 that are in DNS to stay, and how long they count.
int listStanding(const Invocation &invocation, const Output &output);

} // namespace cw::cli
