// SPDX-License-Identifier: MIT
#include "checks/preflight.h"

#include "checks/delegation.h"

#include <algorithm>

namespace cw::checks
{

namespace
{

// So many names share the batches of a round; their results come together.
constexpr qsizetype NamesAtOnce = 8;

// CAA, the place of the record, its servers: what is told as progress.
constexpr int PartsOfAName = 3;

constexpr dns::QueryFlags Recursive{true, false, true, false, true, 1232};

dns::Name nameOf(const QString &ascii)
{
    return dns::Name::parse(ascii).value_or(dns::Name());
}

// Asked of resolvers: the zone or the identifier, never the validation name (it would be kept as missing, RFC 2308 5).
SeenElsewhere seenElsewhere(dns::Resolver &resolver, const dns::Name &name, CancelToken &token)
{
    constexpr int NoError = 0;
    const dns::Reply reply = resolver.askRecursive({name, dns::Type::SOA}, Recursive, token);
    return reply.message && reply.message->rcode == NoError ? SeenElsewhere::Yes : SeenElsewhere::No;
}

// The places of names and who serves them; each zone is asked once.
class Places
{
public:
    Places(dns::Resolver &resolver, CancelToken &token)
        : m_resolver(resolver)
        , m_token(token)
    {
    }

    // One batch of questions for all of them.
    void find(const QList<CheckedName> &names)
    {
        QList<dns::Name> validationNames;
        for (const CheckedName &name : names) {
            const auto validationName = nameOf(name.baseName()).child("_acme-challenge");
            if (validationName && !validationNames.contains(*validationName))
                validationNames.append(*validationName);
        }
        const QList<Result<dns::RecordPlace>> places = m_resolver.placesOf(validationNames, m_token);
        for (qsizetype i = 0; i < places.size(); ++i)
            m_places.insert(validationNames.at(i), places.at(i));
    }

    void fill(NamePreflight &name)
    {
        const dns::Name base = nameOf(name.name.baseName());
        const auto place = m_places.constFind(base.child("_acme-challenge").value_or(dns::Name()));
        if (place == m_places.cend())
            return;
        if (!*place) {
            name.findings.append(
                placeFailureFinding(place.key(), place->failure(), seenElsewhere(m_resolver, base, m_token)));
            return;
        }
        name.place = **place;
        name.findings += placeFindings(*name.place);
        name.findings += findingsOfServers(name.place->zone);
    }

private:
    QList<Finding> findingsOfServers(const dns::Zone &zone)
    {
        if (const auto known = m_servers.constFind(zone.apex); known != m_servers.cend())
            return *known;
        const QList<dns::Reply> replies = m_resolver.askAllServers(zone, {{zone.apex, dns::Type::SOA}}, m_token);
        if (m_token.isCanceled())
            return {};
        const SeenElsewhere seen
            = isServed(replies) ? SeenElsewhere::Yes : seenElsewhere(m_resolver, zone.apex, m_token);
        return m_servers.insert(zone.apex, serverFindings(zone, replies, seen)).value();
    }

    dns::Resolver &m_resolver;
    CancelToken &m_token;
    QHash<dns::Name, Result<dns::RecordPlace>> m_places;
    QHash<dns::Name, QList<Finding>> m_servers;
};

int badness(Severity severity)
{
    static const QList<Severity> order{
        Severity::Ok, Severity::Info, Severity::Warning, Severity::Unknown, Severity::Fail};
    return int(order.indexOf(severity));
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

void conclude(NamePreflight &name)
{
    // When no resolver answers at all, failing to find the servers is the network's fault, not the name's.
    if (name.caa.finding.severity == Severity::Unknown && !name.place) {
        for (Finding &finding : name.findings)
            finding.severity = Severity::Unknown;
    }
    name.findings.append(name.caa.finding);
    name.findings += name.caa.notes;
    std::stable_sort(name.findings.begin(), name.findings.end(),
        [](const Finding &one, const Finding &other) { return badness(one.severity) > badness(other.severity); });
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
    Places places(resolver, token);
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
        places.find(group);
        advance(first, group.size(), 2);
        for (qsizetype i = 0; i < group.size(); ++i) {
            NamePreflight result;
            result.name = group.at(i);
            result.caa = caa.at(i);
            result.asked = asked;
            if (!token.isCanceled())
                places.fill(result);
            if (!token.isCanceled())
                conclude(result);
            result.duration = std::chrono::milliseconds(asked.msecsTo(clock.now()));
            report.names.append(result);
            if (progress.nameDone && !token.isCanceled())
                progress.nameDone(int(report.names.size()) - 1, result);
        }
    }
    return report;
}

} // namespace cw::checks
