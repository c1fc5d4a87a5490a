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
    HostAddresses addresses;
    std::optional<Failure> failure;

    // The servers of the root are not asked about themselves: the resolver knows their addresses.
    bool isInside(const Name &host) const { return !zone.apex.isRoot() && host.isAtOrBelow(zone.apex); }

    // The first in the order of their names, so that every look asks the same ones.
    void chooseHosts()
    {
        std::sort(known.begin(), known.end());
        hosts = known.first(std::min(known.size(), MostServers));
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
    askForNameServers(drafts, patience, token);
    findOwnServers(drafts, token);

    QList<BuiltZone> built;
    for (const Draft &draft : drafts)
        built.append({draft.zone, draft.failure});
    return built;
}

void ZoneBuilder::findDelegatedServers(QList<Draft> &drafts, CancelToken &token)
{
    askOutside(drafts, token);
    for (Draft &draft : drafts)
        draft.zone.servers = draft.delegation.shared;
    askInside(drafts, token); // only where a server of the parent has this zone as well; else the glue has to do
    for (Draft &draft : drafts)
        draft.listServers();
}

void ZoneBuilder::askForNameServers(QList<Draft> &drafts, ServerPanel::Patience patience, CancelToken &token)
{
    QList<ZoneQuestion> questions;
    for (const Draft &draft : drafts) {
        for (const Type type : {Type::NS, Type::SOA})
            questions.append({draft.zone.apex, draft.zone.servers, {draft.zone.apex, type}});
    }
    const QList<Heard> heard = m_panel.ask(questions, patience, token);
    for (qsizetype i = 0; i < drafts.size(); ++i) {
        Draft &draft = drafts[i];
        const Heard &nameServers = heard[2 * i];
        const Heard &soa = heard[2 * i + 1];
        // Some servers know their zone, but not its NS records (or fail at that question): CAs' resolvers do without.
        if (!nameServers.message && !soa.message) {
            draft.failure = draft.zone.servers.isEmpty() ? noAddresses(draft.zone) : nameServers.message.failure();
            continue;
        }
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

// A and AAAA of the hosts inside each zone, asked of its servers as far as they are known by now.
void ZoneBuilder::askInside(QList<Draft> &drafts, CancelToken &token)
{
    QList<ZoneQuestion> questions;
    QList<qsizetype> draftOf;
    for (qsizetype i = 0; i < drafts.size(); ++i) {
        const Draft &draft = drafts[i];
        if (draft.failure || draft.zone.servers.isEmpty())
            continue;
        for (const Name &host : draft.hosts) {
            if (!draft.isInside(host))
                continue;
            for (const Type type : {Type::A, Type::AAAA}) {
                questions.append({draft.zone.apex, draft.zone.servers, {host, type}});
                draftOf.append(i);
            }
        }
    }
    const QList<Heard> heard = m_panel.ask(questions, ServerPanel::Patience::Short, token);
    for (qsizetype q = 0; q < heard.size(); ++q) {
        const Name &host = questions[q].question.name;
        if (heard[q].message)
            addNew(drafts[draftOf[q]].addresses, host, addressesIn(heard[q].message->answer, host));
    }
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
