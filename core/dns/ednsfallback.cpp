// SPDX-License-Identifier: MIT
#include "dns/ednsfallback.h"

namespace cw::dns
{

namespace
{

constexpr int FormErr = 1;
constexpr int NotImp = 4;

bool knowsNoEdns(const Reply &reply)
{
    return reply.message && reply.query.flags.edns
        && (reply.message->rcode == FormErr || reply.message->rcode == NotImp);
}

} // namespace

QList<Reply> askWithEdnsFallback(DnsTransport &transport, const QList<Query> &queries, CancelToken &token)
{
    QList<Reply> replies = transport.askAll(queries, token);
    QList<Query> again;
    QList<qsizetype> places;
    for (qsizetype i = 0; i < replies.size(); ++i) {
        if (!knowsNoEdns(replies.at(i)))
            continue;
        again.append(replies.at(i).query);
        again.last().flags.edns = false;
        places.append(i);
    }
    if (again.isEmpty())
        return replies;
    const QList<Reply> plain = transport.askAll(again, token);
    for (qsizetype i = 0; i < plain.size(); ++i) {
        if (plain.at(i).message)
            replies[places.at(i)] = plain.at(i);
    }
    return replies;
}

} // namespace cw::dns
