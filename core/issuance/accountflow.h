// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/tools.h"

namespace cw::issuance
{

// "a@example.org, b@example.org" -> "mailto:..." each; BadInput BadMail with the part that is wrong.
Result<QStringList> contactsOf(const QString &mailAddresses);

// Makes sure that `order.accountId` is an account that the CA knows. Without an id the account used last at this directory
// is taken, else a new one is made: its key and record are on disk before the CA is asked.
// BadInput TermsNotAgreed, AccountCodesNeeded or BadMail before anything is sent; AccountClosed, AccountUnknownAtCa of an
// account that was found out to be so before.
Result<Nothing> ensureAccount(Tools &tools, store::OrderRecord &order, CancelToken &token);
// The same, but always with a new account. tools.externalAccount() binds it to a customer (RFC 8555 7.3.4).
Result<Nothing> makeNewAccount(Tools &tools, store::OrderRecord &order, CancelToken &token,
                               crypto::KeyType keyType = crypto::KeyType::EcP256);
// Asks the CA for the account of the order, by its key (onlyReturnExisting, RFC 8555 7.3.1), and keeps what it says. Terms
// that were agreed to anew are noted. AccountClosed, AccountUnknownAtCa.
Result<Nothing> confirmAccount(Tools &tools, store::OrderRecord &order, CancelToken &token);
// A refused request may say that the account is gone or closed: then it is not used for the next order.
void noteRefusedAccount(Tools &tools, const store::OrderRecord &order, const Failure &failure);

// Whether the terms of the CA are others than those that were agreed to for this account.
bool hasNewTerms(const store::AccountRecord &account, const acme::Directory &directory);

} // namespace cw::issuance
