// SPDX-License-Identifier: MIT
#include "checks/dnssecwords.h"

#include "checks/publicsuffix.h"

namespace cw::checks
{

namespace
{

using Kind = DnssecFault::Kind;
using State = dns::SignatureCheck::State;

bool isRegistry(const dns::Name &zone)
{
    return zone.labelCount() <= 1 || isIcannSuffix(zone.withoutFinalDot());
}

// Where a DS record is changed.
bool isAtRegistrar(const FaultGroup &group)
{
    return !group.parent || isRegistry(*group.parent);
}

QString parentOf(const FaultGroup &group)
{
    return group.parent.value_or(dns::Name()).toString();
}

// The DS records that the zone's keys would need: those marked as entry points, else all.
QStringList rightDsRecords(const QList<dns::Record> &keys)
{
    constexpr qsizetype Most = 3;
    QStringList entryPoints;
    QStringList all;
    for (const dns::Record &record : keys) {
        const std::optional<dns::DnsKey> key = dns::dnsKeyOf(record);
        if (!key || !key->isZoneKey() || !dns::isKnownAlgorithm(key->algorithm))
            continue;
        (key->isEntryPoint() ? entryPoints : all).append(dns::toText(dns::dsFor(record)));
    }
    const QStringList &lines = entryPoints.isEmpty() ? all : entryPoints;
    return lines.first(std::min(lines.size(), Most));
}

QString removeDs(const FaultGroup &group)
{
    const QString zone = group.fault.zone.toString();
    return isAtRegistrar(group)
        ? fill(QT_TRANSLATE_NOOP("checks",
                   "If %1 is not meant to be signed, for example after a change of the DNS provider, remove its DS "
                   "record at the registrar."),
            {zone})
        : fill(QT_TRANSLATE_NOOP("checks", "If %1 is not meant to be signed, remove its DS record from the zone %2."),
            {zone, parentOf(group)});
}

QStringList replaceDs(const FaultGroup &group)
{
    QStringList steps;
    for (const QString &line : rightDsRecords(group.keys))
        steps.append(isAtRegistrar(group)
                ? fill(QT_TRANSLATE_NOOP(
                           "checks", "At the registrar, replace the DS record by the one for the zone's key: %1"),
                    {line})
                : fill(QT_TRANSLATE_NOOP(
                           "checks", "In the zone %2, replace the DS record by the one for the zone's key: %1"),
                    {line, parentOf(group)}));
    steps.append(removeDs(group));
    return steps;
}

QStringList signAgain(const FaultGroup &group)
{
    return {fill(QT_TRANSLATE_NOOP("checks", "Sign the zone %1 anew."), {group.fault.zone.toString()})};
}

QStringList atOneServer(const FaultGroup &group)
{
    return {fill(QT_TRANSLATE_NOOP("checks",
                     "See why %1 has another copy of the zone than the others: let it fetch the zone anew, or take it "
                     "out of the list of name servers."),
        {group.server})};
}

QStringList forTimes(const FaultGroup &group, State state)
{
    if (state == State::NotYetValid)
        return {
            fill(QT_TRANSLATE_NOOP("checks", "Set the clock of the computer that signs %1, and sign the zone anew."),
                {group.fault.zone.toString()})};
    return {fill(QT_TRANSLATE_NOOP("checks",
                     "Sign the zone %1 anew, and see that this happens by itself before signatures end: the service "
                     "that does it has probably stopped."),
        {group.fault.zone.toString()})};
}

QStringList forProof(const FaultGroup &group)
{
    const DnssecFault &fault = group.fault;
    const State state = worstOf(fault.denial.signatures).state;
    const bool isTime = fault.denial.state == dns::Denial::State::BadSignature
        && (state == State::Expired || state == State::NotYetValid);
    QStringList steps = isTime
        ? forTimes(group, state)
        : QStringList{fill(QT_TRANSLATE_NOOP("checks",
                               "Sign the zone %1 anew, or update the name server software: its empty answers lack "
                               "what DNSSEC wants."),
            {fault.zone.toString()})};
    if (fault.kind == Kind::Denial && fault.type == dns::Type::CAA)
        steps.append(
            fill(QT_TRANSLATE_NOOP("checks",
                     "Until then, publish a CAA record at %1 that names your authority: the answer is then not "
                     "empty, and needs no proof."),
                {fault.owner.toString()}));
    return steps;
}

} // namespace

QStringList todoTexts(const FaultGroup &group)
{
    const DnssecFault &fault = group.fault;
    const State state = worstOf(fault.signatures).state;
    if (isRegistry(fault.zone))
        return {fill(QT_TRANSLATE_NOOP("checks",
                         "The fault is not in your zone, but in %1, which others look after. Try again in some hours, "
                         "and tell your registrar if it lasts."),
            {fault.zone.toString()})};
    if (!group.server.isEmpty())
        return atOneServer(group);
    switch (fault.kind) {
    case Kind::NoKeys:
        return {removeDs(group),
            fill(QT_TRANSLATE_NOOP("checks",
                     "Otherwise switch DNSSEC on at the DNS provider, and replace the DS record by the one that it "
                     "shows."),
                {})};
    case Kind::NoKeyFits:
        return replaceDs(group);
    case Kind::NoSignature:
        return {fill(QT_TRANSLATE_NOOP("checks",
                         "Sign the zone %1 anew; if a proxy or load balancer stands before the name servers, it must "
                         "not take signatures away."),
            {fault.zone.toString()})};
    case Kind::Signature:
        if (state == State::NoKey && fault.type == dns::Type::DNSKEY)
            return signAgain(group) + replaceDs(group);
        return state == State::Expired || state == State::NotYetValid ? forTimes(group, state) : signAgain(group);
    case Kind::Denial:
    case Kind::Wildcard:
        break;
    }
    return forProof(group);
}

} // namespace cw::checks
