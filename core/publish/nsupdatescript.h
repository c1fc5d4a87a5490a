// SPDX-License-Identifier: MIT
#pragma once

#include "dns/dnstransport.h"
#include "publish/update.h"

#include <optional>

namespace cw::publish
{

// The commands for one `send` of nsupdate, for its standard input. Names and values are written so that no byte of them means
// anything to it: blanks, quotes, backslashes, line ends and everything that is not ASCII as \DDD (RFC 1035 5.1).
// Null when a value is too long for a line of nsupdate.
std::optional<QByteArray> nsupdateScript(const dns::Endpoint &server, const UpdateBatch &batch, Change change);

} // namespace cw::publish
