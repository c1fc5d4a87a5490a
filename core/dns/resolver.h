// SPDX-License-Identifier: MIT
#pragma once

#include "base/activitylog.h"
#include "base/clock.h"
#include "dns/dnstransport.h"

#include <memory>

namespace cw::dns
{

class RecursiveResolver;
class ZoneFinder;
class ServerPanel;

struct ServerAddress {
    Name host;
    QHostAddress address;
    bool operator==(const ServerAddress &) const = default;
};

// A zone cut with everything that is known about who serves it.
struct Zone {
    Name apex;
    QList<Name> parentServers; // NS set in the parent's delegation; empty for the root or when it was not asked
    QList<Name> childServers; // NS set that the zone itself gives
    QList<ServerAddress> servers; // every address of the union of both sets
    QList<Name> withoutAddress; // name servers that have none
    int serversLeftOut = 0; // name servers or addresses beyond what is asked (26 of each)
    bool isHearsay = false; // what resolvers say: neither the root nor any server of the zone could be asked from here
    Soa soa; // as the first server that answered gave it, or a resolver when isHearsay
};

// One step of the way from the validation name to the record: an alias, or the end.
struct Hop {
    Name name;
    Name zone;
    Type via = Type::CNAME; // CNAME or DNAME: how the next hop was reached; TXT at the last
};

// Where the TXT record has to be: the owner name after all aliases, and its zone.
struct RecordPlace {
    Name validationName; // _acme-challenge.<identifier without "*.">
    QList<Hop> hops; // from the validation name to `owner`; one element without an alias
    Name owner;
    Zone zone;
};

// How far the aliases at a name could be followed.
struct AliasEnd {
    Name name; // the end, or where it went no further
    std::optional<Zone> zone; // of `name`
    std::optional<Failure> failure; // why the way ends before an answer
};

// Finds zones and aliases by asking authoritative servers from the root down (RD=0); a recursive resolver is asked only for
// the root's servers and for addresses of name servers, never for a validation name or anything at or below it
// (it would keep the negative answer, RFC 2308). Where the root cannot be reached (closed networks, port 53 blocked), the
// zone cut of the identifier itself is asked of the resolver instead; when its servers cannot be asked either, the zone is
// hearsay, and whether the validation name is an alias stays unknown. What was learned is kept as long as the object lives:
// make one for each look. One worker thread.
class Resolver
{
public:
    Resolver(DnsTransport &transport, DnsSettings settings, Clock &clock, ActivityLog &log);
    ~Resolver();

    // The zone that holds `name` (the deepest cut at or above it). DnsFailure when it cannot be found out.
    Result<Zone> zoneOf(const Name &name, CancelToken &token);
    // Many at once: in the order of the names.
    QList<Result<Zone>> zonesOf(const QList<Name> &names, CancelToken &token);
    // The deepest zone cut at or above `name` that is known by now, even one whose servers do not answer; asks nothing.
    std::optional<Zone> knownZone(const Name &name) const;
    // At most 12 hops; DnsFailure Loop, TooManyAliases, NotFound (a missing target zone), NoServers.
    Result<RecordPlace> placeOf(const Name &validationName, CancelToken &token);
    // Many at once, level by level: in the order of the names. What they share is asked once.
    QList<Result<RecordPlace>> placesOf(const QList<Name> &validationNames, CancelToken &token);
    // Where the aliases at names lead that are no validation names.
    QList<AliasEnd> endsOf(const QList<Name> &names, CancelToken &token);
    // How far the way of a validation name goes whose place cannot be found.
    AliasEnd endOfWay(const Name &validationName, CancelToken &token);

    // Each question to every address of the zone's servers, RD=0; all replies of the first server come first.
    QList<Reply> askAllServers(const Zone &zone, const QList<Question> &questions, CancelToken &token);
    // A question to the server at `address`, as the settings want servers to be asked.
    Query queryFor(const Question &question, const QHostAddress &address, QueryFlags flags = {}) const;
    // Questions that need flags or a carrier of their own; replies in their order.
    QList<Reply> askAll(const QList<Query> &queries, CancelToken &token);
    // To the recursive resolvers in their order until one answers.
    Reply askRecursive(const Question &question, QueryFlags flags, CancelToken &token);
    // The same for many at once, in one batch a resolver: what the first left without an answer, the next one is asked.
    QList<Reply> askRecursiveAll(const QList<Question> &questions, QueryFlags flags, CancelToken &token);

    // Those that are asked before the public ones: of the settings, or the system's.
    const QList<Endpoint> &recursiveServers() const;
    // From now on no name server is asked (port 53 is blocked or intercepted): zones are hearsay. Forgets what was learned.
    void leaveServersOut();
    bool asksServers() const { return m_asksServers; }
    // From now on only public resolvers are asked, if there are any: the others show another world than the CA sees.
    void askOnlyPublicResolvers();

    const DnsSettings &settings() const { return m_settings; }
    Clock &clock() const { return m_clock; }

private:
    struct Journey;
    QList<AliasEnd> endsOf(QList<Journey> journeys, CancelToken &token);
    bool goOn(QList<Journey> &journeys, CancelToken &token);
    static void takeHop(Journey &journey, const Zone &zone, const Message &message);
    bool isNowhere(const Zone &zone, const Name &name) const;

    DnsTransport &m_transport;
    DnsSettings m_settings;
    bool m_asksServers = true;
    Clock &m_clock;
    std::unique_ptr<RecursiveResolver> m_recursive;
    std::unique_ptr<ServerPanel> m_panel;
    std::unique_ptr<ZoneFinder> m_finder;
};

} // namespace cw::dns
