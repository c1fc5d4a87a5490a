// SPDX-License-Identifier: MIT
#include "checks/aliascheck.h"

#include "checks/evidence.h"
#include "checks/findingwords.h"

#include <QCoreApplication>

namespace cw::checks
{

namespace
{

const char *checkOf(const AliasPlan &plan)
{
    return plan.variant == AliasVariant::Cname ? "alias" : "own_zone";
}

QString linesOf(const AliasSight &sight)
{
    QStringList lines;
    for (const MainZoneRecord &record : mainZoneRecords(sight.plan, sight.mainZone))
        lines.append(record.line());
    return lines.join(QStringLiteral("; "));
}

// What stands at the validation name at one server, in the words of a zone file.
QString foundAt(const AliasAnswer &answer)
{
    QStringList found;
    if (const auto target = answer.target())
        found.append(QStringLiteral("CNAME %1").arg(target->toString()));
    for (const dns::Name &server : answer.delegatedTo())
        found.append(QStringLiteral("NS %1").arg(server.toString()));
    if (answer.hasText())
        found.append(QStringLiteral("TXT"));
    return found.join(QStringLiteral(", "));
}

Finding rightFinding(const AliasSight &sight)
{
    const AliasPlan &plan = sight.plan;
    Finding made = makeFinding(checkOf(plan), Severity::Ok, "", plan.validationName);
    if (plan.variant == AliasVariant::Cname) {
        made.saw = words(QT_TRANSLATE_NOOP("checks", "Every name server of %1 leads %2 to %3."))
                       .arg(sight.mainZone.toString(), plan.validationName.toString(), plan.target.toString());
    } else {
        made.saw = words(QT_TRANSLATE_NOOP("checks", "Every name server of %1 hands %2 over to %3."))
                       .arg(sight.mainZone.toString(), plan.validationName.toString(), namesOf(plan.servers));
    }
    made.means = words(QT_TRANSLATE_NOOP("checks", "Nothing has to be changed in %1 any more to get a certificate."))
                     .arg(sight.mainZone.toString());
    return made;
}

Finding missingFinding(const AliasSight &sight, const QList<AliasAnswer> &answers)
{
    const AliasPlan &plan = sight.plan;
    Finding made = makeFinding(checkOf(plan), Severity::Warning, "cname_conflict_or_alias", plan.validationName);
    const auto isText = [](const AliasAnswer &answer) { return answer.hasText(); };
    const auto byWildcard = std::find_if(answers.cbegin(), answers.cend(),
        [](const AliasAnswer &answer) { return answer.wildcardTarget().has_value(); });
    if (std::any_of(answers.cbegin(), answers.cend(), isText)) {
        made.saw = words(QT_TRANSLATE_NOOP("checks", "At %1 there are TXT records, and nothing that leads on."))
                       .arg(plan.validationName.toString());
        made.means = words(QT_TRANSLATE_NOOP(
            "checks", "Nothing may stand beside an alias (RFC 1034 3.6.2), and a zone of its own hides them."));
        made.todo = {words(QT_TRANSLATE_NOOP("checks", "Remove the TXT records at %1, and add to the zone %2: %3"))
                         .arg(plan.validationName.toString(), sight.mainZone.toString(), linesOf(sight))};
    } else if (byWildcard != answers.cend()) {
        made.saw = words(QT_TRANSLATE_NOOP("checks", "%1 has no record of its own: a wildcard leads it to %2."))
                       .arg(plan.validationName.toString(), byWildcard->wildcardTarget()->toString());
        made.means = words(QT_TRANSLATE_NOOP("checks", "A record at the name itself comes before the wildcard."));
    } else {
        made.saw
            = words(QT_TRANSLATE_NOOP("checks", "Nothing leads on from %1 yet.")).arg(plan.validationName.toString());
        made.means
            = words(QT_TRANSLATE_NOOP("checks", "Until it does, the TXT record has to be made at the name itself."));
    }
    if (made.todo.isEmpty())
        made.todo = {words(QT_TRANSLATE_NOOP("checks", "Add to the zone %1: %2"))
                         .arg(sight.mainZone.toString(), linesOf(sight))};
    made.evidence = {evidenceOf(answers.first().alias)};
    return made;
}

Finding partlyFinding(const AliasSight &sight, const QList<AliasAnswer> &answers)
{
    const AliasPlan &plan = sight.plan;
    Finding made = makeFinding(checkOf(plan), Severity::Warning, "propagation_too_early", plan.validationName);
    QList<dns::ServerAddress> late;
    for (const AliasAnswer &answer : answers) {
        if (answer.isAnswered() && foundAt(answer).isEmpty()) {
            late.append(answer.server);
            made.evidence.append(evidenceOf(answer.alias));
        }
    }
    made.server = labelsOf(late);
    made.saw = words(QT_TRANSLATE_NOOP("checks", "Name servers that do not lead %1 on yet: %2."))
                   .arg(plan.validationName.toString(), made.server);
    made.means = words(QT_TRANSLATE_NOOP("checks", "The others do. The authority may ask any of them."));
    made.todo = {words(QT_TRANSLATE_NOOP(
        "checks", "Wait. If they do not follow, look at their zone transfer or add the record there too."))};
    return made;
}

Finding elsewhereFinding(const AliasSight &sight, const QList<AliasAnswer> &answers)
{
    const AliasPlan &plan = sight.plan;
    Finding made = makeFinding(checkOf(plan), Severity::Fail, "cname_conflict_or_alias", plan.validationName);
    const bool isCname = plan.variant == AliasVariant::Cname;
    const QString wanted = isCname ? plan.target.toString() : namesOf(plan.servers);
    for (const AliasAnswer &answer : answers) {
        if (!answer.isAnswered() || foundAt(answer).isEmpty())
            continue;
        const bool isRight = isCname ? answer.target() == plan.target : namesOf(answer.delegatedTo()) == wanted;
        if (isRight)
            continue;
        made.server = labelOf(answer.server);
        made.saw = words(QT_TRANSLATE_NOOP("checks", "At %1, %2 says: %3. It should lead to %4."))
                       .arg(plan.validationName.toString(), made.server, foundAt(answer), wanted);
        made.evidence = {evidenceOf(isCname ? answer.alias : answer.nameServers)};
        break;
    }
    made.means
        = words(QT_TRANSLATE_NOOP("checks", "The authority goes where it leads, and would not find the record."));
    made.todo = {words(QT_TRANSLATE_NOOP("checks", "Replace what is at %1 in the zone %2 by: %3"))
                     .arg(plan.validationName.toString(), sight.mainZone.toString(), linesOf(sight))};
    return made;
}

Finding otherDataFinding(const AliasSight &sight, const QList<AliasAnswer> &answers)
{
    const AliasPlan &plan = sight.plan;
    Finding made = makeFinding(checkOf(plan), Severity::Fail, "cname_conflict_or_alias", plan.validationName);
    QStringList found;
    for (const AliasAnswer &answer : answers) {
        if (foundAt(answer).isEmpty())
            continue;
        found.append(QStringLiteral("%1: %2").arg(labelOf(answer.server), foundAt(answer)));
        made.evidence << evidenceOf(answer.alias) << evidenceOf(answer.text);
    }
    made.saw = words(QT_TRANSLATE_NOOP("checks", "At %1 stands what does not go together: %2."))
                   .arg(plan.validationName.toString(), found.join(QStringLiteral("; ")));
    made.means = words(QT_TRANSLATE_NOOP(
        "checks", "Nothing may stand beside an alias (RFC 1034 3.6.2): some resolvers see the one, some the other."));
    made.todo = {words(QT_TRANSLATE_NOOP("checks", "Remove everything at %1 in the zone %2 but: %3"))
                     .arg(plan.validationName.toString(), sight.mainZone.toString(), linesOf(sight))};
    return made;
}

void addSilentServers(const AliasSight &sight, const QList<AliasAnswer> &answers, QList<Finding> &findings)
{
    for (const AliasAnswer &answer : answers) {
        if (answer.isAnswered())
            continue;
        const AliasPlan &plan = sight.plan;
        Finding made = makeFinding(checkOf(plan), Severity::Warning, "delegation_wrong_or_lame", plan.validationName);
        made.server = labelOf(answer.server);
        made.saw = words(QT_TRANSLATE_NOOP("checks", "%1 does not say where %2 leads: %3."))
                       .arg(made.server, plan.validationName.toString(), errorLine(answer.alias));
        made.means = words(
            QT_TRANSLATE_NOOP("checks", "The authority then asks another server, which takes time and may fail."));
        made.todo = {words(
            QT_TRANSLATE_NOOP("checks", "Repair this server, or take it out of the zone's list of name servers."))};
        made.evidence = {evidenceOf(answer.alias)};
        findings.append(made);
    }
}

} // namespace

QList<Finding> aliasFindings(const AliasSight &sight, const QList<AliasAnswer> &answers, AliasState state)
{
    QList<Finding> findings;
    switch (state) {
    case AliasState::Right:
        findings.append(rightFinding(sight));
        break;
    case AliasState::Missing:
        findings.append(missingFinding(sight, answers));
        break;
    case AliasState::Partly:
        findings.append(partlyFinding(sight, answers));
        break;
    case AliasState::Elsewhere:
        findings.append(elsewhereFinding(sight, answers));
        break;
    case AliasState::OtherData:
        findings.append(otherDataFinding(sight, answers));
        break;
    default:
        findings.append(mainZoneUnseenFinding(sight.plan, sight.mainZone));
        break;
    }
    addSilentServers(sight, answers, findings);
    return findings;
}

Finding aliasLoopFinding(const AliasPlan &plan)
{
    Finding made = makeFinding(checkOf(plan), Severity::Fail, "cname_conflict_or_alias", plan.validationName);
    made.saw = words(
        QT_TRANSLATE_NOOP("checks",
            "From %1 on, one alias leads to the next in a circle, or through more of them than resolvers follow."))
                   .arg(plan.validationName.toString());
    made.means = words(QT_TRANSLATE_NOOP("checks", "The authority would never come to an end and fail."));
    made.todo
        = {words(QT_TRANSLATE_NOOP("checks", "Remove the alias at %1: the TXT record belongs to that name itself."))
                .arg(plan.target.toString())};
    return made;
}

Finding noZoneOfItsOwnFinding(const AliasPlan &plan, const dns::Name &zone)
{
    Finding made = makeFinding(checkOf(plan), Severity::Info, "", plan.aliasZone);
    made.saw = words(QT_TRANSLATE_NOOP("checks", "%1 is no zone of its own but a part of %2."))
                   .arg(plan.aliasZone.toString(), zone.toString());
    made.means
        = words(QT_TRANSLATE_NOOP("checks", "The TXT records have to be made in the zone %1.")).arg(zone.toString());
    return made;
}

Finding mainZoneUnseenFinding(const AliasPlan &plan, const dns::Name &mainZone)
{
    Finding made = makeFinding(checkOf(plan), Severity::Unknown, "local_resolver", plan.validationName);
    made.saw = words(QT_TRANSLATE_NOOP("checks", "Where %1 leads could not be asked: no name server of %2 answered."))
                   .arg(plan.validationName.toString(), mainZone.toString());
    made.means = words(QT_TRANSLATE_NOOP("checks", "Nothing is known about it from here, neither good nor bad."));
    made.todo = {
        words(QT_TRANSLATE_NOOP("checks", "See whether this network lets questions to name servers (port 53) out."))};
    return made;
}

} // namespace cw::checks
