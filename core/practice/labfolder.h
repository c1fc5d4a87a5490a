// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "practice/freeports.h"
#include "practice/practicelab.h"

namespace cw::practice
{

constexpr char RootFileName[] = "https-root.pem";

// A new temporary folder, for its owner only, with everything the programs of a lab read, and a new key for updates.
Result<QString> makeLabFolder(const LabPorts &ports, const LocalTlsFiles &tls);

} // namespace cw::practice
