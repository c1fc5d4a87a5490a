// SPDX-License-Identifier: MIT
#include "checks/preflight.h"

#include "checks/chainquestions.h"
#include "checks/caafinding.h"
#include "checks/survey.h"
#include "checks/workstation.h"

#include <algorithm>

namespace cw::checks
{

namespace
{

// So many names share the batches of a round; their results come together.
constexpr qsizetype NamesAtOnce = 8;

// CAA, the place of the record, its servers: what is told as progress.
constexpr int PartsOfAName = 4;

int badness(Severity severity)
{
    static const QList<Severity> order{
        Severity::Ok, Severity::Info, Severity::Warning, Severity::Unknown, Severity::Fail};
    return int(order.indexOf(severity));
}

// Where several things are wrong, the one that explains the others comes first (the order of dns-checks section 4).
int rankOf(const QString &cause)
{
    static const QStringList order{QStringLiteral("caa_parent_or_tld_failure"), QStringLiteral("caa_forbids"),
        QStringLiteral("dnssec_bogus"), QStringLiteral("case_0x20"), QStringLiteral("caa_servfail_nameserver"),
        QStringLiteral("delegation_wrong_or_lame"), QStringLiteral("nameserver_timeout"),
        QStringLiteral("record_name_doubled"), QStringLiteral("wildcard_cname_swallows"),
        QStringLiteral("cname_conflict_or_alias"), QStringLiteral("single_txt_overwritten"),
        QStringLiteral("stale_txt"), QStringLiteral("propagation_too_early"), QStringLiteral("negative_cache")};
    const qsizetype rank = order.indexOf(cause);
    return int(rank < 0 ? order.size() : rank);
}

bool isWorse(const Finding &one, const Finding &other)
{
    if (badness(one.severity) != badness(other.severity))
        return badness(one.severity) > badness(other.severity);
    if (rankOf(one.cause) != rankOf(other.cause))
        return rankOf(one.cause) < rankOf(other.cause);
    return one.check == u"dnssec" && other.check == u"caa"; // says what exactly is broken
}

Verdict verdictOf(const QList<Finding> &findings)
{
    switch (findings.isEmpty() ? Severity::Unknown : findings.first().severity) {
    case Severity::Ok:
    case Severity::Info:
        return Verdict::Ready;
    case Severity::Warning:
        return Verdict::Warning;
    case Severity::Fail:
        return Verdict::Refused;
    case Severity::Unknown:
        break;
    }
    return Verdict::Unknown;
}

// What a name gets into by the company of its own wildcard.
QList<Finding> findingsOfOrder(const NamePreflight &name, const QList<CheckedName> &all)
{
    const auto sharing = std::count_if(all.cbegin(), all.cend(),
        [&name](const CheckedName &other) { return other.baseName() == name.name.baseName(); });
    if (sharing < 2 || !name.place)
        return {};
    const auto finding = oneValueFinding(name.place->validationName, name.place->zone.apex);
    return finding ? QList<Finding>{*finding} : QList<Finding>();
}

QList<NamePreflight> unasked(const QList<CheckedName> &names, Clock &clock)
{
    QList<NamePreflight> results;
    for (const CheckedName &name : names) {
        NamePreflight result;
        result.name = name;
        result.caa.decision = CaaDecision::Error;
        result.caa.finding = notAskedFinding(name.ascii);
        result.asked = clock.now();
        results.append(result);
    }
    return results;
}

void conclude(NamePreflight &name)
{
    // When no resolver answers at all, failing to find the servers is the network's fault, not the name's.
    if (name.caa.finding.severity == Severity::Unknown && !name.place) {
        for (Finding &finding : name.findings)
            finding.severity = Severity::Unknown;
    }
    name.findings.append(name.caa.finding);
    name.findings += name.caa.notes;
    std::stable_sort(name.findings.begin(), name.findings.end(), isWorse);
    name.verdict = verdictOf(name.findings);
}

} // namespace

QString verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Ready:
        return QStringLiteral("ready");
    case Verdict::Warning:
        return QStringLiteral("warning");
    case Verdict::Refused:
        return QStringLiteral("refused");
    case Verdict::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

PreflightReport preflight(dns::Resolver &resolver, const QList<CheckedName> &names, const CaaPolicy &policy,
    Clock &clock, const PreflightProgress &progress, CancelToken &token)
{
    PreflightReport report;
    QList<dns::Name> identifiers;
    for (const CheckedName &name : names)
        identifiers.append(dns::Name::parse(name.baseName()).value_or(dns::Name()));
    const Workstation workstation = inspectWorkstation(resolver, identifiers, token);
    report.workstation = workstation.findings;
    if (progress.workstationDone && !token.isCanceled())
        progress.workstationDone(report.workstation);
    if (workstation.outage) {
        report.outage = workstation.outage;
        report.names = unasked(names, clock);
        return report;
    }
    Survey survey(resolver, policy, token);
    DnssecInspector inspector(resolver, clock);
    const auto advance = [&](qsizetype first, qsizetype count, int done) {
        for (qsizetype i = first; progress.advanced && i < first + count; ++i)
            progress.advanced(int(i), done, PartsOfAName);
    };
    for (qsizetype first = 0; first < names.size(); first += NamesAtOnce) {
        const QList<CheckedName> group = names.mid(first, NamesAtOnce);
        QStringList texts;
        for (const CheckedName &name : group)
            texts.append(name.ascii);
        const QDateTime asked = clock.now();
        advance(first, group.size(), 0);
        const QList<CaaVerdict> caa = checkCaa(resolver, texts, policy, token);
        advance(first, group.size(), 1);
        survey.look(group);
        advance(first, group.size(), 2);
        const QList<QList<Finding>> dnssec = resolver.asksServers()
            ? dnssecFindings(inspector, resolver, survey, group, caa, token)
            : QList<QList<Finding>>(group.size());
        advance(first, group.size(), 3);
        for (qsizetype i = 0; i < group.size(); ++i) {
            NamePreflight result;
            result.name = group.at(i);
            result.caa = caa.at(i);
            result.asked = asked;
            if (!token.isCanceled()) {
                result.place = survey.placeFor(result.name);
                result.findings = survey.findingsFor(result.name) + dnssec.at(i) + findingsOfOrder(result, names);
                conclude(result);
            }
            result.duration = std::chrono::milliseconds(asked.msecsTo(clock.now()));
            report.names.append(result);
            if (progress.nameDone && !token.isCanceled())
                progress.nameDone(int(report.names.size()) - 1, result);
        }
    }
    return report;
}

} // namespace cw::checks
