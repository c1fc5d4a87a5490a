// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/tools.h"

namespace cw::issuance
{

// What is done with an account that we have, apart from orders. Each takes the account as it is on disk and leaves it there
// as it is afterwards. Blocking; worker thread.

// What Tools need to talk to the CA of this account.
store::OrderRecord orderAt(const store::AccountRecord &account);

// RFC 8555 7.3.2. BadInput BadMail before anything is sent.
Result<Nothing> updateContact(Tools &tools, store::AccountRecord &account, const QString &contact, CancelToken &token);
// For good, RFC 8555 7.3.6; the CA refuses everything from it afterwards.
Result<Nothing> deactivateAccount(Tools &tools, store::AccountRecord &account, CancelToken &token);
// Off our list, with its key. The CA is not asked.
Result<Nothing> removeAccount(Tools &tools, const store::AccountRecord &account);

enum class KeyForm { Pem, Jwk }; // PKCS#8; RFC 7517
std::optional<KeyForm> keyFormFromName(QStringView name); // "pem", "jwk"
// The key of the account as a file of mode 0600. `passphrase`: for PEM only; empty: in the clear.
// StoreFailure Exists when there is one and it may not be replaced.
enum class Replace { No, Yes };
Result<Nothing> exportKey(Tools &tools, const store::AccountRecord &account, KeyForm form, const QByteArray &passphrase,
                          const QString &path, Replace mayReplace);

} // namespace cw::issuance
