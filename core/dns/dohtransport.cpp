// SPDX-License-Identifier: MIT
#include "dns/dohtransport.h"

#include "dns/wire.h"

#include <QHash>
#include <QSet>
#include <QUrlQuery>

#include <algorithm>
#include <numeric>

namespace cw::dns
{

namespace
{

// At one server. BIND 9.18 takes a dozen requests at once for a flood: it closes the connection, or never answers.
constexpr int MostInFlight = 8;
constexpr qint64 LongestMessage = 65535;
const QByteArray MediaType = QByteArrayLiteral("application/dns-message");

// "DoH clients ... SHOULD use a DNS ID of 0 in every DNS request", so that caches can work: RFC 8484 4.1
constexpr quint16 Id = 0;

QByteArray wireOf(const Query &query)
{
    return query.wire.isEmpty() ? makeQuery(Id, query.question, query.flags) : query.wire;
}

net::HttpRequest requestFor(const Query &query)
{
    net::HttpRequest request;
    request.url = query.server.doh;
    request.timeout = query.timeout * query.tries;
    request.maxBody = LongestMessage;
    // Qt would tell the language of the user.
    request.headers = {{"Accept", MediaType}, {"Accept-Language", "*"}};
    const QByteArray wire = wireOf(query);
    if (query.server.dohMethod == Endpoint::DohMethod::Get) {
        QUrlQuery variables(request.url);
        const QByteArray value = wire.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        variables.addQueryItem(QStringLiteral("dns"), QString::fromLatin1(value));
        request.url.setQuery(variables);
    } else {
        request.method = net::Method::Post;
        request.headers.append({"Content-Type", MediaType});
        request.body = wire;
    }
    return request;
}

Failure failureOf(const Query &query, const Failure &http)
{
    if (const auto *network = std::get_if<NetworkFailure>(&http)) {
        const bool isLate = network->stage == NetworkFailure::Stage::Timeout;
        return failureOf(query, isLate ? DnsFailure::Kind::NoAnswer : DnsFailure::Kind::Unreachable, network->detail);
    }
    if (const auto *protocol = std::get_if<ProtocolFailure>(&http)) {
        if (protocol->kind == ProtocolFailure::Kind::TooLarge)
            return failureOf(query, DnsFailure::Kind::Malformed, QStringLiteral("impossible length"));
        return failureOf(query, DnsFailure::Kind::Http, QStringLiteral("HTTP %1").arg(protocol->status));
    }
    return http;
}

// What a cache between us and the server has held back counts as passed: RFC 8484 5.1.
void takeAge(Message &message, const QByteArray &age)
{
    const quint32 seconds = age.toUInt();
    for (QList<Record> *section : {&message.answer, &message.authority, &message.additional}) {
        for (Record &record : *section)
            record.ttl -= std::min(record.ttl, seconds);
    }
}

Result<Message> messageIn(const Query &query, const net::HttpResponse &response)
{
    if (response.status != 200)
        return failureOf(query, DnsFailure::Kind::Http, QStringLiteral("HTTP %1").arg(response.status));
    const QByteArray type = response.header("Content-Type");
    if (type.split(';').first().trimmed().toLower() != MediaType)
        return failureOf(query, DnsFailure::Kind::Http, QString::fromLatin1(type.left(80)));
    Result<Message> message = parseMessage(response.body);
    if (!message)
        return failureOf(query, DnsFailure::Kind::Malformed, std::get<DnsFailure>(message.failure()).detail);
    if (message->id != WireReader(wireOf(query)).number16())
        return failureOf(query, DnsFailure::Kind::Malformed, QStringLiteral("another id"));
    if (!isAnswerTo(query, *message))
        return failureOf(query, DnsFailure::Kind::Malformed, QStringLiteral("another question"));
    takeAge(*message, response.header("Age"));
    return message;
}

Reply replyFrom(const Query &query, const Result<net::HttpResponse> &response)
{
    Reply reply;
    reply.query = query;
    reply.triesUsed = 1;
    reply.cameByTcp = true;
    if (response) {
        reply.message = messageIn(query, *response);
        reply.roundTrip = response->duration;
    } else {
        reply.message = failureOf(query, response.failure());
    }
    return reply;
}

// A server may close a connection at any time; the question was perhaps never read.
bool wasCutOff(const Result<net::HttpResponse> &response)
{
    const auto *network = response ? nullptr : std::get_if<NetworkFailure>(&response.failure());
    return network && network->stage == NetworkFailure::Stage::Transfer;
}

QString logLine(const Reply &reply)
{
    return QStringLiteral("@%1 %2 %3: %4, %5 ms, https")
        .arg(reply.query.server.toString(), reply.query.question.name.toString(),
             typeName(reply.query.question.type), outcomeOf(reply), QString::number(reply.roundTrip.count()));
}

} // namespace

QList<Reply> DohTransport::askAll(const QList<Query> &queries, CancelToken &token)
{
    QList<Reply> replies(queries.size());
    QList<qsizetype> open(queries.size());
    std::iota(open.begin(), open.end(), qsizetype(0));
    QSet<qsizetype> sentAgain;
    while (!open.isEmpty()) {
        QList<qsizetype> now;
        QList<qsizetype> later;
        QHash<Endpoint, int> inFlight;
        for (const qsizetype i : std::as_const(open))
            (inFlight[queries[i].server]++ < MostInFlight ? now : later).append(i);
        QList<net::HttpRequest> requests;
        for (const qsizetype i : std::as_const(now))
            requests.append(requestFor(queries[i]));
        const QList<Result<net::HttpResponse>> responses = m_http.sendAll(requests, token);
        for (qsizetype n = 0; n < now.size(); ++n) {
            const qsizetype i = now[n];
            replies[i] = replyFrom(queries[i], responses[n]);
            m_log.add(LogEntry::Kind::Dns, logLine(replies[i]));
            if (wasCutOff(responses[n]) && !sentAgain.contains(i)) {
                sentAgain.insert(i);
                later.append(i);
            }
        }
        open = later;
    }
    return replies;
}

} // namespace cw::dns
