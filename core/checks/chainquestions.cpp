// SPDX-License-Identifier: MIT
#include "checks/chainquestions.h"

#include "checks/publicsuffix.h"

#include <algorithm>

namespace cw::checks
{

namespace
{

using Need = DnssecQuestion::Need;

// The requests of one name, a zone each.
class Requests
{
public:
    void addZone(const dns::Zone &zone)
    {
        if (!zone.apex.isRoot())
            find(zone);
    }

    void add(const dns::Zone &zone, const DnssecQuestion &question)
    {
        if (!zone.apex.isRoot())
            find(zone).questions.append(question);
    }

    const QList<DnssecInspector::Request> &all() const { return m_requests; }

private:
    DnssecInspector::Request &find(const dns::Zone &zone)
    {
        const auto known = std::find_if(m_requests.begin(), m_requests.end(),
            [&zone](const DnssecInspector::Request &one) { return one.zone.apex == zone.apex; });
        if (known != m_requests.end())
            return *known;
        m_requests.append({zone, {}});
        return m_requests.last();
    }

    QList<DnssecInspector::Request> m_requests;
};

ResolverSaw sawAt(const CaaStep &step, const CaaVerdict &verdict)
{
    if (step.name == verdict.owner && verdict.finding.cause == u"dnssec_bogus")
        return ResolverSaw::Bogus;
    return step.isAuthenticated ? ResolverSaw::Validated : ResolverSaw::NotKnown;
}

// The labels up to the one that decides; those of registries are not for anybody here to repair.
void addClimb(Requests &requests, dns::Resolver &resolver, const CaaVerdict &verdict, CancelToken &token)
{
    for (const CaaStep &step : verdict.steps) {
        if (step.name.labelCount() < 2 || isIcannSuffix(step.name.withoutFinalDot()))
            return;
        if (const Result<dns::Zone> zone = resolver.zoneOf(step.name, token))
            requests.add(*zone, {{step.name, dns::Type::CAA}, sawAt(step, verdict), Need::Now});
        if (step.name == verdict.owner)
            return;
    }
}

void addPlace(Requests &requests, dns::Resolver &resolver, const dns::RecordPlace &place, CancelToken &token)
{
    for (const dns::Hop &hop : place.hops) {
        const bool isEnd = hop.name == place.owner;
        const DnssecQuestion question{{hop.name, dns::Type::TXT}, ResolverSaw::NotKnown, isEnd ? Need::Later : Need::Now};
        if (const Result<dns::Zone> zone = resolver.zoneOf(hop.zone, token))
            requests.add(*zone, question);
    }
}

} // namespace

QList<QList<Finding>> dnssecFindings(DnssecInspector &inspector, dns::Resolver &resolver, const Survey &survey,
    const QList<CheckedName> &names, const QList<CaaVerdict> &verdicts, CancelToken &token)
{
    QList<DnssecInspector::Request> requests;
    QList<qsizetype> counts;
    for (qsizetype i = 0; i < names.size(); ++i) {
        Requests own;
        for (const dns::Zone &zone : survey.zonesFor(names.at(i)))
            own.addZone(zone);
        addClimb(own, resolver, verdicts.at(i), token);
        if (const auto place = survey.placeFor(names.at(i)))
            addPlace(own, resolver, *place, token);
        requests += own.all();
        counts.append(own.all().size());
    }
    const QList<DnssecReport> reports = inspector.inspectAll(requests, token);
    QList<QList<Finding>> findings;
    qsizetype next = 0;
    for (const qsizetype count : std::as_const(counts)) {
        QList<Finding> own;
        for (qsizetype i = 0; i < count; ++i)
            own += reports.at(next++).findings;
        findings.append(own);
    }
    return findings;
}

} // namespace cw::checks
