// SPDX-License-Identifier: MIT
#pragma once

#include "dns/name.h"

namespace cw::checks
{

// Where a record ends up that was meant for `validationName` (dns-checks section 1.1, D1): the zone added once more by the
// panel, the underscore lost or at the wrong place, mixed up with the host, at the host itself or above it. `zone` holds the name; only
// names inside it are given, the most common slip first.
QList<dns::Name> misspelledNames(const dns::Name &validationName, const dns::Name &zone);

} // namespace cw::checks
