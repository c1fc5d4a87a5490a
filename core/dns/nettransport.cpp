// SPDX-License-Identifier: MIT
#include "dns/nettransport.h"

#include "base/waitfor.h"
#include "dns/exchange.h"

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

QString outcomeOf(const Reply &reply)
{
    if (reply.message)
        return QStringLiteral("%1%2, %3 in the answer")
            .arg(rcodeName(reply.message->rcode),
                 reply.message->isAuthoritative ? QStringLiteral(" aa") : QString(),
                 QString::number(reply.message->answer.size()));
    const auto *failure = std::get_if<DnsFailure>(&reply.message.failure());
    if (!failure)
        return QStringLiteral("canceled");
    switch (failure->kind) {
    case DnsFailure::Kind::Unreachable:
        return QStringLiteral("unreachable");
    case DnsFailure::Kind::Malformed:
        return QStringLiteral("malformed answer");
    default:
        return QStringLiteral("no answer");
    }
}

// One line as dig would have it: "@192.0.2.1 example.org. SOA: NOERROR aa, 1 in the answer, 12 ms, udp".
QString logLine(const Reply &reply)
{
    return QStringLiteral("@%1 %2 %3: %4, %5 ms, %6")
        .arg(reply.query.server.toString(), reply.query.question.name.toString(),
             typeName(reply.query.question.type), outcomeOf(reply), QString::number(reply.roundTrip.count()),
             reply.cameByTcp ? QStringLiteral("tcp") : QStringLiteral("udp"));
}

} // namespace

QList<Reply> NetTransport::askAll(const QList<Query> &queries, CancelToken &token)
{
    if (queries.isEmpty())
        return {};
    std::unique_ptr<Batch> batch;
    waitFor(
        [&](const std::function<void()> &done) {
            batch = std::make_unique<Batch>(queries, done);
            batch->startMore();
        },
        NoTimeout, token);
    if (!batch) // canceled before it began
        batch = std::make_unique<Batch>(queries, [] { });
    const QList<Reply> replies = batch->replies();
    for (const Reply &reply : replies)
        m_log.add(reply.query.wire.isEmpty() ? LogEntry::Kind::Dns : LogEntry::Kind::Update, logLine(reply));
    return replies;
}

} // namespace cw::dns
