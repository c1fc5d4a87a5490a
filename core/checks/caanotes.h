// SPDX-License-Identifier: MIT
#pragma once

#include "checks/caa.h"

namespace cw::checks
{

// What is worth knowing about the records of a step, whatever they decide (K3d): records that do not count because of
// their form, a flag that Let's Encrypt reads otherwise than the RFC, a set too large for one UDP message, long TTLs.
QList<Finding> caaNotes(const CaaStep &step, bool isWildcard);

// Names of well-known authorities that these records let issue, by the identities that their documentation gives for CAA;
// account and method restrictions are left aside.
QStringList authoritiesAllowedBy(const QList<dns::Caa> &records, bool isWildcard);

} // namespace cw::checks
