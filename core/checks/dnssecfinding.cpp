// SPDX-License-Identifier: MIT
#include "checks/dnssecfinding.h"

#include "checks/dnssecgroups.h"
#include "checks/evidence.h"

#include <QCoreApplication>

#include <algorithm>

namespace cw::checks
{

namespace
{

using Kind = DnssecFault::Kind;
using State = dns::SignatureCheck::State;
using Trust = JudgedZone::Trust;
using Worth = JudgedAnswer::Worth;

constexpr qsizetype MostEvidence = 3;

Weight weightOfRefused(const DnssecPicture &picture, ResolverSaw saw)
{
    if (saw == ResolverSaw::Bogus)
        return Weight::Refused;
    if (saw == ResolverSaw::Validated)
        return Weight::Contradicted;
    return picture.zone().isAssumed ? Weight::Assumed : Weight::Refused;
}

Weight idleWeight(const InspectedQuestion &question)
{
    return question.asked.need == DnssecQuestion::Need::Later ? Weight::Later : Weight::NotAsked;
}

QList<Finding> faultFindings(const DnssecPicture &picture)
{
    FaultGroups groups(picture);
    const JudgedZone &zone = picture.zone();
    const ResolverSaw saw = picture.wasSeen(ResolverSaw::Bogus) ? ResolverSaw::Bogus
        : picture.wasSeen(ResolverSaw::Validated)               ? ResolverSaw::Validated
                                                                : ResolverSaw::NotKnown;
    for (const JudgedZone *above : picture.chain) {
        Weight refused = weightOfRefused(picture, saw);
        if (refused == Weight::Refused && above != &zone)
            refused = Weight::Above;
        groups.add(above->dsAnswers, *above, refused, Weight::SomeServers);
        groups.add(above->keyAnswers, *above, refused, Weight::SomeServers);
        if (above->trust == Trust::Broken)
            return groups.findings();
    }
    for (const InspectedQuestion &question : picture.questions) {
        const bool isNeeded = question.asked.need == DnssecQuestion::Need::Now;
        const bool isFatal = isNeeded && question.asked.saw == ResolverSaw::Bogus;
        groups.add(question.answers, zone,
            isNeeded ? weightOfRefused(picture, question.asked.saw) : idleWeight(question),
            isFatal ? Weight::Refused : Weight::SomeServers);
    }
    groups.add(picture.soa, zone, Weight::NotAsked, Weight::SomeServers);
    return groups.findings();
}

Finding clockFinding(const DnssecPicture &picture)
{
    Finding made = dnssecFinding(Severity::Warning, "client_check_false_negative", picture.zone().zone.apex);
    made.saw = fill(QT_TRANSLATE_NOOP("checks",
                        "By the clock of this computer, which says %1, signatures are out of their time that everybody "
                        "else takes."),
        {timeText(picture.now)});
    made.means
        = fill(QT_TRANSLATE_NOOP("checks",
                   "The clock of this computer is probably wrong; the signatures of %1 can then not be judged from "
                   "here."),
            {picture.zone().zone.apex.toString()});
    made.todo = {fill(QT_TRANSLATE_NOOP("checks", "Set the clock of this computer, then check again."), {})};
    for (const JudgedZone *zone : picture.chain) {
        for (const JudgedQuestion::Server &server : zone->keyAnswers.servers) {
            if (server.answer.worth == Worth::Faulty && made.evidence.size() < MostEvidence)
                made.evidence.append(dnssecEvidence(server.reply, resultText(server.answer.fault)));
        }
    }
    return made;
}

// Signatures are renewed when a tenth of their time is left, or earlier. Short ones, made for each answer, end soon all
// the time.
bool endsTooSoon(const dns::SignatureCheck &check, const QDateTime &now)
{
    constexpr qint64 Soon = 259'200; // three days in seconds
    const qint64 left = now.secsTo(check.expiration);
    return left < Soon && left * 10 < check.inception.secsTo(check.expiration);
}

std::optional<Finding> endingFinding(const DnssecPicture &picture)
{
    const dns::SignatureCheck *first = nullptr;
    const JudgedQuestion::Server *at = nullptr;
    QList<const JudgedQuestion *> questions{&picture.zone().keyAnswers, &picture.soa};
    for (const InspectedQuestion &question : picture.questions)
        questions.append(&question.answers);
    for (const JudgedQuestion *question : questions) {
        for (const JudgedQuestion::Server &server : question->servers) {
            const auto &check = server.answer.firstToEnd;
            if (!check || !endsTooSoon(*check, picture.now) || (first && first->expiration <= check->expiration))
                continue;
            first = &*check;
            at = &server;
        }
    }
    if (!first)
        return std::nullopt;
    Finding made = dnssecFinding(Severity::Warning, "dnssec_bogus", picture.zone().zone.apex);
    made.saw = fill(QT_TRANSLATE_NOOP("checks", "Signatures of %1 end on %2 and were not renewed so far."),
        {picture.zone().zone.apex.toString(), timeText(first->expiration)});
    made.means
        = fill(QT_TRANSLATE_NOOP("checks",
                   "Now they are good. When they have ended, resolvers that check DNSSEC give no answer any more."),
            {});
    made.todo
        = {fill(QT_TRANSLATE_NOOP("checks", "See that the zone is signed anew before, by itself if possible."), {})};
    made.evidence = {dnssecEvidence(at->reply,
        QStringLiteral("RRSIG %1 by %2 until %3")
            .arg(dns::typeName(first->signature.covered), QString::number(first->signature.keyTag),
                timeText(first->expiration)))};
    return made;
}

Finding unsignedFinding(const JudgedZone &zone)
{
    Finding made = dnssecFinding(Severity::Info, "", zone.zone.apex);
    const QString apex = zone.zone.apex.toString();
    if (!zone.ds.isEmpty()) {
        made.saw = fill(QT_TRANSLATE_NOOP(
                            "checks", "The DS records of %1 are of algorithms or digests that resolvers do not know."),
            {apex});
        made.means = fill(QT_TRANSLATE_NOOP("checks", "They take the zone for unsigned, and ask no more of it."), {});
    } else if (zone.hasKeys) {
        made.saw
            = fill(QT_TRANSLATE_NOOP("checks", "%1 has keys and signatures, but no DS record at its parent."), {apex});
        made.means
            = fill(QT_TRANSLATE_NOOP("checks",
                       "Resolvers take the zone for unsigned. That does no harm here, but protects nobody either."),
                {});
    } else {
        made.saw = fill(QT_TRANSLATE_NOOP("checks", "%1 is not signed with DNSSEC."), {apex});
        made.means = fill(QT_TRANSLATE_NOOP("checks", "So no signature can be wrong."), {});
    }
    return made;
}

Finding signedFinding(const JudgedZone &zone)
{
    Finding made = dnssecFinding(Severity::Ok, "", zone.zone.apex);
    made.saw = fill(QT_TRANSLATE_NOOP("checks",
                        "%1 is signed; its keys fit the zone above, and every answer that was looked at has a good "
                        "signature or proof."),
        {zone.zone.apex.toString()});
    return made;
}

Finding unknownFinding(const JudgedZone &zone)
{
    Finding made = dnssecFinding(Severity::Info, "", zone.zone.apex);
    made.saw = fill(
        QT_TRANSLATE_NOOP("checks", "Whether %1 is signed could not be found out."), {zone.zone.apex.toString()});
    made.means = fill(
        QT_TRANSLATE_NOOP("checks", "No server that would know it answered questions for DS and DNSKEY records."), {});
    return made;
}

// The parent says that the zone is signed, and nobody hands out its keys.
Finding withoutKeysFinding(const JudgedZone &zone, Severity severity)
{
    Finding made = dnssecFinding(severity, "dnssec_bogus", zone.zone.apex);
    made.saw
        = fill(QT_TRANSLATE_NOOP("checks",
                   "A DS record at the parent says that %1 is signed, but none of its servers answers the question "
                   "for its keys (DNSKEY)."),
            {zone.zone.apex.toString()});
    made.means
        = fill(QT_TRANSLATE_NOOP("checks",
                   "If the authority's resolver gets no keys either, it can check nothing, and gives no answer."),
            {});
    made.todo
        = {fill(QT_TRANSLATE_NOOP("checks",
                    "See that the servers answer such questions, over TCP as well (port 53): the answer is a large "
                    "one."),
            {})};
    for (const JudgedQuestion::Server &server : zone.keyAnswers.servers) {
        if (made.evidence.size() < MostEvidence)
            made.evidence.append(dnssecEvidence(server.reply, resultLine(server.reply)));
    }
    return made;
}

// A resolver saw it fail, but what the servers say now is good.
Finding nothingFoundFinding(const JudgedZone &zone)
{
    Finding made = dnssecFinding(Severity::Info, "", zone.zone.apex);
    made.saw = fill(
        QT_TRANSLATE_NOOP("checks",
            "A resolver took an answer of %1 for forged, but what its servers answer here is signed as it should "
            "be."),
        {zone.zone.apex.toString()});
    made.means = fill(
        QT_TRANSLATE_NOOP("checks",
            "Either it was repaired a moment ago (resolvers remember failures for some minutes), or the resolver "
            "gets other answers than this computer."),
        {});
    made.todo = {fill(QT_TRANSLATE_NOOP("checks", "Check again in five minutes."), {})};
    return made;
}

} // namespace

bool DnssecPicture::wasSeen(ResolverSaw saw) const
{
    return std::any_of(questions.cbegin(), questions.cend(),
        [saw](const InspectedQuestion &question) { return question.asked.saw == saw; });
}

bool DnssecPicture::isRefused(const InspectedQuestion &question) const
{
    const bool isFaulty = zone().trust == Trust::Broken || question.answers.isRefused();
    return isFaulty && !isClockSuspect(*this);
}

bool isClockSuspect(const DnssecPicture &picture)
{
    const JudgedZone &top = *picture.chain.first();
    if (top.zone.apex.isRoot() && top.keyAnswers.timeFault())
        return true;
    const auto isFarOut = [&picture](const JudgedQuestion &question) {
        return question.timeFault()
            && std::none_of(question.servers.cbegin(), question.servers.cend(),
                [&picture](const auto &server) { return isInGrace(server.answer.fault, picture.now); });
    };
    const bool isChainOut = std::any_of(picture.chain.cbegin(), picture.chain.cend(),
        [&](const JudgedZone *zone) { return isFarOut(zone->dsAnswers) || isFarOut(zone->keyAnswers); });
    return std::any_of(picture.questions.cbegin(), picture.questions.cend(), [&](const InspectedQuestion &question) {
        return question.asked.saw == ResolverSaw::Validated && (isChainOut || isFarOut(question.answers));
    });
}

QList<Finding> dnssecFaultFindings(const DnssecPicture &picture)
{
    if (isClockSuspect(picture))
        return {clockFinding(picture)};
    QList<Finding> findings = faultFindings(picture);
    if (const std::optional<Finding> ending = endingFinding(picture))
        findings.append(*ending);
    return findings;
}

Finding dnssecStateFinding(const DnssecPicture &picture)
{
    const JudgedZone &zone = picture.zone();
    if (zone.trust == Trust::Unsigned)
        return unsignedFinding(zone);
    if (zone.trust != Trust::Signed) {
        const auto isUnknown = [](const JudgedZone *above) { return above->trust == Trust::Unknown; };
        const JudgedZone &first = **std::find_if(picture.chain.cbegin(), picture.chain.cend(), isUnknown);
        const Severity severity = picture.wasSeen(ResolverSaw::Bogus) ? Severity::Fail : Severity::Warning;
        return first.ds.isEmpty() ? unknownFinding(zone) : withoutKeysFinding(first, severity);
    }
    return picture.wasSeen(ResolverSaw::Bogus) ? nothingFoundFinding(zone) : signedFinding(zone);
}

} // namespace cw::checks
