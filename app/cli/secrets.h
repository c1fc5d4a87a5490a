// SPDX-License-Identifier: MIT
#pragma once

#include "arguments.h"
#include "store/vault.h"

namespace cw::cli
{

// Opens the key store that --key-store names; without it the keychain if it answers, else the encrypted file when there is a
// passphrase. PassphraseNeeded when there is neither. Main thread, before the work begins.
Result<store::SecretStorePtr> openSecrets(const Arguments &arguments, const QString &home);

} // namespace cw::cli
