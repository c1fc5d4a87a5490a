// SPDX-License-Identifier: MIT
#pragma once

#include "dns/dnstransport.h"
#include "dns/tsig.h"
#include "publish/update.h"

namespace cw::publish
{

// Whether the server took a signed UPDATE. The failure has kind, rcode, TSIG error and clock skew; not yet the server.
Result<Nothing> judgeReply(const dns::Reply &reply, const dns::SignedMessage &request, const dns::TsigKey &key,
                           const QDateTime &now);

} // namespace cw::publish
