// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/tools.h"

namespace cw::issuance
{

Result<crypto::PrivateKey> storedKey(Tools &tools, const QString &keyId);

// What the CA says to this key: its account, or the Problem accountDoesNotExist (onlyReturnExisting, RFC 8555 7.3.1).
Result<acme::Account> accountOfKey(Tools &tools, const acme::Directory &directory, const crypto::PrivateKey &key, CancelToken &token);

// Brings a key change (RFC 8555 7.3.5) that was begun to its end: the CA is asked which of the two keys it has, and that
// one stays. Nothing is asked when none was begun.
Result<Nothing> settleKeyChange(Tools &tools, const acme::Directory &directory, store::AccountRecord &account, CancelToken &token);

// Gives the account a new key. It is in the secret store, and its id in the account's record, before the CA hears of it;
// the old one is removed last. StoreFailure Busy with the names of an order whose TXT values are made of the old key.
Result<Nothing> changeKey(Tools &tools, const acme::Directory &directory, store::AccountRecord &account, crypto::KeyType type,
                          CancelToken &token);

} // namespace cw::issuance
