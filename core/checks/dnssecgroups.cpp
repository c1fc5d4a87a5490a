// SPDX-License-Identifier: MIT
#include "checks/dnssecgroups.h"

#include "checks/evidence.h"

#include <algorithm>

namespace cw::checks
{

namespace
{

using Kind = DnssecFault::Kind;
using State = dns::SignatureCheck::State;
using Worth = JudgedAnswer::Worth;

constexpr qsizetype MostEvidence = 3;

QString labelOf(const dns::ServerAddress &server)
{
    return QStringLiteral("%1 (%2)").arg(server.host.withoutFinalDot(), server.address.toString());
}

dns::SignatureCheck tellingSignature(const DnssecFault &fault)
{
    const bool isProof = fault.kind == Kind::Denial || fault.kind == Kind::Wildcard;
    return worstOf(isProof ? fault.denial.signatures : fault.signatures);
}

Severity severityOf(Weight weight)
{
    return weight == Weight::Refused || weight == Weight::Above ? Severity::Fail : Severity::Warning;
}

const char *meansOf(Weight weight)
{
    switch (weight) {
    case Weight::Refused:
        return QT_TRANSLATE_NOOP("checks",
            "Resolvers that check DNSSEC, as those of the authorities do, then give no answer at all, and the "
            "authority must not issue.");
    case Weight::Above:
        return QT_TRANSLATE_NOOP("checks",
            "This zone is above %1: resolvers that check DNSSEC, as those of the authorities do, can then trust "
            "nothing below it, and give no answer.");
    case Weight::SomeServers:
        return QT_TRANSLATE_NOOP("checks",
            "Resolvers that check DNSSEC throw such an answer away and ask another server. That takes time, and now "
            "and then it fails.");
    case Weight::Grace:
        return QT_TRANSLATE_NOOP("checks",
            "Some resolvers take signatures for some hours before and after their time, others do not: whether the "
            "authority's does cannot be known.");
    case Weight::Contradicted:
        return QT_TRANSLATE_NOOP("checks",
            "A resolver that checks DNSSEC still takes it, perhaps because it remembers an older answer or allows "
            "for clocks that are wrong. An authority asks anew and will probably get none.");
    case Weight::Later:
        return QT_TRANSLATE_NOOP("checks",
            "As long as the record is not published, resolvers that check DNSSEC cannot even believe that it is "
            "missing. The record itself may still be fine.");
    case Weight::NotAsked:
        return QT_TRANSLATE_NOOP(
            "checks", "The authority does not need this answer now, but others of the zone may be signed like it.");
    case Weight::Assumed:
        return QT_TRANSLATE_NOOP("checks",
            "Resolvers that know the keys of this zone give no answer then. Whether any do cannot be seen from "
            "here, because the zones above it were not found.");
    }
    return "";
}

QString keyOf(const DnssecFault &fault)
{
    const int ds = fault.ds.isEmpty() ? 0 : int(fault.ds.first().state);
    return QStringLiteral("%1 %2 %3 %4 %5")
        .arg(int(fault.kind))
        .arg(int(tellingSignature(fault).state))
        .arg(int(fault.denial.state))
        .arg(ds)
        .arg(fault.zone.toString());
}

bool haveSameFault(const JudgedQuestion &question)
{
    QSet<QString> keys;
    for (const JudgedQuestion::Server &server : question.servers) {
        if (server.answer.worth == Worth::Faulty)
            keys.insert(keyOf(server.answer.fault));
    }
    return keys.size() == 1;
}

} // namespace

bool isInGrace(const DnssecFault &fault, const QDateTime &now)
{
    const dns::SignatureCheck check = tellingSignature(fault);
    const qint64 grace = std::clamp<qint64>(check.inception.secsTo(check.expiration) / 10, 3600, 86400);
    if (check.state == State::Expired)
        return check.expiration.secsTo(now) <= grace;
    return check.state == State::NotYetValid && now.secsTo(check.inception) <= grace;
}

void FaultGroups::add(
    const JudgedQuestion &question, const JudgedZone &zone, Weight weightOfRefused, Weight weightOfSome)
{
    for (const JudgedQuestion::Server &server : question.servers) {
        if (server.answer.worth != Worth::Faulty)
            continue;
        const bool isRefused = question.isRefused();
        Weight weight = isRefused ? weightOfRefused : weightOfSome;
        if (severityOf(weight) == Severity::Fail && isInGrace(server.answer.fault, m_picture.now)
            && !m_picture.wasSeen(ResolverSaw::Bogus))
            weight = Weight::Grace;
        const bool isEverywhere = isRefused && haveSameFault(question);
        put(server, zone, weight, isEverywhere ? QString() : labelOf(server.address));
    }
}

QList<Finding> FaultGroups::findings() const
{
    QList<Finding> made;
    for (const Group &group : m_groups)
        made.append(findingFor(group));
    return made;
}

void FaultGroups::put(const JudgedQuestion::Server &server, const JudgedZone &zone, Weight weight, const QString &label)
{
    const DnssecFault &fault = server.answer.fault;
    const QString key = QStringLiteral("%1 %2 %3").arg(keyOf(fault), QString::number(int(weight)), label);
    auto place = m_places.constFind(key);
    if (place == m_places.cend()) {
        place = m_places.insert(key, m_groups.size());
        m_groups.append({{fault, {}, label, {}, server.answer.keys, zone.parent}, weight, fault.owner});
    }
    Group &group = m_groups[*place];
    const QString subject = fault.owner.toString() + u' ' + dns::typeName(fault.type);
    if (!group.faults.subjects.contains(subject))
        group.faults.subjects.append(subject);
    if (group.where != fault.owner)
        group.where = fault.zone;
    if (group.faults.replies.size() < MostEvidence)
        group.faults.replies.append(server.reply);
}

Finding FaultGroups::findingFor(const Group &group) const
{
    Finding made = dnssecFinding(severityOf(group.weight), "dnssec_bogus", group.where);
    made.server = group.faults.server;
    made.saw = sawText(group.faults);
    made.means = fill(meansOf(group.weight), {m_picture.zone().zone.apex.toString()});
    made.todo = todoTexts(group.faults);
    for (const dns::Reply &reply : group.faults.replies)
        made.evidence.append(dnssecEvidence(reply, resultText(group.faults.fault)));
    return made;
}

Finding dnssecFinding(Severity severity, const char *cause, const dns::Name &where)
{
    Finding made;
    made.check = QStringLiteral("dnssec");
    made.severity = severity;
    made.cause = QString::fromLatin1(cause);
    made.where = where.toString();
    return made;
}

Evidence dnssecEvidence(const dns::Reply &reply, const QString &result)
{
    return {evidenceOf(reply).command + QStringLiteral(" +dnssec"), result};
}

} // namespace cw::checks
