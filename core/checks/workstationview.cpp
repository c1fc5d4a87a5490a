// SPDX-License-Identifier: MIT
#include "checks/workstationview.h"

#include <algorithm>

namespace cw::checks
{

namespace
{

using namespace std::chrono_literals;

constexpr qsizetype MostZones = 3;
constexpr qsizetype MostServers = 6; // of a zone, to compare with
constexpr qsizetype MostResolvers = 3;

// RFC 5737: networks for examples; nobody runs anything there.
constexpr const char *NowhereAddresses[] = {"192.0.2.1", "198.51.100.1", "203.0.113.1"};
// a, k and m of the root: by different operators, with addresses that have never changed.
constexpr const char *RootAddresses[] = {"198.41.0.4", "193.0.14.129", "202.12.27.33"};

constexpr dns::QueryFlags Unchecked{true, true, false, false, true, 1232};
constexpr dns::QueryFlags Signed{true, false, true, true, true, 1232};

// Questions of all kinds that go out together; each answer is taken by its number.
class Batch
{
public:
    qsizetype add(const dns::Query &query)
    {
        m_queries.append(query);
        return m_queries.size() - 1;
    }
    QList<qsizetype> addAll(const QList<dns::Query> &queries)
    {
        QList<qsizetype> numbers;
        for (const dns::Query &query : queries)
            numbers.append(add(query));
        return numbers;
    }
    void send(dns::Resolver &resolver, CancelToken &token) { m_replies = resolver.askAll(m_queries, token); }
    const dns::Reply &reply(qsizetype number) const { return m_replies.at(number); }
    QList<dns::Reply> replies(const QList<qsizetype> &numbers) const
    {
        QList<dns::Reply> replies;
        for (const qsizetype number : numbers)
            replies.append(reply(number));
        return replies;
    }

private:
    QList<dns::Query> m_queries;
    QList<dns::Reply> m_replies;
};

dns::Query toResolver(const dns::Resolver &resolver, const dns::Endpoint &server, const dns::Question &question,
    const dns::QueryFlags &flags, int tries)
{
    return {question, flags, server, dns::Carrier::UdpThenTcp, resolver.settings().timeout, tries, {}};
}

QList<dns::Query> toPublicOnes(
    const dns::Resolver &resolver, const dns::Question &question, const dns::QueryFlags &flags)
{
    QList<dns::Query> queries;
    for (const dns::PublicResolver &one : resolver.settings().publicResolvers)
        queries.append(toResolver(resolver, one.endpoint, question, flags, 1));
    return queries;
}

WorkstationView::Network networkOf(const dns::DnsSettings &settings)
{
    if (settings.authoritativePort != 53)
        return WorkstationView::Network::OwnPort;
    return settings.resolvers.isEmpty() ? WorkstationView::Network::Open : WorkstationView::Network::Closed;
}

// A zone whose servers answered: they gave their NS records or the SOA.
bool isReached(const Result<dns::Zone> &zone)
{
    return zone && !zone->isHearsay && (!zone->childServers.isEmpty() || !zone->soa.primary.isRoot());
}

// Names on the way to others, the root among them: all of their zones.
QList<dns::Name> withAncestors(const QList<dns::Name> &names)
{
    QList<dns::Name> all{dns::Name()};
    for (dns::Name name : names) {
        for (; !name.isRoot() && !all.contains(name); name = name.parent())
            all.append(name);
    }
    return all;
}

QList<dns::Question> hostsOf(const ZoneView &view)
{
    return {{view.name, dns::Type::A}, {view.name, dns::Type::AAAA}};
}

bool has(const dns::Reply &reply, const dns::Question &question)
{
    return reply.message && reply.query.question == question
        && std::any_of(reply.message->answer.cbegin(), reply.message->answer.cend(),
            [&question](const dns::Record &record) { return record.type == question.type; });
}

// What the resolver says about addresses that the name servers give. Where they give none it is not asked: the proof that
// there is none, kept by a resolver that uses such proofs (RFC 8198), would answer for CAA as well.
void askForAddresses(QList<ZoneView> &views, dns::Resolver &resolver, const dns::Endpoint &server, CancelToken &token)
{
    Batch batch;
    QList<std::pair<ZoneView *, qsizetype>> asked;
    for (ZoneView &view : views) {
        for (const dns::Question &question : hostsOf(view)) {
            const bool isThere = std::any_of(view.ownAddresses.cbegin(), view.ownAddresses.cend(),
                [&question](const dns::Reply &reply) { return has(reply, question); });
            if (isThere)
                asked.append({&view,
                    batch.add(toResolver(resolver, server, question, Unchecked, resolver.settings().tries))});
        }
    }
    batch.send(resolver, token);
    for (const auto &[view, number] : std::as_const(asked))
        view->addresses.append(batch.reply(number));
}

// Asks one zone's parties.
struct ZoneQuestions {
    ZoneView view;
    qsizetype soa = 0;
    qsizetype nameServers = 0;
    QList<qsizetype> ownSoas;
    QList<qsizetype> ownAddresses;
    QList<qsizetype> publicNameServers;

    void ask(Batch &batch, const dns::Resolver &resolver, const dns::Endpoint &server)
    {
        const int tries = resolver.settings().tries;
        soa = batch.add(toResolver(resolver, server, {view.zone.apex, dns::Type::SOA}, Unchecked, tries));
        nameServers = batch.add(toResolver(resolver, server, {view.zone.apex, dns::Type::NS}, Unchecked, tries));
        if (!view.zone.isHearsay) {
            for (const dns::ServerAddress &own : view.zone.servers.mid(0, MostServers)) {
                ownSoas.append(batch.add(resolver.queryFor({view.zone.apex, dns::Type::SOA}, own.address)));
                for (const dns::Question &question : hostsOf(view))
                    ownAddresses.append(batch.add(resolver.queryFor(question, own.address)));
            }
        }
        publicNameServers = batch.addAll(toPublicOnes(resolver, {view.zone.apex, dns::Type::NS}, Unchecked));
    }

    ZoneView answered(const Batch &batch) const
    {
        ZoneView result = view;
        result.soa = batch.reply(soa);
        result.nameServers = batch.reply(nameServers);
        result.ownSoas = batch.replies(ownSoas);
        result.ownAddresses = batch.replies(ownAddresses);
        result.publicNameServers = batch.replies(publicNameServers);
        return result;
    }
};

// The first of them that is no server we know of: in a lab, name servers may sit there.
std::optional<dns::Query> toNowhere(const dns::Resolver &resolver, const QList<Result<dns::Zone>> &zones)
{
    const auto isKnown = [&](const QHostAddress &address) {
        const auto isServer = [&address](const dns::ServerAddress &server) { return server.address == address; };
        const auto isOfZone = [&isServer](const Result<dns::Zone> &zone) {
            return zone && std::any_of(zone->servers.cbegin(), zone->servers.cend(), isServer);
        };
        const auto isResolver = [&address](const dns::Endpoint &server) { return server.address == address; };
        const QList<dns::Endpoint> &resolvers = resolver.recursiveServers();
        return std::any_of(zones.cbegin(), zones.cend(), isOfZone)
            || std::any_of(resolvers.cbegin(), resolvers.cend(), isResolver);
    };
    for (const char *text : NowhereAddresses) {
        const QHostAddress address(QString::fromLatin1(text));
        if (isKnown(address))
            continue;
        dns::Query query{{dns::Name(), dns::Type::NS}, Unchecked, {address, 53}, dns::Carrier::UdpOnly, 1000ms, 1, {}};
        return query;
    }
    return std::nullopt;
}

QList<dns::Query> toInternetsRoot(const dns::Resolver &resolver)
{
    QList<dns::Query> queries;
    const dns::Name deep = dns::Name::parse(QStringLiteral("www.iana.org")).value_or(dns::Name());
    for (const char *address : RootAddresses) {
        queries.append(resolver.queryFor({deep, dns::Type::A}, QHostAddress(QString::fromLatin1(address))));
        queries.last().carrier = dns::Carrier::UdpOnly;
        queries.last().tries = 1;
    }
    return queries;
}

dns::Name apexOr(const Result<dns::Zone> &zone, const dns::Name &name)
{
    return zone ? zone->apex : name;
}

// One name of each of the first zones.
QList<ZoneView> zonesToCompare(
    const QList<dns::Name> &names, const QList<dns::Name> &way, const QList<Result<dns::Zone>> &zones)
{
    QList<ZoneView> views;
    for (const dns::Name &name : names) {
        const Result<dns::Zone> &zone = zones.at(way.indexOf(name));
        const bool isUsable = zone && zone->apex.labelCount() > 1;
        const auto isSame = [&zone](const ZoneView &view) { return view.zone.apex == zone->apex; };
        if (isUsable && views.size() < MostZones && std::none_of(views.cbegin(), views.cend(), isSame))
            views.append({name, *zone, {}, {}, {}, {}, {}, {}});
    }
    return views;
}

} // namespace

WorkstationView viewFromHere(dns::Resolver &resolver, const QList<dns::Name> &names, CancelToken &token)
{
    WorkstationView view;
    view.network = networkOf(resolver.settings());
    const QList<dns::Name> way = withAncestors(names);
    const QList<Result<dns::Zone>> zones = resolver.zonesOf(way, token);
    view.isRootReached = zones.first().isOk() && zones.first()->apex.isRoot();
    view.isAnyServerReached = view.isRootReached || std::any_of(zones.cbegin(), zones.cend(), isReached);

    Batch batch;
    const QList<dns::Endpoint> servers = resolver.recursiveServers().mid(0, MostResolvers);
    const dns::Question rootSoa{dns::Name(), dns::Type::SOA};
    const int tries = resolver.settings().tries;
    QList<qsizetype> rootOfResolvers;
    QList<qsizetype> nameOfResolvers;
    for (const dns::Endpoint &server : servers) {
        rootOfResolvers.append(batch.add(toResolver(resolver, server, rootSoa, Signed, tries)));
        if (!names.isEmpty())
            nameOfResolvers.append(batch.add(toResolver(
                resolver, server, {apexOr(zones.at(way.indexOf(names.first())), names.first()), dns::Type::SOA},
                Unchecked, tries)));
    }
    const QList<qsizetype> rootOfPublicOnes = batch.addAll(toPublicOnes(resolver, rootSoa, Signed));
    std::optional<qsizetype> rootOfRoot;
    std::optional<qsizetype> nowhere;
    QList<qsizetype> deep;
    QList<ZoneQuestions> questions;
    if (view.network != WorkstationView::Network::OwnPort) {
        if (view.isRootReached && !zones.first()->servers.isEmpty())
            rootOfRoot = batch.add(resolver.queryFor(rootSoa, zones.first()->servers.first().address));
        if (const std::optional<dns::Query> query = toNowhere(resolver, zones))
            nowhere = batch.add(*query);
        if (view.network == WorkstationView::Network::Open)
            deep = batch.addAll(toInternetsRoot(resolver));
        for (const ZoneView &zone : zonesToCompare(names, way, zones)) {
            if (servers.isEmpty())
                break; // nothing of this computer's to compare
            questions.append({zone, 0, 0, {}, {}, {}});
            questions.last().ask(batch, resolver, servers.first());
        }
    }
    batch.send(resolver, token);

    view.rootOfResolvers = batch.replies(rootOfResolvers);
    view.nameOfResolvers = batch.replies(nameOfResolvers);
    view.rootOfPublicOnes = batch.replies(rootOfPublicOnes);
    if (rootOfRoot)
        view.rootOfRoot = batch.reply(*rootOfRoot);
    if (nowhere)
        view.nowhere = batch.reply(*nowhere);
    view.deep = batch.replies(deep);
    for (const ZoneQuestions &asked : std::as_const(questions))
        view.zones.append(asked.answered(batch));
    if (!questions.isEmpty())
        askForAddresses(view.zones, resolver, servers.first(), token);
    return view;
}

} // namespace cw::checks
