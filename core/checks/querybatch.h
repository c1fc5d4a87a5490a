// SPDX-License-Identifier: MIT
#pragma once

#include "dns/dnstransport.h"

namespace cw::checks
{

// Questions that go out together; what is the same goes out only once.
class QueryBatch
{
public:
    void add(const dns::Query &query);
    // In the order in which they were added.
    QList<dns::Reply> send(dns::DnsTransport &transport, CancelToken &token) const;

private:
    QList<dns::Query> m_queries;
    QList<qsizetype> m_wanted;
};

} // namespace cw::checks
