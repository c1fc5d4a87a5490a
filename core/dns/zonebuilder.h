// SPDX-License-Identifier: MIT
#pragma once

#include "dns/recursiveresolver.h"
#include "dns/serverpanel.h"

#include <QSet>

namespace cw::dns
{

// A zone cut as it was found, before its servers were asked.
struct Delegation {
    enum class Source { Parent, Child, Resolver }; // who gave `hosts`: Child when a server has both zones
    Name apex;
    Source source = Source::Parent;
    QList<Name> hosts; // NS set
    HostAddresses glue; // of those hosts that are inside the zone
    QList<ServerAddress> shared; // for Source::Child: the server that answered; it has the zone
    QList<Question> ahead; // what will be asked of the zone's servers next: goes out with the builder's own questions
};
Delegation delegationFrom(const QList<Record> &nameServers, const QList<Record> &additional, Delegation::Source source);

struct BuiltZone {
    Zone zone;
    std::optional<Failure> failure; // no server answered for the zone with authority
    QList<Heard> ahead; // answers to the questions of the delegation, in their order
    bool isSilentForNs = false; // its servers answer, but not questions for NS
};

// Completes zones: the addresses of their servers, the NS set of the zone itself, its SOA. Hosts inside a zone are asked of
// the zone's own servers, others of the recursive resolver.
class ZoneBuilder
{
public:
    ZoneBuilder(RecursiveResolver &recursive, ServerPanel &panel) : m_recursive(recursive), m_panel(panel) { }

    QList<BuiltZone> build(const QList<Delegation> &delegations, ServerPanel::Patience patience, CancelToken &token);

private:
    struct Draft;
    void findDelegatedServers(QList<Draft> &drafts, CancelToken &token);
    void askServers(QList<Draft> &drafts, ServerPanel::Patience patience, CancelToken &token);
    static void takeNameServers(Draft &draft, const Heard &nameServers, const Heard &soa);
    void findOwnServers(QList<Draft> &drafts, CancelToken &token);
    void askInside(QList<Draft> &drafts, CancelToken &token);
    void askOutside(QList<Draft> &drafts, CancelToken &token);

    RecursiveResolver &m_recursive;
    ServerPanel &m_panel;
};

} // namespace cw::dns
