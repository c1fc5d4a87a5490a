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

// An error says more than silence, and SERVFAIL more than a resolver that does not serve us.
int tellingOf(const Reply &reply)
{
    if (!reply.message)
        return reply.query.server == Endpoint() ? 0 : 1;
    if (reply.message->rcode == Refused)
        return 2;
    return reply.message->rcode == ServFail ? 3 : 4;
}

} // namespace

// What was asked and what is still open.
struct RecursiveResolver::Inquiry {
    QList<Question> questions;
    QueryFlags flags;
    QList<Reply> replies;
    QList<qsizetype> open;

    void take(qsizetype i, const Reply &heard)
    {
        if (tellingOf(heard) > tellingOf(replies[i]))
            replies[i] = heard;
        if (isAnswered(heard))
            open.removeOne(i);
    }
};

RecursiveResolver::RecursiveResolver(DnsTransport &transport, const DnsSettings &settings)
    : m_transport(transport), m_settings(settings),
      m_servers(settings.resolvers.isEmpty() ? systemResolvers(settings.resolvConf) : settings.resolvers)
{
}

void RecursiveResolver::askOnlyPublicOnes()
{
    if (!m_settings.publicResolvers.isEmpty())
        m_servers.clear();
}

Reply RecursiveResolver::ask(const Question &question, QueryFlags flags, CancelToken &token)
{
    return askAll({question}, flags, token).first();
}

QList<Reply> RecursiveResolver::askAll(const QList<Question> &questions, QueryFlags flags, CancelToken &token)
{
    Inquiry inquiry {questions, flags, {}, {}};
    inquiry.flags.recursionDesired = true;
    for (qsizetype i = 0; i < questions.size(); ++i) {
        inquiry.replies.append(withoutResolver(questions[i]));
        inquiry.open.append(i);
    }
    for (const Endpoint &server : std::as_const(m_servers))
        askServer(inquiry, server, token);
    askPublicOnes(inquiry, token);
    return inquiry.replies;
}

void RecursiveResolver::askServer(Inquiry &inquiry, const Endpoint &server, CancelToken &token)
{
    QList<Query> queries;
    for (const qsizetype i : std::as_const(inquiry.open))
        queries.append({inquiry.questions[i], inquiry.flags, server, Carrier::UdpThenTcp, m_settings.timeout,
                        m_settings.tries, {}});
    if (queries.isEmpty())
        return;
    const QList<Reply> heard = m_transport.askAll(queries, token);
    const QList<qsizetype> asked = inquiry.open;
    for (qsizetype n = 0; n < asked.size(); ++n)
        inquiry.take(asked[n], heard[n]);
    const bool isLast = server == m_servers.last() && m_settings.publicResolvers.isEmpty();
    if (!isLast && !inquiry.flags.checkingDisabled)
        keepBrokenSignatures(inquiry, heard, token);
}

void RecursiveResolver::keepBrokenSignatures(Inquiry &inquiry, const QList<Reply> &heard, CancelToken &token)
{
    QList<Query> unchecked;
    for (const Reply &reply : heard) {
        if (!reply.message || reply.message->rcode != ServFail)
            continue;
        unchecked.append(reply.query);
        unchecked.last().flags.checkingDisabled = true;
    }
    if (unchecked.isEmpty())
        return;
    for (const Reply &reply : m_transport.askAll(unchecked, token)) {
        if (!reply.message || !isAnswered(reply))
            continue;
        inquiry.open.removeIf([&](qsizetype i) { return inquiry.questions[i] == reply.query.question; });
    }
}

void RecursiveResolver::askPublicOnes(Inquiry &inquiry, CancelToken &token)
{
    QList<Query> queries;
    QList<qsizetype> asked;
    for (const PublicResolver &resolver : m_settings.publicResolvers) {
        if (m_outOfReach.contains(resolver.endpoint))
            continue;
        for (const qsizetype i : std::as_const(inquiry.open)) {
            queries.append({inquiry.questions[i], inquiry.flags, resolver.endpoint, Carrier::UdpThenTcp,
                            m_settings.timeout, 1, {}});
            asked.append(i);
        }
    }
    if (queries.isEmpty())
        return;
    const QList<Reply> heard = m_transport.askAll(queries, token);
    for (const PublicResolver &resolver : m_settings.publicResolvers)
        m_outOfReach.insert(resolver.endpoint);
    for (qsizetype n = 0; n < heard.size(); ++n) {
        if (inquiry.open.contains(asked[n]))
            inquiry.take(asked[n], heard[n]);
        if (heard[n].message)
            m_outOfReach.remove(heard[n].query.server);
    }
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
