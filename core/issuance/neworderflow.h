// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/tools.h"

namespace cw::issuance
{

// Sends newOrder (RFC 8555 7.4) for a draft whose account and key are there, and writes URL, times and names of the order into
// the journal. BadInput UnknownProfile, ProfilesNotOffered or BadTime before anything is sent; the CA's Problem.
Result<Nothing> sendNewOrder(Tools &tools, store::OrderRecord &order, CancelToken &token);

} // namespace cw::issuance
