// SPDX-License-Identifier: MIT
#pragma once

#include "checks/finding.h"
#include "checks/zoneprobe.h"

namespace cw::checks
{

// What each server of a zone can and cannot do: the findings "edns" (K11), "tcp" (K12), "case" (K13) and
// "negative_answer" (K14). They are warnings at most: whether a CA gets its answer all the same, its own look shows.
// Servers that do not serve the zone at all are left out: serverFindings() is about them.
QList<Finding> abilityFindings(const ZoneProbe &probe);

// What the servers say about the zone as a whole: "serial" (K9), "pool" (K15), "negative_ttl" (K10), "ipv6" (K8) and
// "addresses" (K6). `isPublic`: the zone above is served from public addresses.
QList<Finding> stateFindings(const ZoneProbe &probe, bool isPublic);

// A host that nobody outside its own network can reach (RFC 1918, 4193, loopback, link-local).
bool isPrivateAddress(const QHostAddress &address);

} // namespace cw::checks
