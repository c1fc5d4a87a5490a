// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/tools.h"

namespace cw::issuance
{

// Whether the CA's directory and the clock allow what the order wants. BadInput UnknownProfile, ProfilesNotOffered, BadTime.
Result<Nothing> checkWishes(const store::OrderRecord &order, const acme::Directory &directory, const QDateTime &now);

// Sends newOrder (RFC 8555 7.4) for a draft whose account and key are there, and writes URL, times and names of the order into
// the journal. The order as the CA answered. What checkWishes() finds, before anything is sent; the CA's Problem.
Result<acme::Order> sendNewOrder(Tools &tools, store::OrderRecord &order, CancelToken &token);

// What the order is called at the CA goes into the journal.
Result<Nothing> takeOrder(Tools &tools, store::OrderRecord &order, const acme::Order &placed);

} // namespace cw::issuance
