// SPDX-License-Identifier: MIT
#pragma once

#include "checks/caa.h"
#include "checks/dnssec.h"
#include "checks/survey.h"

namespace cw::checks
{

// The DNSSEC findings (K24) of names whose CAA was checked and whose places were surveyed, in the order of the names: what
// a validating resolver will make of the answers that the authority needs. All names share a few batches.
QList<QList<Finding>> dnssecFindings(DnssecInspector &inspector, dns::Resolver &resolver, const Survey &survey,
    const QList<CheckedName> &names, const QList<CaaVerdict> &verdicts, CancelToken &token);

} // namespace cw::checks
