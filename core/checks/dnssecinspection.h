// SPDX-License-Identifier: MIT
#pragma once

#include "checks/dnssecfinding.h"

namespace cw::checks
{

// One call of the inspector at work: the zones asked for, then, round by round, those that aliases lead into.
class DnssecInspection
{
public:
    DnssecInspection(dns::Resolver &resolver, JudgedZones &zones, const QDateTime &now, dns::WorkBudget &budget)
        : m_resolver(resolver)
        , m_zones(zones)
        , m_now(now)
        , m_budget(budget)
    {
    }

    QList<DnssecReport> run(const QList<DnssecInspector::Request> &requests, CancelToken &token);

private:
    // What is found out for one request in one zone; the first of a request is about the zone that was asked for.
    struct Part {
        qsizetype request;
        DnssecPicture picture;
        qsizetype asked = 0; // so many questions have their answers
    };
    // A question about the target of an alias.
    struct Turn {
        qsizetype request;
        InspectedQuestion question;
    };

    void begin(const QList<DnssecInspector::Request> &requests);
    void ask(CancelToken &token);
    void judge(JudgedQuestion &question, const JudgedZone &zone);
    QList<Turn> newTurns();
    void follow(const QList<Turn> &turns, CancelToken &token);
    bool isKnown(qsizetype request, const dns::Question &question) const;
    DnssecPicture &pictureFor(qsizetype request, const dns::Name &apex);
    DnssecReport reportOf(qsizetype request) const;

    dns::Resolver &m_resolver;
    JudgedZones &m_zones;
    QDateTime m_now;
    dns::WorkBudget &m_budget;
    QList<Part> m_parts;
};

} // namespace cw::checks
