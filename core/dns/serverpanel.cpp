// SPDX-License-Identifier: MIT
#include "dns/serverpanel.h"

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

Failure noServers(const ZoneQuestion &asked)
{
    DnsFailure failure;
    failure.kind = DnsFailure::Kind::NoServers;
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

// Some servers of each open question, and how often they are asked.
struct ServerPanel::Round {
    qsizetype first = 0;
    qsizetype count = -1; // -1: all that are left
    int tries = 1;
};

QList<ServerAddress> ServerPanel::inOrderOfTrust(QList<ServerAddress> servers) const
{
    std::stable_partition(servers.begin(), servers.end(),
                          [this](const ServerAddress &server) { return !m_silent.contains(server.address); });
    return servers;
}

QList<Heard> ServerPanel::ask(const QList<ZoneQuestion> &questions, Patience patience, CancelToken &token)
{
    QList<Heard> result(questions.size());
    QList<QList<ServerAddress>> servers;
    QList<qsizetype> open;
    for (qsizetype i = 0; i < questions.size(); ++i) {
        servers.append(inOrderOfTrust(questions[i].servers));
        open.append(i);
        if (servers[i].isEmpty())
            result[i].message = noServers(questions[i]);
    }

    QList<Round> rounds {{0, 1, 1}, {1, -1, 1}};
    if (patience == Patience::Full && m_settings.tries > 1)
        rounds.append({0, -1, m_settings.tries - 1});
    for (const Round &round : rounds) {
        QList<Query> queries;
        QList<std::pair<qsizetype, ServerAddress>> asked; // which question, which server
        for (const qsizetype i : open) {
            for (const ServerAddress &server : servers[i].mid(round.first, round.count)) {
                queries.append({questions[i].question, {}, {server.address, m_settings.authoritativePort},
                                Carrier::UdpThenTcp, m_settings.timeout, round.tries, {}});
                asked.append({i, server});
            }
        }
        if (queries.isEmpty())
            continue;
        const QList<Reply> replies = m_transport.askAll(queries, token);
        for (qsizetype r = 0; r < replies.size(); ++r) {
            const auto &[i, server] = asked[r];
            const Reply &reply = replies[r];
            if (reply.message)
                m_silent.remove(server.address);
            else if (!isCanceled(reply.message.failure()))
                m_silent.insert(server.address);
            Heard &heard = result[i];
            if (heard.message)
                continue;
            if (reply.message && isUsable(*reply.message, questions[i]))
                heard = {reply.message, server};
            else if (const Failure failure = failureOf(reply, server); isMoreTelling(failure, heard.message.failure()))
                heard = {failure, server};
        }
        open.removeIf([&](qsizetype i) { return result[i].message.isOk(); });
    }
    return result;
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
