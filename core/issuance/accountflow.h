// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/tools.h"

namespace cw::issuance
{

// "a@example.org, b@example.org" -> "mailto:..." each; BadInput BadMail with the part that is wrong.
Result<QStringList> contactsOf(const QString &mailAddresses);

// Makes sure that `order.accountId` is an account that the CA knows. Without an id the account used last at this directory
// is taken, else a new one is made: its key and record are on disk before the CA is asked.
// BadInput TermsNotAgreed, AccountCodesNeeded or BadMail before anything is sent.
Result<Nothing> ensureAccount(Tools &tools, store::OrderRecord &order, CancelToken &token);
// The same, but always with a new account.
Result<Nothing> makeNewAccount(Tools &tools, store::OrderRecord &order, CancelToken &token);

} // namespace cw::issuance
