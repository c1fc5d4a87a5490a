// SPDX-License-Identifier: MIT
#pragma once

#include "checks/propagation.h"

namespace cw::checks
{

// Resolvers remember "it is not there" for this long at most, whatever the zone says (unbound's cache-max-negative-ttl).
constexpr std::chrono::seconds LongestNegativeMemory{3600};
// And a failure for this long, RFC 9520 3.2.
constexpr std::chrono::seconds LongestFailureMemory{300};

// t_neg of dns-checks section 3: the last failed validation left "not there" in the CA's cache, for as long as the zone
// says. Null when that is over, or when no failed validation is known.
std::optional<Waiting> waitingFor(const NameSight &sight, const ExpectedRecord &expected, const QDateTime &now);

// The later one of two; null when there is none.
std::optional<Waiting> laterOf(const std::optional<Waiting> &a, const std::optional<Waiting> &b);

} // namespace cw::checks
