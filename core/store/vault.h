// SPDX-License-Identifier: MIT
#pragma once

#include "store/secretstore.h"

#include <memory>

namespace cw::store
{

using SecretStorePtr = std::unique_ptr<SecretStore>;

// Where secrets of one kind lie: <home>/secrets/keychain, .../passphrase, .../plain.
QString secretFolder(const QString &home, SecretKind kind);

bool hasPassphraseVault(const QString &home);
// Makes the vault when there is none yet. Takes about a quarter of a second: not on the GUI thread.
// PassphraseNeeded when it is empty, WrongPassphrase, Damaged.
Result<SecretStorePtr> openPassphraseVault(const QString &home, const QByteArray &passphrase);

// With the key that Keychain::readMasterKey() gave.
Result<SecretStorePtr> openWithMasterKey(const QString &home, const QByteArray &masterKey);

Result<SecretStorePtr> openPlain(const QString &home);
SecretStorePtr openSession();

} // namespace cw::store
