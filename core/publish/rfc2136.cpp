// SPDX-License-Identifier: MIT
#include "publish/rfc2136.h"

#include "publish/updatereply.h"

#include <QRandomGenerator>

namespace cw::publish
{

namespace
{

constexpr qsizetype MostBytesByUdp = 1232; // goes through every IPv6 network in one piece

} // namespace

Rfc2136Publisher::Rfc2136Publisher(dns::DnsTransport &transport, dns::Resolver &resolver, Rfc2136Settings settings,
                                   Clock &clock, ActivityLog &log)
    : m_transport(transport), m_resolver(resolver), m_key(std::move(settings.key)), m_clock(clock),
      m_rounds(resolver, settings.server, settings.port, log,
               [this](const UpdateServer &server, const UpdateBatch &batch, Change change, CancelToken &token) {
                   return updateAt(server, batch, change, token);
               })
{
}

Result<Nothing> Rfc2136Publisher::rehearse(const QList<TxtRecord> &records, CancelToken &token)
{
    return m_rounds.rehearse(records, token);
}

Result<Nothing> Rfc2136Publisher::present(const QList<TxtRecord> &records, const PresenceNote &note, CancelToken &token)
{
    return m_rounds.present(records, note, token);
}

Result<Nothing> Rfc2136Publisher::cleanUp(const QList<TxtRecord> &records, CancelToken &token)
{
    return m_rounds.cleanUp(records, token);
}

Result<Nothing> Rfc2136Publisher::updateAt(const UpdateServer &server, const UpdateBatch &batch, Change change,
                                           CancelToken &token)
{
    const auto id = quint16(QRandomGenerator::system()->bounded(0x10000));
    const dns::SignedMessage request = dns::signTsig(makeUpdate(id, batch, change), m_key, m_clock.now());
    const dns::Reply reply = send(server, batch.zone, request.wire, token);
    const Result<Nothing> verdict = judgeReply(reply, request, m_key, m_clock.now());
    const auto *why = verdict ? nullptr : std::get_if<PublishFailure>(&verdict.failure());
    if (!why)
        return verdict;
    PublishFailure failure = *why;
    failure.keyName = m_key.name.withoutFinalDot();
    return Failure(failure);
}

// The same bytes may arrive twice: values are added and removed as such, so the second time changes nothing.
dns::Reply Rfc2136Publisher::send(const UpdateServer &server, const dns::Name &zone, const QByteArray &wire, CancelToken &token)
{
    const dns::DnsSettings &dns = m_resolver.settings();
    dns::Query query;
    query.question = {zone, dns::Type::SOA};
    query.server = server.endpoint;
    query.wire = wire;
    if (wire.size() <= MostBytesByUdp) {
        query.timeout = dns.timeout;
        query.tries = qMin(2, dns.tries);
        dns::Reply reply = m_transport.ask(query, token);
        if (reply.message || isCanceled(reply.message.failure()))
            return reply;
    }
    query.carrier = dns::Carrier::TcpOnly;
    query.timeout = dns.timeout * dns.tries; // once, but patiently: the server writes it to disk first
    query.tries = 1;
    return m_transport.ask(query, token);
}

} // namespace cw::publish
