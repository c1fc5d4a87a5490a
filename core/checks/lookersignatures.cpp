// SPDX-License-Identifier: MIT
#include "checks/dnssec.h"
#include "checks/looker.h"

#include <algorithm>

namespace cw::checks
{

namespace
{

// A resolver that meets the one bad server of several asks another one most of the time, and fails now and then: of two
// servers one with a broken signature failed once in 25 (rule 11 of data/dcv-verdicts.md).
bool holdsBack(const Finding &finding)
{
    const bool isAboutOneServer = finding.severity == Severity::Warning && !finding.server.isEmpty();
    return finding.cause == u"dnssec_bogus" && (finding.severity == Severity::Fail || isAboutOneServer);
}

// What is wrong further up (a closed network with a root of its own) only resolvers can tell: they are asked next.
bool isInside(const Finding &finding, const dns::RecordPlace &place)
{
    const std::optional<dns::Name> where = dns::Name::parse(finding.where);
    return where
        && std::any_of(place.hops.cbegin(), place.hops.cend(),
            [&where](const dns::Hop &hop) { return where->isAtOrBelow(hop.zone); });
}

bool isSigned(const dns::Reply &reply)
{
    const QList<dns::Record> answer = reply.message ? reply.message->answer : QList<dns::Record>();
    return std::any_of(answer.cbegin(), answer.cend(),
        [](const dns::Record &record) { return record.type == dns::Type::RRSIG; });
}

} // namespace

void Looker::checkSignatures(dns::Resolver &resolver)
{
    const QList<LookEntry *> entries = entriesWith([](const LookEntry &one) {
        return one.sight.isComplete && std::any_of(one.texts.cbegin(), one.texts.cend(), isSigned);
    });
    QList<LookEntry *> inspected;
    QList<DnssecInspector::Request> requests;
    for (LookEntry *entry : entries) {
        const Result<dns::Zone> first = resolver.zoneOf(entry->place->hops.first().zone, m_token);
        if (!first)
            continue;
        DnssecQuestion question;
        question.question = {entry->expected.validationName, dns::Type::TXT}; // aliases are followed
        requests.append({*first, {question}});
        inspected.append(entry);
    }
    if (requests.isEmpty() || m_token.isCanceled())
        return;
    DnssecInspector inspector(resolver, m_clock);
    const QList<DnssecReport> reports = inspector.inspectAll(requests, m_token);
    for (qsizetype i = 0; i < reports.size(); ++i) {
        const QList<Finding> &findings = reports.at(i).findings;
        LookEntry &entry = *inspected.at(i);
        const auto fault = std::find_if(findings.cbegin(), findings.cend(),
            [&entry](const Finding &finding) { return holdsBack(finding) && isInside(finding, *entry.place); });
        if (fault == findings.cend())
            continue;
        entry.clues.isBogus = true;
        entry.clues.whyBogus = *fault;
        entry.sight.isComplete = false;
    }
}

} // namespace cw::checks
