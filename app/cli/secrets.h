// SPDX-License-Identifier: MIT
#pragma once

#include "arguments.h"
#include "issuance/environment.h"

namespace cw::cli
{

// Gives the environment the key store that --key-store names; without it the keychain if it answers, else the encrypted file when
// there is a passphrase. PassphraseNeeded when there is neither. With --verbose the log is shown from then on. Main thread, before
// the work begins.
Result<Nothing> openSecrets(const Arguments &arguments, issuance::Environment &environment);

} // namespace cw::cli
