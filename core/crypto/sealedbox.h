// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

namespace cw::crypto
{

// Secrets on disk: AES-256-GCM under a 32-byte key, a fresh nonce each time; `context` is authenticated, not stored.
QByteArray seal(const QByteArray &key, const QByteArray &plain, const QByteArray &context);
// StoreFailure WrongPassphrase when the key, the context or a byte of the box is not right.
Result<QByteArray> open(const QByteArray &key, const QByteArray &box, const QByteArray &context);

// PBKDF2 with HMAC-SHA256; 600,000 rounds take about a quarter of a second.
QByteArray keyFromPassphrase(const QByteArray &passphrase, const QByteArray &salt, int rounds);

} // namespace cw::crypto
