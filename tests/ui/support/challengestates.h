// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"

// The example orders with a standing record (dns-persist-01), or where it is not offered.
namespace cw::test
{

issuance::IssueState methodStandingState(); // chosen, by hand
issuance::IssueState publishStandingState(); // to be put in by hand; one name has its record since an earlier order
issuance::IssueState publishFallbackState(); // wanted, and not offered
issuance::IssueState issuedStandingState();

} // namespace cw::test
