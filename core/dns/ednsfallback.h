// SPDX-License-Identifier: MIT
#pragma once

#include "dns/dnstransport.h"

namespace cw::dns
{

// Like DnsTransport::askAll, but what answers FORMERR or NOTIMP to a question with EDNS is asked once more without it, as
// CAs' resolvers do (RFC 6891 7). Other errors, silence and BADVERS stay as they are: resolvers do not go back for them.
QList<Reply> askWithEdnsFallback(DnsTransport &transport, const QList<Query> &queries, CancelToken &token);

} // namespace cw::dns
