// SPDX-License-Identifier: MIT
#include "checks/querybatch.h"

#include "dns/ednsfallback.h"

#include <algorithm>

namespace cw::checks
{

void QueryBatch::add(const dns::Query &query)
{
    // Letter by letter: the same name in capitals is another question to a server that is at odds with case.
    const auto same = std::find_if(m_queries.cbegin(), m_queries.cend(), [&query](const dns::Query &other) {
        return other.server == query.server && other.question == query.question
            && other.question.name.labels() == query.question.name.labels();
    });
    m_wanted.append(same - m_queries.cbegin());
    if (same == m_queries.cend())
        m_queries.append(query);
}

QList<dns::Reply> QueryBatch::send(dns::DnsTransport &transport, CancelToken &token) const
{
    if (m_queries.isEmpty())
        return {};
    const QList<dns::Reply> replies = dns::askWithEdnsFallback(transport, m_queries, token);
    QList<dns::Reply> ordered;
    for (const qsizetype index : m_wanted)
        ordered.append(replies.at(index));
    return ordered;
}

} // namespace cw::checks
