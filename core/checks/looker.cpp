// SPDX-License-Identifier: MIT
#include "checks/looker.h"

#include "checks/propagationcause.h"
#include "checks/sights.h"

#include <algorithm>

namespace cw::checks
{

namespace
{

constexpr int NoError = 0;
constexpr int ServFail = 2;
constexpr dns::QueryFlags Checked{true, false, true, false, true, 1232};
constexpr dns::QueryFlags Unchecked{true, true, true, false, true, 1232};

bool isOwnValueSeenAnywhere(const NameSight &sight)
{
    return std::any_of(
        sight.servers.cbegin(), sight.servers.cend(), [](const ServerSight &server) { return server.isOwnValueSeen; });
}

std::optional<QHostAddress> firstWorkingServer(const NameSight &sight)
{
    for (const ServerSight &server : sight.servers) {
        if (server.state == SeenState::Missing || server.state == SeenState::Other)
            return QHostAddress(server.address);
    }
    return std::nullopt;
}

} // namespace

void QueryBatch::add(const dns::Query &query)
{
    const auto same = std::find_if(m_queries.cbegin(), m_queries.cend(),
        [&query](const dns::Query &other) { return other.server == query.server && other.question == query.question; });
    m_wanted.append(same - m_queries.cbegin());
    if (same == m_queries.cend())
        m_queries.append(query);
}

QList<dns::Reply> QueryBatch::send(dns::DnsTransport &transport, CancelToken &token) const
{
    const QList<dns::Reply> replies = m_queries.isEmpty() ? QList<dns::Reply>() : transport.askAll(m_queries, token);
    QList<dns::Reply> ordered;
    for (const qsizetype index : m_wanted)
        ordered.append(replies.at(index));
    return ordered;
}

dns::Query Looker::queryFor(const dns::Question &question, const dns::Endpoint &server, dns::QueryFlags flags) const
{
    dns::Query query;
    query.question = question;
    query.flags = flags;
    query.server = server;
    query.timeout = m_settings.timeout;
    query.tries = m_settings.tries;
    return query;
}

QList<Looker::Entry *> Looker::entriesWith(const std::function<bool(const Entry &)> &isWanted)
{
    QList<Entry *> wanted;
    for (Entry &entry : m_entries) {
        if (isWanted(entry))
            wanted.append(&entry);
    }
    return wanted;
}

// The replies come question by question, entry by entry, address by address.
QList<dns::Reply> Looker::askEveryServer(const QList<Entry *> &entries, const QList<MakeQuestion> &questions)
{
    QueryBatch batch;
    for (const MakeQuestion &question : questions) {
        for (const Entry *entry : entries) {
            for (const dns::ServerAddress &server : entry->place->zone.servers)
                batch.add(queryFor(question(*entry), {server.address, m_settings.authoritativePort}, {}));
        }
    }
    return batch.send(m_transport, m_token);
}

void Looker::findPlaces(dns::Resolver &resolver, const QList<ExpectedRecord> &expected)
{
    QList<dns::Name> names; // a name and its wildcard share one
    for (const ExpectedRecord &record : expected) {
        if (!names.contains(record.validationName))
            names.append(record.validationName);
    }
    const QList<Result<dns::RecordPlace>> places = resolver.placesOf(names, m_token);
    for (const ExpectedRecord &record : expected) {
        Entry entry{record, std::nullopt, {}};
        entry.sight.identifier = record.identifier;
        entry.sight.expected = record.values;
        entry.sight.owner = record.validationName;
        const Result<dns::RecordPlace> &place = places.at(names.indexOf(record.validationName));
        if (place) {
            entry.place = *place;
            entry.sight.owner = place->owner;
            entry.sight.zone = place->zone.apex;
        } else {
            entry.sight.failure = place.failure();
        }
        m_entries.append(entry);
    }
}

void Looker::askServers()
{
    const QList<Entry *> entries = entriesWith([](const Entry &entry) { return entry.place.has_value(); });
    const QList<dns::Reply> replies = askEveryServer(entries,
        {[](const Entry &entry) {
             return dns::Question{entry.place->owner, dns::Type::TXT};
         },
            [](const Entry &entry) {
                return dns::Question{entry.place->zone.apex, dns::Type::SOA};
            }});
    const QList<dns::Reply> texts = replies.first(replies.size() / 2);
    const QList<dns::Reply> serials = replies.last(replies.size() / 2);
    qsizetype next = 0;
    for (Entry *entry : entries) {
        const QList<dns::ServerAddress> &servers = entry->place->zone.servers;
        for (qsizetype i = 0; i < servers.size(); ++i)
            entry->sight.servers.append(
                sightOf(servers.at(i), entry->expected, entry->place->owner, texts.at(next + i), serials.at(next + i)));
        setAsideUnreachableIpv6(entry->sight.servers, texts.mid(next, servers.size()));
        entry->sight.isComplete = haveAll(entry->sight.servers) && anyInTime(entry->sight.servers);
        next += servers.size();
    }
}

void Looker::askAliases(dns::Resolver &resolver)
{
    struct Asked {
        Entry *entry;
        dns::ServerAddress server;
        dns::Name alias;
        dns::Name target;
    };
    QList<Asked> asked;
    QueryBatch batch;
    for (Entry *entry : entriesWith([](const Entry &one) { return one.sight.isComplete; })) {
        const QList<dns::Hop> &hops = entry->place->hops;
        for (qsizetype i = 0; i + 1 < hops.size(); ++i) {
            const Result<dns::Zone> zone = resolver.zoneOf(hops.at(i).zone, m_token);
            for (const dns::ServerAddress &server : zone ? zone->servers : QList<dns::ServerAddress>()) {
                asked.append({entry, server, hops.at(i).name, hops.at(i + 1).name});
                batch.add(
                    queryFor({hops.at(i).name, dns::Type::TXT}, {server.address, m_settings.authoritativePort}, {}));
            }
        }
    }
    const QList<dns::Reply> replies = batch.send(m_transport, m_token);
    for (qsizetype i = 0; i < asked.size(); ++i) {
        const Asked &one = asked.at(i);
        const auto fault = aliasFault(one.server, one.alias, one.target, replies.at(i));
        if (!fault)
            continue;
        one.entry->sight.servers.append(*fault);
        one.entry->sight.isComplete = false;
    }
}

void Looker::askForDoubledNames()
{
    QList<Entry *> entries;
    QList<dns::Query> queries;
    for (Entry *entry : entriesWith([](const Entry &one) { return one.place && !isOwnValueSeenAnywhere(one.sight); })) {
        const auto name = doubledName(entry->place->owner, entry->place->zone.apex);
        const auto server = firstWorkingServer(entry->sight);
        if (!name || !server)
            continue;
        entries.append(entry);
        queries.append(queryFor({*name, dns::Type::TXT}, {*server, m_settings.authoritativePort}, {}));
    }
    const QList<dns::Reply> replies = queries.isEmpty() ? QList<dns::Reply>() : m_transport.askAll(queries, m_token);
    for (qsizetype i = 0; i < entries.size(); ++i) {
        if (replies.at(i).message)
            entries[i]->isDoubled = textsAt(queries.at(i).question.name, *replies.at(i).message)
                                        .contains(entries.at(i)->expected.values.value(0));
    }
}

void Looker::askResolvers()
{
    const QList<dns::Endpoint> resolvers
        = m_settings.resolvers.isEmpty() ? dns::systemResolvers() : m_settings.resolvers;
    const QList<Entry *> complete = entriesWith([](const Entry &entry) { return entry.sight.isComplete; });
    QList<dns::Query> queries;
    for (const Entry *entry : complete) {
        for (const dns::Endpoint &resolver : resolvers)
            queries.append(queryFor({entry->expected.validationName, dns::Type::TXT}, resolver, Checked));
    }
    const QList<dns::Reply> replies = queries.isEmpty() ? QList<dns::Reply>() : m_transport.askAll(queries, m_token);
    qsizetype next = 0;
    for (Entry &entry : m_entries) {
        for (const dns::Endpoint &resolver : resolvers)
            entry.sight.resolvers.append(
                entry.sight.isComplete ? sightOfResolver(entry.expected, replies.at(next++)) : notAsked(resolver));
    }
    findBrokenSignatures(replies);
}

void Looker::findBrokenSignatures(const QList<dns::Reply> &replies)
{
    QList<dns::Query> queries;
    for (const dns::Reply &reply : replies) {
        if (!reply.message || reply.message->rcode != ServFail)
            continue;
        queries.append(reply.query);
        queries.last().flags = Unchecked;
    }
    const QList<dns::Reply> unchecked = queries.isEmpty() ? QList<dns::Reply>() : m_transport.askAll(queries, m_token);
    for (const dns::Reply &reply : unchecked) {
        if (!reply.message || reply.message->rcode != NoError)
            continue;
        for (Entry *entry : entriesWith(
                 [&reply](const Entry &one) { return one.expected.validationName == reply.query.question.name; })) {
            entry->isBogus = true;
            entry->sight.isComplete = false;
        }
    }
}

QList<NameSight> Looker::result() const
{
    QList<NameSight> names;
    for (const Entry &entry : m_entries) {
        names.append(entry.sight);
        names.last().cause = entry.isBogus ? QStringLiteral("dnssec_bogus") : causeOf(entry.sight, entry.isDoubled);
    }
    return names;
}

} // namespace cw::checks
