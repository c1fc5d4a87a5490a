// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/tools.h"

namespace cw::issuance
{

// Places the order, or goes on with one that was begun: key on disk, account, newOrder, authorizations, the TXT values and
// where they have to be. Returns with stage Ordered (or later); the journal holds every step before it is sent.
Result<Nothing> placeOrder(Tools &tools, store::OrderRecord &order, CancelToken &token);

// Asks the CA how an order from the journal is, and sets stage, statuses and problems from it.
Result<Nothing> refreshOrder(Tools &tools, store::OrderRecord &order, CancelToken &token);

// Gives the order up at the CA by deactivating what is not validated yet (RFC 8555 7.5.2), and marks it canceled.
// Records stay listed: remove them with cleanUpRecords().
Result<Nothing> cancelOrder(Tools &tools, store::OrderRecord &order, CancelToken &token);

// A draft with the same authority, names, key and way to publish.
store::OrderRecord copyForNewTry(const store::OrderRecord &order);

// Takes status, times and problem of an authorization into the record of its name.
void applyAuthorization(store::OrderRecord &order, const acme::Authorization &authorization);
QJsonObject problemToJson(const Problem &problem);
Problem problemFromJson(const QJsonObject &json);

} // namespace cw::issuance
