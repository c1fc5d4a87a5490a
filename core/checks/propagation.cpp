// SPDX-License-Identifier: MIT
#include "checks/propagation.h"

#include "checks/propagationcause.h"
#include "checks/sights.h"

#include <algorithm>
#include <array>
#include <functional>

namespace cw::checks
{

using namespace std::chrono_literals;

namespace
{

bool isOwnValueSeenAnywhere(const NameSight &sight)
{
    return std::any_of(sight.servers.cbegin(), sight.servers.cend(),
                       [](const ServerSight &server) { return server.isOwnValueSeen; });
}

std::optional<QHostAddress> firstWorkingServer(const NameSight &sight)
{
    for (const ServerSight &server : sight.servers) {
        if (server.state == SeenState::Missing || server.state == SeenState::Other)
            return QHostAddress(server.address);
    }
    return std::nullopt;
}

// One look at work: the questions of all names go out in as few batches as possible.
class Looker
{
public:
    Looker(dns::DnsTransport &transport, const dns::DnsSettings &settings, CancelToken &token)
        : m_transport(transport)
        , m_settings(settings)
        , m_token(token)
    {
    }

    void findPlaces(dns::Resolver &resolver, const QList<ExpectedRecord> &expected);
    void askServers();
    void askForDoubledNames();
    void askResolvers();
    QList<NameSight> result() const;

private:
    struct Entry {
        ExpectedRecord expected;
        std::optional<dns::RecordPlace> place;
        NameSight sight;
        bool isDoubled = false;
    };

    using MakeQuestion = std::function<dns::Question(const Entry &)>;

    QList<dns::Reply> askEveryServer(const QList<Entry *> &entries, const QList<MakeQuestion> &questions);
    dns::Query queryFor(const dns::Question &question, const dns::Endpoint &server, dns::QueryFlags flags) const;
    QList<Entry *> entriesWith(const std::function<bool(const Entry &)> &isWanted);

    dns::DnsTransport &m_transport;
    const dns::DnsSettings &m_settings;
    CancelToken &m_token;
    QList<Entry> m_entries;
};

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

// Each question about each entry to each address of its zone, all in one batch; what is the same goes out only once.
// The replies come question by question, entry by entry, address by address.
QList<dns::Reply> Looker::askEveryServer(const QList<Entry *> &entries, const QList<MakeQuestion> &questions)
{
    QList<dns::Query> queries;
    QList<qsizetype> wanted;
    const auto add = [&queries, &wanted](const dns::Query &query) {
        const auto same = std::find_if(queries.cbegin(), queries.cend(), [&query](const dns::Query &other) {
            return other.server == query.server && other.question == query.question;
        });
        wanted.append(same - queries.cbegin());
        if (same == queries.cend())
            queries.append(query);
    };
    for (const MakeQuestion &question : questions) {
        for (const Entry *entry : entries) {
            for (const dns::ServerAddress &server : entry->place->zone.servers)
                add(queryFor(question(*entry), {server.address, m_settings.authoritativePort}, {}));
        }
    }
    const QList<dns::Reply> replies = m_transport.askAll(queries, m_token);
    QList<dns::Reply> ordered;
    for (const qsizetype index : wanted)
        ordered.append(replies.at(index));
    return ordered;
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
        Entry entry {record, std::nullopt, {}};
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
    const QList<dns::Reply> replies
        = askEveryServer(entries, {[](const Entry &entry) { return dns::Question {entry.place->owner, dns::Type::TXT}; },
                                   [](const Entry &entry) { return dns::Question {entry.place->zone.apex, dns::Type::SOA}; }});
    const QList<dns::Reply> texts = replies.first(replies.size() / 2);
    const QList<dns::Reply> serials = replies.last(replies.size() / 2);
    qsizetype next = 0;
    for (Entry *entry : entries) {
        const QList<dns::ServerAddress> &servers = entry->place->zone.servers;
        for (qsizetype i = 0; i < servers.size(); ++i)
            entry->sight.servers.append(sightOf(servers.at(i), entry->expected, texts.at(next + i), serials.at(next + i)));
        setAsideUnreachableIpv6(entry->sight.servers, texts.mid(next, servers.size()));
        entry->sight.isComplete = haveAll(entry->sight.servers);
        next += servers.size();
    }
}

// Only where the value is seen nowhere: perhaps the zone was added to the record name twice. One working server is enough.
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
            entries[i]->isDoubled = textsIn(*replies.at(i).message).contains(entries.at(i)->expected.values.value(0));
    }
}

// For information only, and only now: asked before, they would keep the negative answer (RFC 2308 5).
void Looker::askResolvers()
{
    const QList<dns::Endpoint> resolvers = m_settings.resolvers.isEmpty() ? dns::systemResolvers() : m_settings.resolvers;
    constexpr dns::QueryFlags flags {true, false, true, false, true, 1232};
    const QList<Entry *> complete = entriesWith([](const Entry &entry) { return entry.sight.isComplete; });
    QList<dns::Query> queries;
    for (const Entry *entry : complete) {
        for (const dns::Endpoint &resolver : resolvers)
            queries.append(queryFor({entry->expected.validationName, dns::Type::TXT}, resolver, flags));
    }
    const QList<dns::Reply> replies = queries.isEmpty() ? QList<dns::Reply>() : m_transport.askAll(queries, m_token);
    qsizetype next = 0;
    for (Entry &entry : m_entries) {
        for (const dns::Endpoint &resolver : resolvers)
            entry.sight.resolvers.append(entry.sight.isComplete ? sightOfResolver(entry.expected, replies.at(next++))
                                                                : notAsked(resolver));
    }
}

QList<NameSight> Looker::result() const
{
    QList<NameSight> names;
    for (const Entry &entry : m_entries) {
        names.append(entry.sight);
        names.last().cause = causeOf(entry.sight, entry.isDoubled);
    }
    return names;
}

// No resolver, no network: says nothing about the names.
std::optional<Failure> whyNothingCouldBeAsked(const QList<NameSight> &names)
{
    const auto isWithoutResolver = [](const NameSight &name) {
        const auto *failure = name.failure ? std::get_if<DnsFailure>(&*name.failure) : nullptr;
        return failure && failure->kind == DnsFailure::Kind::NoResolver;
    };
    if (names.isEmpty() || !std::all_of(names.cbegin(), names.cend(), isWithoutResolver))
        return std::nullopt;
    return names.first().failure;
}

} // namespace

QString seenStateName(SeenState state)
{
    switch (state) {
    case SeenState::Seen:
        return QStringLiteral("seen");
    case SeenState::Missing:
        return QStringLiteral("missing");
    case SeenState::Other:
        return QStringLiteral("other");
    case SeenState::Error:
        return QStringLiteral("error");
    case SeenState::NoAnswer:
        return QStringLiteral("no_answer");
    case SeenState::NotAsked:
        break;
    }
    return QStringLiteral("not_asked");
}

bool Look::isComplete() const
{
    return !names.isEmpty()
        && std::all_of(names.cbegin(), names.cend(), [](const NameSight &name) { return name.isComplete; });
}

Result<Look> lookOnce(dns::DnsTransport &transport, const dns::DnsSettings &settings, const QList<ExpectedRecord> &expected,
                      Clock &clock, ActivityLog &log, CancelToken &token)
{
    dns::Resolver resolver(transport, settings, clock, log);
    Looker looker(transport, settings, token);
    looker.findPlaces(resolver, expected);
    looker.askServers();
    Look look;
    look.time = clock.now();
    looker.askForDoubledNames();
    looker.askResolvers();
    if (token.isCanceled())
        return Failure(Canceled());
    look.names = looker.result();
    if (const auto failure = whyNothingCouldBeAsked(look.names))
        return *failure;
    return look;
}

std::chrono::milliseconds waitBeforeLook(int looksSoFar, std::chrono::milliseconds sinceStart)
{
    constexpr std::array<std::chrono::seconds, 6> first {2s, 3s, 5s, 8s, 13s, 20s};
    if (looksSoFar < 1)
        return 0ms;
    if (looksSoFar <= int(first.size()))
        return first.at(size_t(looksSoFar) - 1);
    return sinceStart < 15min ? 30s : 60s;
}

} // namespace cw::checks
