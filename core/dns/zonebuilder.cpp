// SPDX-License-Identifier: MIT
#include "dns/zonebuilder.h"

#include <algorithm>

namespace cw::dns
{

namespace
{

// The root has 13 servers with two addresses each; no zone needs more.
constexpr qsizetype MostServers = 26;

void addNew(QList<Name> &names, const Name &name)
{
    if (!names.contains(name))
        names.append(name);
}

void addNew(HostAddresses &addresses, const Name &host, const QList<QHostAddress> &found)
{
    for (const QHostAddress &address : found) {
        if (!addresses[host].contains(address))
            addresses[host].append(address);
    }
}

// Numerically: 192.0.2.9 before 192.0.2.10, version 4 before 6.
bool isBefore(const QHostAddress &a, const QHostAddress &b)
{
    if (a.protocol() != b.protocol())
        return a.protocol() == QAbstractSocket::IPv4Protocol;
    if (a.protocol() == QAbstractSocket::IPv4Protocol)
        return a.toIPv4Address() < b.toIPv4Address();
    const Q_IPV6ADDR x = a.toIPv6Address();
    const Q_IPV6ADDR y = b.toIPv6Address();
    return std::lexicographical_compare(std::begin(x.c), std::end(x.c), std::begin(y.c), std::end(y.c));
}

bool isBefore(const ServerAddress &a, const ServerAddress &b)
{
    return a.host == b.host ? isBefore(a.address, b.address) : a.host < b.host;
}

Failure noAddresses(const Zone &zone)
{
    QStringList hosts;
    for (const Name &host : zone.withoutAddress)
        hosts.append(host.withoutFinalDot());
    DnsFailure failure;
    failure.kind = DnsFailure::Kind::NoServers;
    failure.question = zone.apex.toString();
    failure.detail = hosts.join(u' ');
    return failure;
}

} // namespace

Delegation delegationFrom(const QList<Record> &nameServers, const QList<Record> &additional, Delegation::Source source)
{
    Delegation delegation;
    delegation.apex = nameServers.first().owner;
    delegation.source = source;
    for (const Record &record : nameServers) {
        if (const std::optional<Name> host = targetOf(record))
            addNew(delegation.hosts, *host);
    }
    std::sort(delegation.hosts.begin(), delegation.hosts.end());
    for (const Name &host : delegation.hosts) {
        const QList<QHostAddress> glue = addressesIn(additional, host);
        // Other additional addresses are hearsay: the parent is not asked about them.
        if (!glue.isEmpty() && host.isAtOrBelow(delegation.apex))
            delegation.glue.insert(host, glue);
    }
    return delegation;
}

struct ZoneBuilder::Draft {
    Delegation delegation;
    Zone zone;
    QList<Name> known; // of both NS sets
    QList<Name> hosts; // of these, as many as are asked
    QSet<Name> asked; // hosts inside the zone whose addresses its servers were asked for
    QList<Heard> ahead;
    HostAddresses addresses;
    std::optional<Failure> failure;
    bool isSilentForNs = false;

    // The servers of the root are not asked about themselves: the resolver knows their addresses.
    bool isInside(const Name &host) const { return !zone.apex.isRoot() && host.isAtOrBelow(zone.apex); }

    // The first in the order of their names, so that every look asks the same ones.
    void chooseHosts()
    {
        std::sort(known.begin(), known.end());
        hosts = known.first(std::min(known.size(), MostServers));
    }

    QList<Name> hostsToAsk() const
    {
        QList<Name> inside;
        for (const Name &host : hosts) {
            if (isInside(host) && !asked.contains(host))
                inside.append(host);
        }
        return inside;
    }

    void takeAddresses(const Name &host, const Heard &heard)
    {
        if (heard.message)
            addNew(addresses, host, addressesIn(heard.message->answer, host));
    }

    void listServers()
    {
        zone.servers.clear();
        zone.withoutAddress.clear();
        for (const Name &host : hosts) {
            for (const QHostAddress &address : addresses.value(host))
                zone.servers.append({host, address});
            if (addresses.value(host).isEmpty())
                zone.withoutAddress.append(host);
        }
        std::sort(zone.servers.begin(), zone.servers.end(),
                  [](const ServerAddress &a, const ServerAddress &b) { return isBefore(a, b); });
        const qsizetype tooMany = std::max<qsizetype>(zone.servers.size() - MostServers, 0);
        zone.servers.remove(zone.servers.size() - tooMany, tooMany);
        zone.serversLeftOut = int(known.size() - hosts.size() + tooMany);
    }
};

QList<BuiltZone> ZoneBuilder::build(const QList<Delegation> &delegations, ServerPanel::Patience patience,
                                    CancelToken &token)
{
    QList<Draft> drafts;
    for (const Delegation &delegation : delegations) {
        Draft draft;
        draft.delegation = delegation;
        draft.zone.apex = delegation.apex;
        draft.known = delegation.hosts;
        draft.chooseHosts();
        draft.addresses = delegation.glue;
        if (delegation.source == Delegation::Source::Parent)
            draft.zone.parentServers = delegation.hosts;
        drafts.append(draft);
    }
    findDelegatedServers(drafts, token);
    askServers(drafts, patience, token);
    findOwnServers(drafts, token);

    QList<BuiltZone> built;
    for (const Draft &draft : drafts)
        built.append({draft.zone, draft.failure, draft.ahead, draft.isSilentForNs});
    return built;
}

// By glue and by the resolver; and the server of the parent that has this zone as well.
void ZoneBuilder::findDelegatedServers(QList<Draft> &drafts, CancelToken &token)
{
    askOutside(drafts, token);
    for (Draft &draft : drafts) {
        draft.listServers();
        for (const ServerAddress &server : std::as_const(draft.delegation.shared)) {
            if (!draft.zone.servers.contains(server))
                draft.zone.servers.append(server);
        }
    }
}

// NS and SOA, the addresses of hosts inside, and what the delegation wants to know, in one batch: each round trip counts.
void ZoneBuilder::askServers(QList<Draft> &drafts, ServerPanel::Patience patience, CancelToken &token)
{
    QList<ZoneQuestion> questions;
    for (Draft &draft : drafts) {
        const auto ask = [&](const Question &question) {
            questions.append({draft.zone.apex, draft.zone.servers, question});
        };
        for (const Type type : {Type::NS, Type::SOA})
            ask({draft.zone.apex, type});
        for (const Question &question : std::as_const(draft.delegation.ahead))
            ask(question);
        for (const Name &host : draft.hostsToAsk()) {
            for (const Type type : {Type::A, Type::AAAA})
                ask({host, type});
        }
    }
    const QList<Heard> heard = m_panel.ask(questions, patience, token);
    qsizetype next = 0;
    for (Draft &draft : drafts) {
        const Heard &nameServers = heard[next++];
        const Heard &soa = heard[next++];
        draft.ahead = heard.mid(next, draft.delegation.ahead.size());
        next += draft.ahead.size();
        for (const Name &host : draft.hostsToAsk()) {
            for (int type = 0; type < 2; ++type)
                draft.takeAddresses(host, heard[next++]);
            draft.asked.insert(host);
        }
        takeNameServers(draft, nameServers, soa);
    }
}

void ZoneBuilder::takeNameServers(Draft &draft, const Heard &nameServers, const Heard &soa)
{
    // Some servers know their zone, but not its NS records (or fail at that question): CAs' resolvers do without.
    if (!nameServers.message && !soa.message) {
        draft.failure = draft.zone.servers.isEmpty() ? noAddresses(draft.zone) : nameServers.message.failure();
        return;
    }
    draft.isSilentForNs = !nameServers.message;
    for (const Record &record : nameServers.message ? nameServers.message->answer : QList<Record>()) {
        const std::optional<Name> host = record.type == Type::NS ? targetOf(record) : std::nullopt;
        if (!host || !(record.owner == draft.zone.apex))
            continue;
        addNew(draft.zone.childServers, *host);
        addNew(draft.known, *host);
    }
    std::sort(draft.zone.childServers.begin(), draft.zone.childServers.end());
    draft.chooseHosts();
    for (const Record &record : soa.message ? soa.message->answer : QList<Record>()) {
        if (record.owner == draft.zone.apex)
            draft.zone.soa = soaOf(record).value_or(draft.zone.soa);
    }
}

void ZoneBuilder::findOwnServers(QList<Draft> &drafts, CancelToken &token)
{
    askOutside(drafts, token);
    askInside(drafts, token);
    for (Draft &draft : drafts) {
        draft.listServers();
        for (const Name &host : draft.hosts) {
            if (draft.isInside(host) && draft.addresses.contains(host) && !token.isCanceled())
                m_recursive.remember(host, draft.addresses.value(host));
        }
    }
}

// A and AAAA of the hosts inside each zone that were not asked for yet.
void ZoneBuilder::askInside(QList<Draft> &drafts, CancelToken &token)
{
    QList<ZoneQuestion> questions;
    QList<qsizetype> draftOf;
    for (qsizetype i = 0; i < drafts.size(); ++i) {
        const Draft &draft = drafts[i];
        if (draft.failure || draft.zone.servers.isEmpty())
            continue;
        for (const Name &host : draft.hostsToAsk()) {
            for (const Type type : {Type::A, Type::AAAA}) {
                questions.append({draft.zone.apex, draft.zone.servers, {host, type}});
                draftOf.append(i);
            }
        }
    }
    const QList<Heard> heard = m_panel.ask(questions, ServerPanel::Patience::Short, token);
    for (qsizetype q = 0; q < heard.size(); ++q)
        drafts[draftOf[q]].takeAddresses(questions[q].question.name, heard[q]);
}

// The hosts that lie elsewhere. A zone that only the resolver knows may have all of its hosts asked there.
void ZoneBuilder::askOutside(QList<Draft> &drafts, CancelToken &token)
{
    const auto isAsked = [](const Draft &draft, const Name &host) {
        const bool isOutside = !draft.isInside(host) || draft.delegation.source == Delegation::Source::Resolver;
        return isOutside && !draft.addresses.contains(host);
    };
    QList<Name> hosts;
    for (const Draft &draft : drafts) {
        for (const Name &host : draft.hosts) {
            if (isAsked(draft, host))
                addNew(hosts, host);
        }
    }
    const HostAddresses found = m_recursive.addressesOf(hosts, token);
    for (Draft &draft : drafts) {
        for (const Name &host : draft.hosts) {
            if (isAsked(draft, host))
                addNew(draft.addresses, host, found.value(host));
        }
    }
}

} // namespace cw::dns
