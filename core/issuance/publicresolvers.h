// SPDX-License-Identifier: MIT
#pragma once

#include "dns/dnstransport.h"

namespace cw::issuance
{

// Third parties that answer DNS over HTTPS (resources/publicresolvers.json). The URLs hold addresses, so that the resolver
// of the system need not be asked, or trusted, to find them.
QList<dns::PublicResolver> knownPublicResolvers();

} // namespace cw::issuance
