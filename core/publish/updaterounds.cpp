// SPDX-License-Identifier: MIT
#include "publish/updaterounds.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace cw::publish
{

namespace
{

using Kind = PublishFailure::Kind;

// The server's own word that it did not do it. All the other kinds leave open what became of the records.
bool isDeclined(Kind kind)
{
    constexpr std::array kinds {
        Kind::Refused, Kind::NotAuthoritative, Kind::NotInZone, Kind::BadKey, Kind::BadSignature, Kind::BadTime, Kind::NotImplemented,
        Kind::NoTicket, Kind::NsupdateMissing,
    };
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

// Another name server of the zone may take what this one does not.
bool isWorthAnotherTry(const PublishFailure &failure, UpdateServers::Source source)
{
    if (failure.kind == Kind::NoAnswer)
        return true;
    const bool isNotForIt = failure.kind == Kind::Refused || failure.kind == Kind::NotAuthoritative
        || failure.kind == Kind::NotImplemented;
    return isNotForIt && source == UpdateServers::Source::AnyNameServer;
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

// An UPDATE is taken as a whole or not at all: the server does not say which of its names was in the way.
QString namesOf(const UpdateBatch &batch)
{
    constexpr int most = 3;
    QStringList names;
    for (const TxtRecord &record : batch.records) {
        const QString name = record.owner.withoutFinalDot();
        if (!names.contains(name))
            names.append(name);
    }
    const bool isLong = names.size() > most;
    return names.first(qMin<qsizetype>(most, names.size())).join(QStringLiteral(", ")) + (isLong ? QStringLiteral(", …") : QString());
}

} // namespace

UpdateRounds::UpdateRounds(dns::Resolver &resolver, QString server, quint16 port, ActivityLog &log, Send send)
    : m_resolver(resolver), m_server(std::move(server)), m_port(port), m_log(log), m_send(std::move(send))
{
}

Result<Nothing> UpdateRounds::rehearse(const QList<TxtRecord> &records, CancelToken &token)
{
    QSet<dns::Name> rehearsed;
    for (const UpdateBatch &batch : batchesOf(records)) {
        if (rehearsed.contains(batch.zone))
            continue;
        rehearsed.insert(batch.zone);
        if (const Outcome outcome = update(batch, Change::None, token); !outcome.result)
            return outcome.result;
    }
    return Nothing();
}

Result<Nothing> UpdateRounds::present(const QList<TxtRecord> &records, const PresenceNote &note, CancelToken &token)
{
    for (const UpdateBatch &batch : batchesOf(records)) {
        if (const Result<Nothing> noted = note(batch.records, Presence::MayBeThere); !noted)
            return noted;
        if (const Outcome outcome = update(batch, Change::Add, token); !outcome.result) {
            const Result<Nothing> noted = outcome.isDeclined ? note(batch.records, Presence::Declined) : Nothing();
            return noted ? outcome.result : noted;
        }
        if (const Result<Nothing> noted = note(batch.records, Presence::Published); !noted)
            return noted;
    }
    return Nothing();
}

Result<Nothing> UpdateRounds::cleanUp(const QList<TxtRecord> &records, CancelToken &token)
{
    Result<Nothing> first = Nothing();
    for (const UpdateBatch &batch : batchesOf(records)) {
        const Result<Nothing> taken = update(batch, Change::Remove, token).result;
        if (!taken && first)
            first = taken;
    }
    return first;
}

UpdateRounds::Outcome UpdateRounds::update(const UpdateBatch &batch, Change change, CancelToken &token)
{
    const Result<UpdateServers> found = serversOf(batch.zone, token);
    if (!found)
        return {found.failure(), true}; // nothing was sent
    std::optional<PublishFailure> told;
    bool isDeclinedByAll = true;
    for (const UpdateServer &server : found->servers) {
        const Result<Nothing> taken = m_send(server, batch, change, token);
        if (taken)
            m_log.add(LogEntry::Kind::Update, logLine(change, batch, server));
        const auto *why = taken ? nullptr : std::get_if<PublishFailure>(&taken.failure());
        if (!why)
            return {taken};
        PublishFailure failure = *why;
        failure.zone = batch.zone.withoutFinalDot();
        failure.name = namesOf(batch);
        failure.server = server.text;
        isDeclinedByAll = isDeclinedByAll && isDeclined(failure.kind);
        // What a server said tells more than another one's silence.
        if (!told || told->kind == Kind::NoAnswer)
            told = failure;
        if (!isWorthAnotherTry(failure, found->source))
            break;
    }
    return {Failure(*told), isDeclinedByAll};
}

Result<UpdateServers> UpdateRounds::serversOf(const dns::Name &zone, CancelToken &token)
{
    const auto known = m_servers.constFind(zone);
    if (known != m_servers.constEnd())
        return *known;
    const Result<UpdateServers> found = findUpdateServers(m_resolver, m_server, m_port, zone, token);
    if (found)
        m_servers.insert(zone, *found);
    return found;
}

} // namespace cw::publish
