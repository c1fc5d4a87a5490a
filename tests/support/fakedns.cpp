// SPDX-License-Identifier: MIT
#include "support/fakedns.h"

#include "support/fakezones.h"

#include <QTest>

#include <ldns/ldns.h>

namespace cw::test
{

using namespace cw::dns;

namespace
{

const QHostAddress ResolverAddress(QStringLiteral("192.0.2.53"));

void failTest(const QString &why)
{
    QTest::qFail(qPrintable(why), __FILE__, __LINE__);
}

Name nameOf(const QByteArray &text)
{
    const std::optional<Name> name = Name::parse(QString::fromLatin1(text));
    if (!name)
        failTest(QStringLiteral("FakeDns: no name: ") + QString::fromLatin1(text));
    return name.value_or(Name());
}

bool hasAt(const QList<Record> &records, const Name &owner, Type type)
{
    return std::any_of(records.begin(), records.end(),
                       [&](const Record &r) { return r.owner == owner && r.type == type; });
}

QList<Record> recordsFrom(const char *apex, const QByteArray &text)
{
    QList<Record> records;
    for (const QByteArray &line : text.split('\n')) {
        if (!line.trimmed().isEmpty())
            records.append(FakeDns::record(apex, line.trimmed()));
    }
    return records;
}

struct NameServer {
    QByteArray host;
    QList<QByteArray> addresses;
};

QList<NameServer> nameServersFrom(const QList<QByteArray> &texts)
{
    QList<NameServer> servers;
    for (const QByteArray &text : texts) {
        const QList<QByteArray> parts = text.split('=');
        servers.append({parts.value(0), parts.value(1).split(',')});
    }
    return servers;
}

// The NS set of `apex` and the addresses of those name servers that are inside `zone`.
QList<Record> delegationOf(const char *apex, const QList<NameServer> &servers, const Name &zone)
{
    QList<Record> records;
    for (const NameServer &server : servers) {
        records.append(FakeDns::record(apex, "@ NS " + server.host + '.'));
        for (const QByteArray &address : server.addresses) {
            const QByteArray type = address.contains(':') ? " AAAA " : " A ";
            if (nameOf(server.host).isAtOrBelow(zone))
                records.append(FakeDns::record(apex, server.host + '.' + type + address));
        }
    }
    return records;
}

DnsFailure failureOf(const Query &query, DnsFailure::Kind kind)
{
    DnsFailure failure;
    failure.kind = kind;
    failure.server = query.server.toString();
    failure.question = query.question.name.toString() + u' ' + typeName(query.question.type);
    return failure;
}

// Nobody runs DNS there (RFC 5737): asked to learn whether something answers all the same.
bool isProbe(const Query &query)
{
    static const QStringList nowhere {QStringLiteral("192.0.2.1"), QStringLiteral("198.51.100.1"), QStringLiteral("203.0.113.1")};
    return query.question.name.isRoot() && nowhere.contains(query.server.address.toString());
}

} // namespace

QList<Record> &FakeDns::Server::records(const char *zone)
{
    const Name name = nameOf(zone);
    if (!zones.contains(name))
        failTest(QStringLiteral("FakeDns: this server has no zone ") + QString::fromLatin1(zone));
    return zones[name];
}

FakeDns::FakeDns()
{
    m_servers.insert(ResolverAddress, {});
}

Record FakeDns::record(const char *origin, const QByteArray &line)
{
    ldns_rr *parsed = nullptr;
    ldns_rdf *zone = ldns_dname_new_frm_str(origin);
    const ldns_status status = ldns_rr_new_frm_str(&parsed, line.constData(), 300, zone, nullptr);
    ldns_rdf_deep_free(zone);
    if (status != LDNS_STATUS_OK) {
        failTest(QStringLiteral("FakeDns: no record: ") + QString::fromLatin1(line));
        return {};
    }
    uint8_t *wire = nullptr;
    size_t size = 0;
    ldns_rr2wire(&wire, parsed, LDNS_SECTION_ANSWER, &size);
    // A message with this record as its answer: our own parser reads it.
    const QByteArray header("\0\0\x80\0\0\0\0\1\0\0\0\0", 12);
    const auto message = parseMessage(header + QByteArray(reinterpret_cast<char *>(wire), qsizetype(size)));
    free(wire);
    ldns_rr_free(parsed);
    return message.value().answer.first();
}

void FakeDns::addRoot()
{
    addZone(".", {"a.root-servers.net=198.41.0.4"});
}

void FakeDns::addZone(const char *apex, const QList<QByteArray> &servers, const char *text)
{
    const Name name = nameOf(apex);
    const QList<NameServer> nameServers = nameServersFrom(servers);
    QList<Record> records = recordsFrom(apex, text);
    if (!hasAt(records, name, Type::NS))
        records = delegationOf(apex, nameServers, name) + records;
    if (!hasAt(records, name, Type::SOA))
        records.prepend(record(apex, "@ SOA " + nameServers.first().host + ". hostmaster 1 3600 600 86400 300"));

    for (Server &server : m_servers) {
        const std::optional<Name> parent = zoneAbove(server.zones, name);
        const bool isDelegated = parent && hasAt(server.zones[*parent], name, Type::NS);
        if (parent && *parent != name && !isDelegated)
            server.zones[*parent] += delegationOf(apex, nameServers, *parent);
    }
    for (const NameServer &nameServer : nameServers) {
        for (const QByteArray &address : nameServer.addresses)
            m_servers[QHostAddress(QString::fromLatin1(address))].zones[name] = records;
    }
}

void FakeDns::addRecord(const char *zone, const char *line)
{
    for (Server &server : m_servers) {
        if (server.zones.contains(nameOf(zone)))
            server.zones[nameOf(zone)].append(record(zone, line));
    }
}

void FakeDns::removeRecords(const char *zone, const char *owner, Type type)
{
    const Name name = nameOf(owner);
    for (Server &server : m_servers) {
        if (server.zones.contains(nameOf(zone)))
            server.zones[nameOf(zone)].removeIf([&](const Record &r) { return r.owner == name && r.type == type; });
    }
}

int FakeDns::changeZone(const char *zone, const std::function<void(Records &)> &change)
{
    int servers = 0;
    for (Server &server : m_servers) {
        const auto found = server.zones.find(nameOf(zone));
        if (found == server.zones.end())
            continue;
        change(*found);
        ++servers;
    }
    return servers;
}

FakeDns::Server &FakeDns::server(const char *address)
{
    const QHostAddress key(QString::fromLatin1(address));
    if (!m_servers.contains(key))
        failTest(QStringLiteral("FakeDns: no server ") + QString::fromLatin1(address));
    return m_servers[key];
}

DnsSettings FakeDns::settings() const
{
    DnsSettings settings;
    settings.resolvers = {{ResolverAddress, 53}};
    return settings;
}

bool FakeDns::wasAskedRecursively(const char *nameOrBelow) const
{
    return std::any_of(asked.begin(), asked.end(), [&](const Query &query) {
        return query.server.address == ResolverAddress && query.question.name.isAtOrBelow(nameOf(nameOrBelow));
    });
}

QList<Reply> FakeDns::askAll(const QList<Query> &queries, CancelToken &token)
{
    if (onAsk)
        onAsk();
    ++batches;
    QList<Reply> replies;
    for (const Query &query : queries) {
        Reply reply;
        reply.query = query;
        if (!token.isCanceled()) {
            asked.append(query);
            reply.message = answer(query);
            const Server &server = m_servers[query.server.address];
            reply.roundTrip = server.roundTrips.value(query.question.type, server.roundTrip);
            reply.triesUsed = reply.message ? 1 : query.tries;
            reply.cameByTcp = query.carrier == Carrier::TcpOnly;
        }
        replies.append(reply);
    }
    return replies;
}

Message FakeDns::answerRecursively(const Question &question) const
{
    Zones everything;
    for (const Server &server : m_servers) {
        if (!server.isSilent && !server.isUnreachable && !server.refuses && !server.isLame)
            everything.insert(server.zones);
    }
    Message message = answerFrom(everything, question);
    const auto isReferral = [](const Record &record) { return record.type == Type::NS; };
    if (message.rcode == 5 || std::any_of(message.authority.begin(), message.authority.end(), isReferral))
        message.rcode = 2; // a zone that no working server has
    message.isAuthoritative = false;
    return message;
}

Result<Message> FakeDns::answer(const Query &query)
{
    if (!m_servers.contains(query.server.address)) {
        if (isProbe(query))
            return Failure(failureOf(query, DnsFailure::Kind::NoAnswer));
        failTest(QStringLiteral("FakeDns: nobody serves %1, asked for %2")
                     .arg(query.server.toString(), query.question.name.toString()));
        return Failure(failureOf(query, DnsFailure::Kind::Unreachable));
    }
    const Server server = m_servers.value(query.server.address);
    if (server.answers) {
        if (const auto own = server.answers(query))
            return *own;
    }
    if (!query.wire.isEmpty()) {
        failTest(QStringLiteral("FakeDns: an update for %1 that nobody scripted").arg(query.question.name.toString()));
        return Failure(failureOf(query, DnsFailure::Kind::NoAnswer));
    }
    if (server.isSilent || server.silentAt == query.question.type)
        return Failure(failureOf(query, DnsFailure::Kind::NoAnswer));
    if (server.isUnreachable)
        return Failure(failureOf(query, DnsFailure::Kind::Unreachable));

    Message message;
    message.questions = {query.question};
    const bool isRecursive = query.server.address == ResolverAddress;
    if (server.refuses) {
        message.rcode = 5;
    } else if (query.flags.edns && query.flags.ednsVersion > 0) {
        message.rcode = 16; // BADVERS, RFC 6891 6.1.3
    } else if (server.rcodes.contains(query.question.type)) {
        message.rcode = server.rcodes.value(query.question.type);
        message.isAuthoritative = !isRecursive && (message.rcode == 0 || message.rcode == 3);
    } else if (isRecursive) {
        message = answerRecursively(query.question);
    } else if (!server.isLame) {
        message = answerFrom(server.zones, query.question);
        message.isAuthoritative = message.isAuthoritative && !server.isWithoutAa;
    }
    message.isResponse = true;
    message.hasEdns = query.flags.edns;
    message.recursionDesired = query.flags.recursionDesired;
    message.recursionAvailable = isRecursive;
    message.errors = server.errors.value(query.question.type);
    return message;
}

} // namespace cw::test
