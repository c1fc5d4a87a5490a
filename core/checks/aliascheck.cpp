// SPDX-License-Identifier: MIT
#include "checks/aliascheck.h"

#include "checks/delegation.h"
#include "checks/publicsuffix.h"
#include "checks/zoneprobe.h"

#include <algorithm>

namespace cw::checks
{

namespace
{

bool isNowhere(const dns::Zone &zone)
{
    return zone.apex.isRoot() || isIcannSuffix(zone.apex.withoutFinalDot());
}

// A top level domain of a closed network, where the alias zone should be delegated.
bool isTopOnly(const dns::Zone &zone, const AliasPlan &plan)
{
    return zone.apex.labelCount() == 1 && !(zone.apex == plan.aliasZone);
}

DnsFailure notFound(const dns::Name &name)
{
    DnsFailure failure;
    failure.kind = DnsFailure::Kind::NotFound;
    failure.question = name.toString() + QStringLiteral(" TXT");
    return failure;
}

AliasState stateOfFailure(const Failure &failure)
{
    const auto *dns = std::get_if<DnsFailure>(&failure);
    if (!dns || dns->kind == DnsFailure::Kind::NoResolver)
        return AliasState::Unknown;
    switch (dns->kind) {
    case DnsFailure::Kind::Loop:
    case DnsFailure::Kind::TooManyAliases:
        return AliasState::Loop;
    case DnsFailure::Kind::NotFound:
        return AliasState::NoTargetZone;
    default:
        return AliasState::NotServed;
    }
}

int weightOf(Severity severity)
{
    switch (severity) {
    case Severity::Fail:
        return 4;
    case Severity::Unknown:
        return 3;
    case Severity::Warning:
        return 2;
    case Severity::Info:
        return 1;
    case Severity::Ok:
        break;
    }
    return 0;
}

// One look at all plans.
class AliasLook
{
public:
    AliasLook(dns::Resolver &resolver, const QList<AliasPlan> &plans, CancelToken &token)
        : m_resolver(resolver)
        , m_plans(plans)
        , m_token(token)
    {
    }

    QList<AliasSight> take()
    {
        findMainZones();
        askMainZones();
        findTargets();
        askTargetZones();
        QList<AliasSight> sights;
        for (qsizetype i = 0; i < m_plans.size(); ++i)
            sights.append(sightOf(i));
        return sights;
    }

private:
    void findMainZones()
    {
        QList<dns::Name> identifiers;
        for (const AliasPlan &plan : m_plans)
            identifiers.append(plan.validationName.parent());
        m_mainZones = m_resolver.zonesOf(identifiers, m_token);
    }

    void askMainZones()
    {
        QList<dns::Query> queries;
        for (qsizetype i = 0; i < m_plans.size(); ++i) {
            if (!isAsked(i))
                continue;
            const dns::Name &name = m_plans.at(i).validationName;
            for (const dns::ServerAddress &server : m_mainZones.at(i)->servers) {
                for (const dns::Type type : {dns::Type::CNAME, dns::Type::TXT, dns::Type::NS})
                    queries.append(m_resolver.queryFor({name, type}, server.address));
                const dns::Name sibling = name.parent().child(unusedLabel()).value_or(name.parent());
                queries.append(m_resolver.queryFor({sibling, dns::Type::CNAME}, server.address));
            }
        }
        const QList<dns::Reply> replies = m_resolver.askAll(queries, m_token);
        auto reply = replies.cbegin();
        for (qsizetype i = 0; i < m_plans.size(); ++i) {
            QList<AliasAnswer> answers;
            if (isAsked(i) && !m_token.isCanceled()) {
                for (const dns::ServerAddress &server : m_mainZones.at(i)->servers) {
                    answers.append({server, reply[0], reply[1], reply[2], reply[3]});
                    reply += 4;
                }
            }
            m_answers.append(answers);
        }
    }

    // The planned targets too, so that a missing zone is seen before the main zone is changed.
    void findTargets()
    {
        QList<dns::Name> names;
        for (const AliasPlan &plan : m_plans)
            names << plan.validationName << plan.target;
        const QList<Result<dns::RecordPlace>> places = m_resolver.placesOf(names, m_token);
        for (qsizetype i = 0; i < m_plans.size(); ++i) {
            m_ways.append(places.at(2 * i));
            m_targets.append(places.at(2 * i + 1));
        }
    }

    void askTargetZones()
    {
        QList<dns::Zone> zones;
        for (const Result<dns::RecordPlace> &place : m_ways + m_targets) {
            if (place && !isNowhere(place->zone) && !m_zoneFindings.contains(place->zone.apex)) {
                m_zoneFindings.insert(place->zone.apex, {});
                zones.append(place->zone);
            }
        }
        QList<dns::Query> queries;
        for (const dns::Zone &zone : std::as_const(zones)) {
            for (const dns::ServerAddress &server : zone.servers)
                queries.append(m_resolver.queryFor({zone.apex, dns::Type::SOA}, server.address));
        }
        const QList<dns::Reply> replies = m_resolver.askAll(queries, m_token);
        qsizetype first = 0;
        for (const dns::Zone &zone : std::as_const(zones)) {
            const QList<dns::Reply> ofZone = replies.mid(first, zone.servers.size());
            first += zone.servers.size();
            if (isServed(ofZone))
                m_served.insert(zone.apex);
            m_zoneFindings[zone.apex]
                = serverFindings(zone, ofZone, false, SeenElsewhere::No) + delegationFindings(zone);
        }
    }

    bool isAsked(qsizetype i) const
    {
        return m_resolver.asksServers() && m_mainZones.at(i) && !m_mainZones.at(i)->isHearsay
            && !isNowhere(*m_mainZones.at(i));
    }

    AliasSight sightOf(qsizetype i) const
    {
        AliasSight sight;
        sight.plan = m_plans.at(i);
        sight.asked = m_resolver.clock().now();
        if (m_mainZones.at(i) && !isNowhere(*m_mainZones.at(i)))
            sight.mainZone = m_mainZones.at(i)->apex;
        if (m_answers.at(i).isEmpty()) {
            sight.state = AliasState::Unknown;
            sight.findings = {whyUnseen(i, sight.mainZone)};
            return sight;
        }
        const AliasState atMainZone = judgeAnswers(sight.plan, m_answers.at(i));
        sight.state = atMainZone;
        sight.findings = aliasFindings(sight, m_answers.at(i), atMainZone);
        takeWay(sight, i);
        std::stable_sort(sight.findings.begin(), sight.findings.end(),
            [](const Finding &a, const Finding &b) { return weightOf(a.severity) > weightOf(b.severity); });
        return sight;
    }

    Finding whyUnseen(qsizetype i, const dns::Name &mainZone) const
    {
        const dns::Name &name = m_plans.at(i).validationName;
        if (m_resolver.asksServers() && m_mainZones.at(i) && isNowhere(*m_mainZones.at(i)))
            return placeFailureFinding(name, notFound(name), PlaceTrouble::Unknown, SeenElsewhere::No);
        if (!m_mainZones.at(i))
            return placeFailureFinding(name, m_mainZones.at(i).failure(), PlaceTrouble::Unknown, SeenElsewhere::No);
        return mainZoneUnseenFinding(m_plans.at(i), mainZone);
    }

    // What is at the end of the way, or will be when the main zone leads there.
    void takeWay(AliasSight &sight, qsizetype i) const
    {
        const bool leadsThere = sight.state == AliasState::Right || sight.state == AliasState::Partly;
        const bool isDelegation = sight.plan.variant == AliasVariant::NameServers;
        if (!leadsThere && isDelegation)
            return; // the zone cannot be looked up before it is delegated
        const Result<dns::RecordPlace> &place = sight.state == AliasState::Right ? m_ways.at(i) : m_targets.at(i);
        AliasState atEnd = AliasState::Right;
        if (!place) {
            atEnd = stateOfFailure(place.failure());
            sight.findings.append(atEnd == AliasState::Loop
                    ? aliasLoopFinding(sight.plan)
                    : placeFailureFinding(
                        sight.plan.validationName, place.failure(), PlaceTrouble::Unknown, SeenElsewhere::No));
        } else if (isNowhere(place->zone) || isTopOnly(place->zone, sight.plan)) {
            atEnd = AliasState::NoTargetZone;
            sight.findings.append(placeFailureFinding(
                sight.plan.validationName, notFound(place->owner), PlaceTrouble::Unknown, SeenElsewhere::No));
        } else {
            sight.place = *place;
            sight.findings.append(m_zoneFindings.value(place->zone.apex));
            if (place->owner == sight.plan.target && !(place->zone.apex == sight.plan.aliasZone))
                sight.findings.append(noZoneOfItsOwnFinding(sight.plan, place->zone.apex));
            if (!m_served.contains(place->zone.apex)
                || (isDelegation && !(place->zone.apex == sight.plan.validationName)))
                atEnd = AliasState::NotServed;
        }
        if (sight.state == AliasState::Right)
            sight.state = atEnd;
    }

    dns::Resolver &m_resolver;
    const QList<AliasPlan> &m_plans;
    CancelToken &m_token;
    QList<Result<dns::Zone>> m_mainZones;
    QList<QList<AliasAnswer>> m_answers;
    QList<Result<dns::RecordPlace>> m_ways; // from the validation names
    QList<Result<dns::RecordPlace>> m_targets; // from the targets
    QHash<dns::Name, QList<Finding>> m_zoneFindings;
    QSet<dns::Name> m_served;
};

} // namespace

QString aliasStateName(AliasState state)
{
    switch (state) {
    case AliasState::NotAsked:
        return QStringLiteral("not_asked");
    case AliasState::Right:
        return QStringLiteral("right");
    case AliasState::Missing:
        return QStringLiteral("missing");
    case AliasState::Partly:
        return QStringLiteral("partly");
    case AliasState::Elsewhere:
        return QStringLiteral("elsewhere");
    case AliasState::OtherData:
        return QStringLiteral("other_data");
    case AliasState::Loop:
        return QStringLiteral("loop");
    case AliasState::NoTargetZone:
        return QStringLiteral("no_target_zone");
    case AliasState::NotServed:
        return QStringLiteral("not_served");
    case AliasState::Unknown:
        return QStringLiteral("unknown");
    }
    return {};
}

QList<AliasSight> checkAliases(dns::Resolver &resolver, const QList<AliasPlan> &plans, CancelToken &token)
{
    return AliasLook(resolver, plans, token).take();
}

} // namespace cw::checks
