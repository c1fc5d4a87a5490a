// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"

namespace cw::issuance
{

// What will be run for the first record of these zones, to publish and to clean up, as one would type it; secret values are
// masked, values that the CA has not given yet are words in capitals. Empty without a program or a record. Looks at the disk
// only to find the program.
QString hookPreview(const IssueState &state, const QStringList &zones, const store::HookSettings &settings);

} // namespace cw::issuance
