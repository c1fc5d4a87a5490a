// SPDX-License-Identifier: MIT
#include "dns/recursiveresolver.h"

namespace cw::dns
{

namespace
{

constexpr int ServFail = 2;
constexpr int Refused = 5;

bool isAnswered(const Reply &reply)
{
    if (!reply.message)
        return isCanceled(reply.message.failure());
    return reply.message->rcode != ServFail && reply.message->rcode != Refused;
}

Reply withoutResolver(const Question &question)
{
    DnsFailure failure;
    failure.kind = DnsFailure::Kind::NoResolver;
    failure.question = question.name.toString() + u' ' + typeName(question.type);
    Reply reply;
    reply.query.question = question;
    reply.message = Failure(failure);
    return reply;
}

} // namespace

RecursiveResolver::RecursiveResolver(DnsTransport &transport, const DnsSettings &settings)
    : m_transport(transport), m_settings(settings),
      m_servers(settings.resolvers.isEmpty() ? systemResolvers() : settings.resolvers)
{
}

Reply RecursiveResolver::ask(const Question &question, QueryFlags flags, CancelToken &token)
{
    return askAll({question}, flags, token).first();
}

QList<Reply> RecursiveResolver::askAll(const QList<Question> &questions, QueryFlags flags, CancelToken &token)
{
    flags.recursionDesired = true;
    QList<Reply> replies;
    QList<qsizetype> open;
    for (qsizetype i = 0; i < questions.size(); ++i) {
        replies.append(withoutResolver(questions[i]));
        open.append(i);
    }
    for (const Endpoint &server : m_servers) {
        QList<Query> queries;
        for (const qsizetype i : open)
            queries.append({questions[i], flags, server, Carrier::UdpThenTcp, m_settings.timeout, m_settings.tries, {}});
        if (queries.isEmpty())
            break;
        const QList<Reply> heard = m_transport.askAll(queries, token);
        QList<qsizetype> stillOpen;
        for (qsizetype i = 0; i < open.size(); ++i) {
            // An answer with a bad rcode says more than the silence of the next resolver.
            if (heard[i].message || !replies[open[i]].message)
                replies[open[i]] = heard[i];
            if (!isAnswered(heard[i]))
                stillOpen.append(open[i]);
        }
        open = stillOpen;
    }
    return replies;
}

HostAddresses RecursiveResolver::addressesOf(const QList<Name> &hosts, CancelToken &token)
{
    QList<Question> questions;
    for (const Name &host : hosts) {
        if (!m_addresses.contains(host))
            questions += {Question {host, Type::A}, Question {host, Type::AAAA}};
    }
    QueryFlags flags;
    flags.dnssecOk = false;
    HostAddresses found;
    for (const Reply &reply : askAll(questions, flags, token)) {
        // The host may be an alias, against RFC 2181 10.3; resolvers take the addresses at its end all the same.
        for (const Record &record : reply.message ? reply.message->answer : QList<Record>())
            found[reply.query.question.name] += addressesIn({record}, record.owner);
    }
    if (!token.isCanceled())
        m_addresses.insert(found);
    HostAddresses result;
    for (const Name &host : hosts) {
        if (m_addresses.contains(host))
            result.insert(host, m_addresses.value(host));
    }
    return result;
}

QList<QHostAddress> addressesIn(const QList<Record> &records, const Name &host)
{
    QList<QHostAddress> addresses;
    for (const Record &record : records) {
        const QHostAddress address(record.owner == host ? addressOf(record) : QString());
        if (!address.isNull() && !addresses.contains(address))
            addresses.append(address);
    }
    return addresses;
}

} // namespace cw::dns
