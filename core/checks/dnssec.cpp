// SPDX-License-Identifier: MIT
#include "checks/dnssec.h"

#include "checks/dnssecinspection.h"

namespace cw::checks
{

// What is remembered from one inspection to the next.
class DnssecInspector::Memory
{
public:
    Memory(dns::Resolver &resolver, Clock &clock)
        : m_resolver(resolver)
        , m_now(clock.now())
        , m_zones(resolver, m_now, m_budget)
    {
    }

    QList<DnssecReport> inspect(const QList<Request> &requests, CancelToken &token)
    {
        DnssecInspection inspection(m_resolver, m_zones, m_now, m_budget);
        return inspection.run(requests, token);
    }

private:
    dns::Resolver &m_resolver;
    QDateTime m_now;
    dns::WorkBudget m_budget;
    JudgedZones m_zones;
};

DnssecInspector::DnssecInspector(dns::Resolver &resolver, Clock &clock)
    : m_memory(std::make_unique<Memory>(resolver, clock))
{
}

DnssecInspector::~DnssecInspector() = default;

DnssecReport DnssecInspector::inspect(const dns::Zone &zone, const QList<DnssecQuestion> &questions, CancelToken &token)
{
    return inspectAll({{zone, questions}}, token).first();
}

QList<DnssecReport> DnssecInspector::inspectAll(const QList<Request> &requests, CancelToken &token)
{
    return m_memory->inspect(requests, token);
}

} // namespace cw::checks
