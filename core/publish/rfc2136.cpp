// SPDX-License-Identifier: MIT
#include "publish/rfc2136.h"

#include "publish/update.h"
#include "publish/updatereply.h"

#include <QRandomGenerator>
#include <QSet>

namespace cw::publish
{

namespace
{

using Kind = PublishFailure::Kind;

constexpr qsizetype MostBytesByUdp = 1232; // goes through every IPv6 network in one piece

// Another name server of the zone may take what this one does not.
bool isWorthAnotherTry(const PublishFailure &failure, UpdateServers::Source source)
{
    if (failure.kind == Kind::NoAnswer)
        return true;
    const bool isDeclined = failure.kind == Kind::Refused || failure.kind == Kind::NotAuthoritative
        || failure.kind == Kind::NotImplemented;
    return isDeclined && source == UpdateServers::Source::AnyNameServer;
}

QString logLine(Change change, const UpdateBatch &batch, const UpdateServer &server)
{
    const QString zone = batch.zone.toString();
    if (change == Change::None)
        return QStringLiteral("the zone %1 may be updated at %2").arg(zone, server.text);
    return QStringLiteral("%1 %2 TXT records of zone %3 at %4")
        .arg(change == Change::Add ? u"added" : u"removed")
        .arg(batch.records.size())
        .arg(zone, server.text);
}

PublishFailure failureAt(Kind kind, const UpdateServer &server, const TxtRecord &record, const Rfc2136Settings &settings)
{
    PublishFailure failure;
    failure.kind = kind;
    failure.zone = record.zone.withoutFinalDot();
    failure.name = record.owner.withoutFinalDot();
    failure.server = server.text;
    failure.keyName = settings.key.name.withoutFinalDot();
    return failure;
}

} // namespace

Rfc2136Publisher::Rfc2136Publisher(dns::DnsTransport &transport, dns::Resolver &resolver, Rfc2136Settings settings,
                                   Clock &clock, ActivityLog &log)
    : m_transport(transport), m_resolver(resolver), m_settings(std::move(settings)), m_clock(clock), m_log(log)
{
}

Result<Nothing> Rfc2136Publisher::rehearse(const QList<TxtRecord> &records, CancelToken &token)
{
    QSet<dns::Name> rehearsed;
    for (const UpdateBatch &batch : batchesOf(records)) {
        if (rehearsed.contains(batch.zone))
            continue;
        rehearsed.insert(batch.zone);
        if (const Result<UpdateServer> taken = update(batch, Change::None, token); !taken)
            return taken.failure();
    }
    return Nothing();
}

Result<Nothing> Rfc2136Publisher::present(const QList<TxtRecord> &records, const PresenceNote &note, CancelToken &token)
{
    for (const UpdateBatch &batch : batchesOf(records)) {
        if (const Result<Nothing> noted = note(batch.records, Presence::MayBeThere); !noted)
            return noted.failure();
        if (const Result<UpdateServer> taken = update(batch, Change::Add, token); !taken)
            return taken.failure();
        if (const Result<Nothing> noted = note(batch.records, Presence::Published); !noted)
            return noted.failure();
    }
    return Nothing();
}

Result<Nothing> Rfc2136Publisher::cleanUp(const QList<TxtRecord> &records, CancelToken &token)
{
    std::optional<Failure> first;
    for (const UpdateBatch &batch : batchesOf(records)) {
        const Result<UpdateServer> taken = update(batch, Change::Remove, token);
        if (!taken && !first)
            first = taken.failure();
    }
    if (first)
        return *first;
    return Nothing();
}

Result<UpdateServer> Rfc2136Publisher::update(const UpdateBatch &batch, Change change, CancelToken &token)
{
    const Result<UpdateServers> found = serversOf(batch.zone, token);
    if (!found)
        return found.failure();
    std::optional<PublishFailure> told;
    for (const UpdateServer &server : found->servers) {
        const Result<Nothing> taken = updateAt(server, batch, change, token);
        if (taken)
            return server;
        const auto *failure = std::get_if<PublishFailure>(&taken.failure());
        if (!failure)
            return taken.failure();
        // What a server said tells more than another one's silence.
        if (!told || told->kind == Kind::NoAnswer)
            told = *failure;
        if (!isWorthAnotherTry(*failure, found->source))
            break;
    }
    return Failure(*told);
}

Result<Nothing> Rfc2136Publisher::updateAt(const UpdateServer &server, const UpdateBatch &batch, Change change,
                                           CancelToken &token)
{
    const auto id = quint16(QRandomGenerator::system()->bounded(0x10000));
    const dns::SignedMessage request = dns::signTsig(makeUpdate(id, batch, change), m_settings.key, m_clock.now());
    const dns::Reply reply = send(server, batch.zone, request.wire, token);
    const Result<Nothing> verdict = judgeReply(reply, request, m_settings.key, m_clock.now());
    if (const auto *why = verdict ? nullptr : std::get_if<PublishFailure>(&verdict.failure())) {
        PublishFailure failure = failureAt(why->kind, server, batch.records.first(), m_settings);
        failure.rcode = why->rcode;
        failure.tsigError = why->tsigError;
        failure.clockSkewSeconds = why->clockSkewSeconds;
        failure.serverTime = why->serverTime;
        failure.detail = why->detail;
        return Failure(failure);
    }
    if (verdict)
        m_log.add(LogEntry::Kind::Update, logLine(change, batch, server));
    return verdict;
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

Result<UpdateServers> Rfc2136Publisher::serversOf(const dns::Name &zone, CancelToken &token)
{
    const auto known = m_servers.constFind(zone);
    if (known != m_servers.constEnd())
        return *known;
    const Result<UpdateServers> found = findUpdateServers(m_resolver, m_settings.server, m_settings.port, zone, token);
    if (found)
        m_servers.insert(zone, *found);
    return found;
}

} // namespace cw::publish
