// SPDX-License-Identifier: MIT
#pragma once

#include "checks/dnssecfinding.h"
#include "checks/dnssecwords.h"

namespace cw::checks
{

// Why a fault weighs what it weighs.
enum class Weight {
    Refused, // no resolver that validates can get by
    Above, // the same, in a zone above
    SomeServers, // resolvers can ask another server
    Grace, // over for so short a time that some resolvers still take it
    Contradicted, // a resolver takes it all the same
    Later, // only as long as the record is not published
    NotAsked, // of an answer that authorities do not need
    Assumed, // nobody vouches for the keys
};

// Unbound allows for a tenth of a signature's time, at least an hour, at most a day (val-sig-skew-min, -max).
bool isInGrace(const DnssecFault &fault, const QDateTime &now);

// Collects the faults of one picture into groups that are told in one sentence each.
class FaultGroups
{
public:
    explicit FaultGroups(const DnssecPicture &picture)
        : m_picture(picture)
    {
    }

    // `weightOfRefused`: when no server has a good answer; `weightOfSome`: when one has.
    void add(const JudgedQuestion &question, const JudgedZone &zone, Weight weightOfRefused, Weight weightOfSome);
    QList<Finding> findings() const;

private:
    struct Group {
        FaultGroup faults;
        Weight weight;
        dns::Name where;
    };

    void put(const JudgedQuestion::Server &server, const JudgedZone &zone, Weight weight, const QString &label);
    Finding findingFor(const Group &group) const;

    const DnssecPicture &m_picture;
    QList<Group> m_groups;
    QHash<QString, qsizetype> m_places;
};

// A finding without words, and a dig command with what it showed.
Finding dnssecFinding(Severity severity, const char *cause, const dns::Name &where);
Evidence dnssecEvidence(const dns::Reply &reply, const QString &result);

} // namespace cw::checks
