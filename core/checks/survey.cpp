// SPDX-License-Identifier: MIT
#include "checks/survey.h"

#include "checks/delegation.h"
#include "checks/findingwords.h"
#include "checks/replies.h"
#include "checks/validationnames.h"
#include "checks/zonefindings.h"

#include <QCoreApplication>

#include <algorithm>

namespace cw::checks
{

namespace
{

constexpr dns::QueryFlags Recursive{true, false, true, false, true, 1232};

dns::Name nameOf(const CheckedName &name)
{
    return dns::Name::parse(name.baseName()).value_or(dns::Name());
}

// Asked of resolvers: the zone or the identifier, never the validation name (it would be kept as missing, RFC 2308 5).
SeenElsewhere seenElsewhere(dns::Resolver &resolver, const dns::Name &name, CancelToken &token)
{
    const dns::Reply reply = resolver.askRecursive({name, dns::Type::SOA}, Recursive, token);
    return reply.message && reply.message->rcode == NoError ? SeenElsewhere::Yes : SeenElsewhere::No;
}

QList<dns::Reply> soaRepliesOf(const ZoneProbe &probe)
{
    QList<dns::Reply> replies;
    for (const ServerProbe &one : probe.servers)
        replies.append(one.soa);
    return replies;
}

// It says with authority that a name in the zone does not exist.
bool hasZone(const ServerProbe &probe)
{
    const dns::Reply &reply = probe.missingName;
    return reply.message && reply.message->isAuthoritative
        && (reply.message->rcode == NoError || reply.message->rcode == NameError);
}

Finding tooLongFinding(const dns::Name &identifier, const CaaPolicy &policy)
{
    const std::optional<dns::Name> label = validationName(dns::Name(), policy.challengeType, policy.accountUrl);
    Finding made = makeFinding("name", Severity::Fail, "identifier_rejected", identifier);
    made.saw = words(QT_TRANSLATE_NOOP("checks", "%1 is too long to have “%2” put in front of it."))
                   .arg(identifier.withoutFinalDot(), label.value_or(dns::Name()).toString());
    made.means = words(QT_TRANSLATE_NOOP("checks", "No authority can validate such a name by DNS."));
    made.todo = {words(QT_TRANSLATE_NOOP("checks", "Use a shorter name, or a wildcard for a name further up."))};
    return made;
}

} // namespace

void Survey::look(const QList<CheckedName> &names)
{
    QList<dns::Name> identifiers; // a name and its wildcard have one place
    for (const CheckedName &name : names) {
        if (!validationNameOf(nameOf(name)))
            m_entries[nameOf(name)].failure = tooLongFinding(nameOf(name), m_policy);
        else if (!identifiers.contains(nameOf(name)) && !m_entries.contains(nameOf(name)))
            identifiers.append(nameOf(name));
    }
    findPlaces(identifiers);
    if (!m_resolver.asksServers())
        return;
    probeNewZones(identifiers);
    QList<RecordProbe> probes;
    for (const dns::Name &identifier : std::as_const(identifiers)) {
        if (const auto &probe = m_entries[identifier].probe)
            probes.append(*probe);
    }
    askAboutRecords(m_resolver, probes, m_good, m_token);
    for (const RecordProbe &probe : std::as_const(probes))
        m_entries[probe.identifier].probe = probe;
}

std::optional<dns::Name> Survey::validationNameOf(const dns::Name &identifier) const
{
    return validationName(identifier, m_policy.challengeType, m_policy.accountUrl);
}

void Survey::findPlaces(const QList<dns::Name> &identifiers)
{
    QList<dns::Name> validationNames;
    for (const dns::Name &identifier : identifiers)
        validationNames.append(validationNameOf(identifier).value_or(identifier));
    const QList<Result<dns::RecordPlace>> places = m_resolver.placesOf(validationNames, m_token);
    const QList<Result<dns::Zone>> zones = m_resolver.zonesOf(identifiers, m_token);
    for (qsizetype i = 0; i < identifiers.size(); ++i) {
        Entry &entry = m_entries[identifiers.at(i)];
        if (m_token.isCanceled())
            continue;
        if (!places.at(i)) {
            entry.failure = failureFinding(identifiers.at(i), places.at(i).failure());
            continue;
        }
        RecordProbe probe{identifiers.at(i), *places.at(i), {}, {}, {}, {}, {}, {}};
        probe.zone = zones.at(i) ? *zones.at(i) : places.at(i)->zone;
        entry.zones = {probe.zone.apex};
        m_zones.insert(probe.zone.apex, probe.zone);
        for (const dns::Hop &hop : places.at(i)->hops) {
            if (!entry.zones.contains(hop.zone))
                entry.zones.append(hop.zone);
        }
        m_zones.insert(places.at(i)->zone.apex, places.at(i)->zone);
        entry.probe = probe;
    }
}

void Survey::probeNewZones(const QList<dns::Name> &identifiers)
{
    QList<dns::Name> fresh;
    for (const dns::Name &identifier : identifiers) {
        for (const dns::Name &apex : std::as_const(m_entries[identifier].zones)) {
            if (!fresh.contains(apex) && !m_zoneFindings.contains(apex))
                fresh.append(apex);
        }
    }
    QList<dns::Zone> zones;
    for (const dns::Name &apex : std::as_const(fresh)) {
        if (const Result<dns::Zone> zone = m_resolver.zoneOf(apex, m_token)) {
            m_zones.insert(apex, *zone);
            zones.append(*zone);
        }
    }
    for (const ZoneProbe &probe : probeZones(m_resolver, zones, m_token)) {
        if (m_token.isCanceled())
            return;
        const QList<dns::Reply> soa = soaRepliesOf(probe);
        const bool answersOthers = std::any_of(probe.servers.cbegin(), probe.servers.cend(), hasZone);
        const SeenElsewhere seen
            = answersOthers || isServed(soa) ? SeenElsewhere::Yes : seenElsewhere(m_resolver, probe.zone.apex, m_token);
        m_zoneFindings.insert(probe.zone.apex,
            serverFindings(probe.zone, soa, answersOthers, seen) + abilityFindings(probe)
                + stateFindings(probe, isPublicAbove(probe.zone)));
        for (const ServerProbe &one : probe.servers) {
            if ((isServed({one.soa}) || hasZone(one)) && !m_good.contains(probe.zone.apex))
                m_good.insert(probe.zone.apex, one.server);
        }
    }
}

bool Survey::isPublicAbove(const dns::Zone &zone)
{
    if (zone.apex.isRoot() || zone.parentServers.isEmpty())
        return false;
    const Result<dns::Zone> above = m_resolver.zoneOf(zone.apex.parent(), m_token);
    return above && !above->servers.isEmpty()
        && std::none_of(above->servers.cbegin(), above->servers.cend(),
            [](const dns::ServerAddress &server) { return isPrivateAddress(server.address); });
}

// A name whose delegation was found by asking servers above it: then questions to servers do get out of this network.
bool Survey::isReachedFromHere(const dns::Name &identifier) const
{
    const auto zone = m_resolver.knownZone(identifier);
    return zone && !zone->parentServers.isEmpty();
}

Finding Survey::failureFinding(const dns::Name &identifier, const Failure &failure)
{
    const SeenElsewhere seen = isReachedFromHere(identifier) ? SeenElsewhere::No
                                                             : seenElsewhere(m_resolver, identifier, m_token);
    const dns::Name validationName = validationNameOf(identifier).value_or(identifier);
    const auto *dns = std::get_if<DnsFailure>(&failure);
    const bool isWorthALook = dns
        && (dns->kind == DnsFailure::Kind::NoAnswer || dns->kind == DnsFailure::Kind::Rcode
            || dns->kind == DnsFailure::Kind::Malformed || dns->kind == DnsFailure::Kind::NotAuthoritative);
    return placeFailureFinding(validationName, failure,
        isWorthALook ? lookAtTrouble(m_resolver, validationName, m_token) : PlaceTrouble::Unknown, seen);
}

std::optional<dns::RecordPlace> Survey::placeFor(const CheckedName &name) const
{
    const Entry entry = m_entries.value(nameOf(name));
    return entry.probe ? std::optional(publishingPlace(*entry.probe)) : std::nullopt;
}

QList<Finding> Survey::findingsFor(const CheckedName &name) const
{
    const Entry entry = m_entries.value(nameOf(name));
    if (entry.failure)
        return {*entry.failure};
    if (!entry.probe)
        return {};
    const dns::RecordPlace place = publishingPlace(*entry.probe);
    if (!m_resolver.asksServers())
        return placeFindings(place) + QList<Finding>{unseenServersFinding(place.zone)};
    QList<Finding> findings = placeFindings(place) + m_zoneFindings.value(place.zone.apex);
    for (const dns::Name &apex : entry.zones) {
        if (apex == place.zone.apex)
            continue;
        // Of the zones on the way only what is worth reading.
        for (const Finding &finding : delegationFindings(m_zones.value(apex)) + m_zoneFindings.value(apex)) {
            if (finding.severity != Severity::Ok)
                findings.append(finding);
        }
    }
    return findings + recordFindings(*entry.probe);
}

QList<dns::Zone> Survey::zonesFor(const CheckedName &name) const
{
    QList<dns::Zone> zones;
    for (const dns::Name &apex : m_entries.value(nameOf(name)).zones)
        zones.append(m_zones.value(apex));
    return zones;
}

} // namespace cw::checks
