// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "dns/resolvercut.h"
#include "dns/zonebuilder.h"

#include <QHash>

namespace cw::dns
{

// Finds the zone cuts above names, from the root down: each label on the way is asked for its NS records at the servers of
// the zone above. Where no root server answers, or the root does not know the top level domain (closed networks), the
// recursive resolver is asked for the cut above the identifier. What was learned is kept.
class ZoneFinder
{
public:
    ZoneFinder(RecursiveResolver &recursive, ServerPanel &panel, Clock &clock, ActivityLog &log);

    QList<Result<Zone>> zonesOf(const QList<Name> &names, CancelToken &token);

    std::optional<Zone> knownZone(const Name &name) const;

    // Names that no recursive resolver may hear of before their record is published.
    void guard(const Name &validationName) { m_guarded.insert(validationName); }
    // A delegation that turned up in the answer to another question.
    void learn(const QList<Record> &nameServers, const QList<Record> &additional, CancelToken &token);
    // Whether an authoritative server said that there is nothing at or below `name`.
    bool isKnownMissing(const Name &name) const;
    // Begins anew at the root.
    void forget();

private:
    struct Step {
        enum class Kind { Cut, NoCut, Missing, Failed };
        Kind kind = Kind::NoCut;
        Failure failure = Canceled(); // of Failed
    };
    struct Position;

    void startAtRoot(CancelToken &token);
    Position positionOf(const Name &name) const;
    bool takeOneStep(const QList<Name> &names, CancelToken &token);
    void askOtherwise(const QList<ZoneQuestion> &questions, QList<Heard> &heard, CancelToken &token);
    void takeAnswer(const ZoneQuestion &asked, const Heard &heard, QList<Delegation> &found);
    void build(QList<Delegation> delegations, ServerPanel::Patience patience, CancelToken &token);
    QList<Delegation> buildOnce(const QList<Delegation> &delegations, ServerPanel::Patience patience, CancelToken &token);
    QList<Question> questionsBelow(const Name &apex) const;
    void openWayTo(const Name &apex);
    Name identifierOf(Name name) const;
    void takeCutOfResolver(const Name &identifier, CancelToken &token);
    void takeHearsay(const ResolverCut &cut);

    RecursiveResolver &m_recursive;
    ServerPanel &m_panel;
    ZoneBuilder m_builder;
    Clock &m_clock;
    ActivityLog &m_log;
    bool m_hasStarted = false;
    QList<Name> m_wanted; // whose zones are looked for now
    QHash<Name, Zone> m_zones; // by apex
    QHash<Name, Failure> m_broken; // zones whose servers give no answer with authority
    QHash<Name, Step> m_steps;
    QHash<Name, Failure> m_askedResolver; // identifiers, and why the resolver did not help
    QSet<Name> m_guarded;
    QSet<Name> m_silentForNs; // zones whose servers are asked for A in place of NS
};

} // namespace cw::dns
