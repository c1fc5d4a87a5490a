// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/environment.h"

namespace cw::app
{

// CERTWRIGHT_HOME, else the user's data folder of this program.
QString dataFolder();

// The environment with the real network, clock and log. `secrets` may be set later, before the first order.
std::shared_ptr<issuance::Environment> makeRealEnvironment(const QString &home);

} // namespace cw::app
