// SPDX-License-Identifier: MIT
#pragma once

#include "checks/caa.h"
#include "checks/names.h"
#include "checks/recordprobe.h"
#include "checks/zoneprobe.h"

namespace cw::checks
{

// Where the TXT records of names will have to be, who serves those places and how well: everything of a preflight but CAA
// and DNSSEC. Zones are looked at once, for whatever number of names. One worker thread.
class Survey
{
public:
    // The policy says which challenge's record it is about, and for which account.
    Survey(dns::Resolver &resolver, const CaaPolicy &policy, CancelToken &token)
        : m_resolver(resolver)
        , m_policy(policy)
        , m_token(token)
    {
    }

    // A few batches of questions for all of them: places, then zones, then records.
    void look(const QList<CheckedName> &names);

    // Where the record has to be made; null when that could not be found: `findingsFor` says why.
    std::optional<dns::RecordPlace> placeFor(const CheckedName &name) const;
    QList<Finding> findingsFor(const CheckedName &name) const;
    // The zones on the way of a name, the one that holds the identifier first.
    QList<dns::Zone> zonesFor(const CheckedName &name) const;

private:
    struct Entry {
        std::optional<RecordProbe> probe;
        QList<dns::Name> zones; // on the way, without repeats
        std::optional<Finding> failure; // no place
    };

    std::optional<dns::Name> validationNameOf(const dns::Name &identifier) const;
    void findPlaces(const QList<dns::Name> &identifiers);
    void probeNewZones(const QList<dns::Name> &identifiers);
    bool isPublicAbove(const dns::Zone &zone);
    bool isReachedFromHere(const dns::Name &identifier) const;
    Finding failureFinding(const dns::Name &identifier, const Failure &failure);

    dns::Resolver &m_resolver;
    const CaaPolicy &m_policy;
    CancelToken &m_token;
    QHash<dns::Name, Entry> m_entries; // by identifier without "*."
    QHash<dns::Name, dns::Zone> m_zones;
    QHash<dns::Name, QList<Finding>> m_zoneFindings;
    GoodServers m_good;
};

} // namespace cw::checks
