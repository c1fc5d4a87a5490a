// SPDX-License-Identifier: MIT
#pragma once

namespace cw::crypto
{

// Forgets OpenSSL's errors of this thread. For callers of libraries that leave theirs behind: a TLS connection in the
// same thread would take them for its own.
void emptyErrorQueue();

} // namespace cw::crypto
