// SPDX-License-Identifier: MIT
#include "dns/nettransport.h"

#include "base/waitfor.h"
#include "dns/dohtransport.h"
#include "dns/exchange.h"
#include "net/qthttptransport.h"

#include <vector>

namespace cw::dns
{

namespace
{

constexpr qsizetype MostInFlight = 64;

// Keeps up to MostInFlight questions on their way until all have ended.
class Batch
{
public:
    Batch(const QList<Query> &queries, std::function<void()> done) : m_queries(queries), m_done(std::move(done))
    {
        m_exchanges.resize(size_t(queries.size()));
    }

    void startMore()
    {
        while (m_started < m_queries.size() && m_started - m_ended < MostInFlight) {
            const auto index = size_t(m_started++);
            m_exchanges[index] = std::make_unique<Exchange>(m_queries[qsizetype(index)], [this] { onEnd(); });
            // From the event loop: an exchange that fails at once must not call us from here.
            QMetaObject::invokeMethod(m_exchanges[index].get(), &Exchange::start, Qt::QueuedConnection);
        }
    }

    QList<Reply> replies() const
    {
        QList<Reply> result;
        for (size_t i = 0; i < m_exchanges.size(); ++i) {
            Reply notStarted;
            notStarted.query = m_queries[qsizetype(i)];
            result.append(m_exchanges[i] ? m_exchanges[i]->reply() : notStarted);
        }
        return result;
    }

private:
    void onEnd()
    {
        ++m_ended;
        if (m_ended == m_queries.size())
            m_done();
        else
            startMore();
    }

    const QList<Query> &m_queries;
    std::function<void()> m_done;
    std::vector<std::unique_ptr<Exchange>> m_exchanges;
    qsizetype m_started = 0;
    qsizetype m_ended = 0;
};

// One line as dig would have it: "@192.0.2.1 example.org. SOA: NOERROR aa, 1 in the answer, 12 ms, udp".
QString logLine(const Reply &reply)
{
    return QStringLiteral("@%1 %2 %3: %4, %5 ms, %6")
        .arg(reply.query.server.toString(), reply.query.question.name.toString(),
             typeName(reply.query.question.type), outcomeOf(reply), QString::number(reply.roundTrip.count()),
             reply.cameByTcp ? QStringLiteral("tcp") : QStringLiteral("udp"));
}

} // namespace

NetTransport::NetTransport(ActivityLog &log, MakeHttp makeHttp) : m_log(log), m_makeHttp(std::move(makeHttp))
{
    if (!m_makeHttp)
        m_makeHttp = [&log] {
            return std::make_unique<net::QtHttpTransport>(QByteArray(), net::QtHttpTransport::defaultUserAgent(), log);
        };
}

NetTransport::~NetTransport() = default;

QList<Reply> NetTransport::askAll(const QList<Query> &queries, CancelToken &token)
{
    QList<Query> plain;
    QList<Query> doh;
    for (const Query &query : queries)
        (query.server.isDoh() ? doh : plain).append(query);

    QList<Reply> byHttps;
    std::unique_ptr<Batch> batch;
    if (!plain.isEmpty()) {
        waitFor(
            [&](const std::function<void()> &done) {
                batch = std::make_unique<Batch>(plain, done);
                batch->startMore();
                byHttps = askByHttps(doh, token); // its event loop serves the sockets of the batch as well
            },
            NoTimeout, token);
    } else {
        byHttps = askByHttps(doh, token);
    }
    if (!batch) // canceled before it began
        batch = std::make_unique<Batch>(plain, [] { });
    const QList<Reply> bySocket = batch->replies();
    for (const Reply &reply : bySocket)
        m_log.add(reply.query.wire.isEmpty() ? LogEntry::Kind::Dns : LogEntry::Kind::Update, logLine(reply));

    QList<Reply> replies;
    qsizetype nextDoh = 0;
    qsizetype nextPlain = 0;
    for (const Query &query : queries)
        replies.append(query.server.isDoh() ? byHttps.at(nextDoh++) : bySocket.at(nextPlain++));
    return replies;
}

QList<Reply> NetTransport::askByHttps(const QList<Query> &queries, CancelToken &token)
{
    if (queries.isEmpty())
        return {};
    if (!m_http)
        m_http = m_makeHttp();
    return DohTransport(*m_http, m_log).askAll(queries, token);
}

} // namespace cw::dns
