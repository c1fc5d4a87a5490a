// SPDX-License-Identifier: MIT
#include "dns/serverpanel.h"

#include "dns/ednsfallback.h"

#include <algorithm>

namespace cw::dns
{

namespace
{

constexpr int NoError = 0;
constexpr int NxDomain = 3;

bool isUsable(const Message &message, const ZoneQuestion &asked)
{
    const bool isGoodRcode = message.rcode == NoError || message.rcode == NxDomain;
    return isGoodRcode
        && (message.isAuthoritative || !delegationIn(message, asked.apex, asked.question.name).isEmpty());
}

// The very record that was asked for, or "no such record" with the SOA of the zone, from a server that does not claim to
// be one of it. CAs' resolvers take both; one that sets RA as well is a resolver itself, and who knows whose copy that is.
bool isFallbackAnswer(const Message &message, const ZoneQuestion &asked)
{
    const bool isGoodRcode = message.rcode == NoError || message.rcode == NxDomain;
    if (!isGoodRcode || message.isAuthoritative || message.recursionAvailable)
        return false;
    const auto isAsked = [&asked](const Record &record) { return record.owner == asked.question.name; };
    const auto isSoa = [&asked](const Record &record) { return record.type == Type::SOA && record.owner == asked.apex; };
    return std::any_of(message.answer.cbegin(), message.answer.cend(), isAsked)
        || std::any_of(message.authority.cbegin(), message.authority.cend(), isSoa);
}

// Why a reply is of no use: the transport's failure, or what is wrong with the message.
Failure failureOf(const Reply &reply, const ServerAddress &server)
{
    if (!reply.message && !std::holds_alternative<DnsFailure>(reply.message.failure()))
        return reply.message.failure();
    DnsFailure failure;
    if (!reply.message) {
        failure = std::get<DnsFailure>(reply.message.failure());
    } else {
        const bool isGoodRcode = reply.message->rcode == NoError || reply.message->rcode == NxDomain;
        failure.kind = isGoodRcode ? DnsFailure::Kind::NotAuthoritative : DnsFailure::Kind::Rcode;
        failure.rcode = reply.message->rcode;
        failure.question = reply.query.question.name.toString() + u' ' + typeName(reply.query.question.type);
    }
    failure.server = serverText(server, reply.query.server.port);
    return failure;
}

Failure failureAbout(const ZoneQuestion &asked, DnsFailure::Kind kind)
{
    DnsFailure failure;
    failure.kind = kind;
    failure.question = asked.apex.toString();
    return failure;
}

// What a server said tells more than its silence.
bool isMoreTelling(const Failure &a, const Failure &b)
{
    const auto isAnswer = [](const Failure &failure) {
        const auto *dns = std::get_if<DnsFailure>(&failure);
        return dns && (dns->kind == DnsFailure::Kind::Rcode || dns->kind == DnsFailure::Kind::NotAuthoritative);
    };
    return std::holds_alternative<Canceled>(b) || (isAnswer(a) && !isAnswer(b));
}

} // namespace

// Which servers of each open question are asked, and how often.
struct ServerPanel::Round {
    qsizetype first = 0;
    qsizetype count = -1; // -1: all that are left
    int tries = 1;
};

struct ServerPanel::Inquiry {
    QList<ZoneQuestion> questions; // their servers in order of trust
    QList<Heard> heard;
    QHash<qsizetype, Heard> fallbacks; // answers without authority, for want of better ones
    bool isOpen(qsizetype i) const { return !heard[i].message; }
};

QList<ServerAddress> ServerPanel::inOrderOfTrust(QList<ServerAddress> servers) const
{
    std::stable_partition(servers.begin(), servers.end(),
                          [this](const ServerAddress &server) { return !m_silent.contains(server.address); });
    return servers;
}

QList<Heard> ServerPanel::ask(const QList<ZoneQuestion> &questions, Patience patience, CancelToken &token)
{
    Inquiry inquiry {questions, QList<Heard>(questions.size()), {}};
    for (qsizetype i = 0; i < questions.size(); ++i) {
        inquiry.questions[i].servers = inOrderOfTrust(questions[i].servers);
        if (questions[i].servers.isEmpty())
            inquiry.heard[i].message = failureAbout(questions[i], DnsFailure::Kind::NoServers);
        else if (m_areServersLeftOut)
            inquiry.heard[i].message = failureAbout(questions[i], DnsFailure::Kind::Unreachable);
    }
    if (m_areServersLeftOut)
        return inquiry.heard;
    askRound(inquiry, {0, 1, 1}, token);
    askRound(inquiry, {1, -1, 1}, token);
    if (patience == Patience::Full && m_settings.tries > 1)
        askRound(inquiry, {0, -1, m_settings.tries - 1}, token);
    for (auto it = inquiry.fallbacks.cbegin(); it != inquiry.fallbacks.cend(); ++it) {
        if (inquiry.isOpen(it.key()))
            inquiry.heard[it.key()] = it.value();
    }
    return inquiry.heard;
}

void ServerPanel::askRound(Inquiry &inquiry, const Round &round, CancelToken &token)
{
    QList<Query> queries;
    QList<std::pair<qsizetype, ServerAddress>> asked; // which question, which server
    for (qsizetype i = 0; i < inquiry.questions.size(); ++i) {
        if (!inquiry.isOpen(i))
            continue;
        const ZoneQuestion &question = inquiry.questions[i];
        for (const ServerAddress &server : question.servers.mid(round.first, round.count)) {
            const Endpoint endpoint {server.address, m_settings.authoritativePort};
            queries.append({question.question, {}, endpoint, Carrier::UdpThenTcp, m_settings.timeout, round.tries, {}});
            asked.append({i, server});
        }
    }
    if (queries.isEmpty())
        return;
    const QList<Reply> replies = askWithEdnsFallback(m_transport, queries, token);
    for (qsizetype r = 0; r < replies.size(); ++r)
        take(inquiry, asked[r].first, asked[r].second, replies[r]);
}

void ServerPanel::take(Inquiry &inquiry, qsizetype i, const ServerAddress &server, const Reply &reply)
{
    if (reply.message)
        m_silent.remove(server.address);
    else if (!isCanceled(reply.message.failure()))
        m_silent.insert(server.address);
    if (!inquiry.isOpen(i))
        return;
    Heard &heard = inquiry.heard[i];
    if (reply.message && isUsable(*reply.message, inquiry.questions[i]))
        heard = {reply.message, server};
    else if (reply.message && isFallbackAnswer(*reply.message, inquiry.questions[i]))
        inquiry.fallbacks.insert(i, {reply.message, server});
    else if (const Failure failure = failureOf(reply, server); isMoreTelling(failure, heard.message.failure()))
        heard = {failure, server};
}

QList<Record> delegationIn(const Message &message, const Name &apex, const Name &name)
{
    QList<Record> delegation;
    if (message.rcode != NoError || !message.answer.isEmpty())
        return delegation;
    for (const Record &record : message.authority) {
        const bool isBelow = record.owner.isAtOrBelow(apex) && !(record.owner == apex);
        const bool isSame = delegation.isEmpty() || delegation.first().owner == record.owner;
        if (record.type == Type::NS && isBelow && isSame && name.isAtOrBelow(record.owner) && targetOf(record))
            delegation.append(record);
    }
    return delegation;
}

QString serverText(const ServerAddress &server, quint16 port)
{
    return QStringLiteral("%1 (%2)").arg(server.host.withoutFinalDot(), Endpoint {server.address, port}.toString());
}

} // namespace cw::dns
