// SPDX-License-Identifier: MIT
#include "checks/caafinding.h"

#include "checks/caaclimb.h"
#include "checks/caanotes.h"
#include "checks/caaservers.h"
#include "checks/evidence.h"
#include "checks/findingwords.h"

#include <QCoreApplication>

namespace cw::checks
{

namespace
{

using Reason = CaaRuling::Reason;

Finding finding(Severity severity, const char *cause, const dns::Name &where)
{
    return makeFinding("caa", severity, cause, where);
}

QString identity(const CaaPolicy &policy)
{
    return policy.identities.value(0);
}

const CaaStep *stepAt(const CaaVerdict &verdict)
{
    for (const CaaStep &step : verdict.steps) {
        if (step.name == verdict.owner)
            return &step;
    }
    return nullptr;
}

// Where the deciding records are: at the end of the alias when the step is one.
dns::Name placeOfRecords(const CaaVerdict &verdict)
{
    const CaaStep *step = stepAt(verdict);
    return step ? step->owner : verdict.owner;
}

// The tag that decides for this name: issuewild for a wildcard, if the set has any.
QByteArray decidingTag(const CaaVerdict &verdict, const QString &name)
{
    const CaaStep *step = stepAt(verdict);
    if (!step || !isWildcard(name))
        return "issue";
    for (const dns::Caa &record : step->records) {
        if (record.tag.toLower() == "issuewild")
            return "issuewild";
    }
    return "issue";
}

// "example.org. CAA 0 issue "ca.example"": the whole line as it has to stand in the zone.
QString recordLine(const dns::Name &owner, const QByteArray &tag, const QString &value)
{
    return QStringLiteral("%1 CAA %2").arg(owner.toString(), caaText({0, tag, value.toUtf8()}));
}

// The value that lets this CA issue to this account by this challenge, keeping a record's own restrictions.
QString valueFor(const CaaPolicy &policy, Reason reason)
{
    if (reason == Reason::Account && !policy.accountUrl.isEmpty())
        return QStringLiteral("%1; accounturi=%2").arg(identity(policy), policy.accountUrl);
    if (reason == Reason::Method)
        return QStringLiteral("%1; validationmethods=%2").arg(identity(policy), policy.challengeType);
    return identity(policy);
}

QString reasonText(const CaaRuling &ruling, const CaaVerdict &verdict, const CaaPolicy &policy)
{
    const QString record = verdict.records.value(ruling.record);
    switch (ruling.reason) {
    case Reason::Critical:
        return words(QT_TRANSLATE_NOOP("checks",
                         "The record %1 is marked as critical, and a CA that does not know this property must not "
                         "issue. Let's Encrypt takes the flag 1 for critical as well as 128."))
            .arg(record);
    case Reason::Nobody:
        return words(QT_TRANSLATE_NOOP("checks", "These records let no authority issue."));
    case Reason::IssuerForm:
        return words(QT_TRANSLATE_NOOP("checks",
                         "The record %1 seems to mean this authority, but it is compared letter by letter with “%2”: "
                         "capitals, a final dot, quotes or https:// make it another name."))
            .arg(record, identity(policy));
    case Reason::OnlyWithoutWildcard:
        return words(QT_TRANSLATE_NOOP("checks",
                         "For wildcard names only the issuewild records count here, and none of them names “%1”."))
            .arg(identity(policy));
    case Reason::Syntax:
        return words(QT_TRANSLATE_NOOP("checks",
                         "The record %1 names this authority, but one of its parameters is not of the form tag=value, "
                         "so the whole record does not count."))
            .arg(record);
    case Reason::Account:
        return words(QT_TRANSLATE_NOOP("checks",
                         "The record %1 is for another account of this authority (yours is %2), or it names two."))
            .arg(record, policy.accountUrl.isEmpty() ? QStringLiteral("?") : policy.accountUrl);
    case Reason::Method:
        return words(QT_TRANSLATE_NOOP("checks", "The record %1 does not allow the challenge type %2."))
            .arg(record, policy.challengeType);
    case Reason::Allowed:
    case Reason::AccountUnknown:
    case Reason::OtherIssuer:
        break;
    }
    return words(QT_TRANSLATE_NOOP("checks", "None of these records names “%1”.")).arg(identity(policy));
}

QStringList whatToDo(const CaaRuling &ruling, const CaaVerdict &verdict, const QString &name, const CaaPolicy &policy)
{
    const dns::Name place = placeOfRecords(verdict);
    const dns::Name base = verdict.steps.first().name;
    const QByteArray tag = decidingTag(verdict, name);
    const QString record = verdict.records.value(ruling.record);
    const QString line = recordLine(place, tag, valueFor(policy, ruling.reason));
    QStringList steps;
    switch (ruling.reason) {
    case Reason::Critical:
        return {words(QT_TRANSLATE_NOOP("checks", "Remove the record %1 at %2, or write it with the flag 0."))
                    .arg(record, place.toString())};
    case Reason::IssuerForm:
    case Reason::Syntax:
    case Reason::Account:
    case Reason::Method:
        steps.append(words(QT_TRANSLATE_NOOP("checks", "Replace the record %1, or add this one beside it: %2"))
                         .arg(record, line));
        break;
    default:
        steps.append(words(QT_TRANSLATE_NOOP("checks", "Add this record: %1")).arg(line));
    }
    if (place != verdict.owner)
        steps.append(words(QT_TRANSLATE_NOOP("checks",
                               "If %1 is not yours, ask its owner, or replace the alias at %2 by address records."))
                         .arg(place.toString(), verdict.owner.toString()));
    else if (base != verdict.owner)
        steps.append(words(QT_TRANSLATE_NOOP("checks",
                               "Or add one for this name alone, which then counts in place of those further up: %1"))
                         .arg(recordLine(base, "issue", valueFor(policy, ruling.reason))));
    return steps;
}

QString sawRecords(const CaaVerdict &verdict)
{
    const dns::Name place = placeOfRecords(verdict);
    const QString records = verdict.records.join(QStringLiteral(" | "));
    if (place != verdict.owner)
        return words(QT_TRANSLATE_NOOP("checks", "%1 is an alias of %2, whose CAA records count for it: %3"))
            .arg(verdict.owner.toString(), place.toString(), records);
    return words(QT_TRANSLATE_NOOP("checks", "%1 has these CAA records: %2")).arg(verdict.owner.toString(), records);
}

QString recordsText(const QList<dns::Caa> &records)
{
    QStringList texts;
    for (const dns::Caa &record : records)
        texts.append(caaText(record));
    return texts.isEmpty() ? words(QT_TRANSLATE_NOOP("checks", "no CAA record")) : texts.join(QStringLiteral(" | "));
}

QString sawViews(const CaaLabel &label, const QList<CaaView> &views)
{
    QStringList texts;
    for (const CaaView &view : views)
        texts.append(QStringLiteral("%1: %2").arg(labelsOf(view.servers), recordsText(view.records)));
    return words(QT_TRANSLATE_NOOP("checks", "The name servers of %1 do not agree on its CAA records. %2"))
        .arg(label.label.toString(), texts.join(QStringLiteral("; ")));
}

Finding noRecordsFinding(const CaaVerdict &verdict, const QString &name, const CaaPolicy &policy)
{
    const dns::Name base = verdict.steps.isEmpty() ? dns::Name() : verdict.steps.first().name;
    Finding made = finding(Severity::Info, "", base);
    made.saw = words(QT_TRANSLATE_NOOP("checks", "There are no CAA records for %1, nor for any name above it."))
                   .arg(base.toString());
    made.means = words(QT_TRANSLATE_NOOP("checks", "Every authority may issue for it, this one too."));
    made.todo
        = {words(QT_TRANSLATE_NOOP("checks", "Nothing needs to be done. If only this authority shall issue, add: %1"))
                .arg(recordLine(base, isWildcard(name) ? "issuewild" : "issue", identity(policy)))};
    return made;
}

} // namespace

Finding allowedFinding(const CaaVerdict &verdict, const CaaRuling &ruling, const QString &name, const CaaPolicy &policy)
{
    if (policy.identities.isEmpty()) {
        Finding made = finding(Severity::Info, "", verdict.owner);
        made.saw = verdict.records.isEmpty()
            ? words(QT_TRANSLATE_NOOP("checks", "This authority does not say by which name CAA records mean it."))
            : sawRecords(verdict);
        made.means = words(QT_TRANSLATE_NOOP("checks",
            "Its directory has no caaIdentities, so it cannot be told whether CAA records forbid it anything; probably "
            "it does not look at them."));
        return made;
    }
    if (verdict.records.isEmpty())
        return noRecordsFinding(verdict, name, policy);
    Finding made = finding(Severity::Ok, "", verdict.owner);
    made.saw = sawRecords(verdict);
    if (ruling.reason == Reason::AccountUnknown) {
        made.severity = Severity::Warning;
        made.cause = QStringLiteral("caa_forbids");
        made.means = words(QT_TRANSLATE_NOOP("checks",
            "The authority may issue, but only to the account that the record names; your account is not known yet."));
        made.todo = {words(QT_TRANSLATE_NOOP("checks",
            "Compare the accounturi in the record with your account's address, letter by letter, once you have it."))};
    } else if (ruling.record < 0) {
        made.means = words(
            QT_TRANSLATE_NOOP("checks", "None of them is about such certificates, so every authority may issue."));
    } else {
        made.means = words(QT_TRANSLATE_NOOP("checks", "The record %1 lets this authority issue."))
                         .arg(verdict.records.value(ruling.record));
    }
    return made;
}

Finding forbiddenFinding(
    const CaaVerdict &verdict, const CaaRuling &ruling, const QString &name, const CaaPolicy &policy)
{
    Finding made = finding(Severity::Fail, "caa_forbids", verdict.owner);
    made.saw = sawRecords(verdict);
    made.means = words(QT_TRANSLATE_NOOP("checks", "The authority must refuse %1. %2"))
                     .arg(name, reasonText(ruling, verdict, policy));
    const CaaStep *step = stepAt(verdict);
    const QStringList others
        = step ? authoritiesAllowedBy(step->records, isWildcard(name)) : QStringList();
    if (!others.isEmpty())
        made.means += u' '
            + words(QT_TRANSLATE_NOOP("checks", "Of the authorities that Certwright knows, these records let issue: %1."))
                  .arg(others.join(QStringLiteral(", ")));
    made.todo = whatToDo(ruling, verdict, name, policy);
    return made;
}

Finding differingFinding(const CaaLabel &label, const QList<CaaView> &views, const CaaView &forbidding,
    const QString &name)
{
    Finding made = finding(Severity::Fail, "caa_forbids", label.label);
    made.server = labelOf(forbidding.servers.first());
    made.saw = sawViews(label, views);
    made.means = words(QT_TRANSLATE_NOOP("checks",
                           "What %1 says forbids this authority to issue for %2. It asks any of these servers, and from "
                           "several places of the world: sooner or later this one."))
                     .arg(labelsOf(forbidding.servers), name);
    made.todo = {words(QT_TRANSLATE_NOOP("checks",
                           "Bring all name servers of %1 to the same state: the zone transfer to %2 does not work, or "
                           "it is maintained separately."))
                     .arg(label.zone->apex.toString(), labelsOf(forbidding.servers))};
    return made;
}

Finding unevenFinding(const CaaLabel &label, const QList<CaaView> &views)
{
    Finding made = finding(Severity::Warning, "propagation_too_early", label.label);
    made.server = labelOf(views.last().servers.first());
    made.saw = sawViews(label, views);
    made.means = words(QT_TRANSLATE_NOOP("checks",
        "Each of these answers lets the authority issue, or each does not; but the servers are not of the same state."));
    made.todo = {words(QT_TRANSLATE_NOOP("checks", "See why the zone transfer to %1 does not work."))
                     .arg(labelsOf(views.last().servers))};
    return made;
}

Finding cachedFinding(const CaaLabel &label, const CaaStep &cached, const CaaView &now)
{
    Finding made = finding(Severity::Info, "", label.label);
    made.saw = words(QT_TRANSLATE_NOOP("checks",
                         "The resolver here still has older CAA records of %1 (%2); its name servers now say: %3."))
                   .arg(label.label.toString(), recordsText(cached.records), recordsText(now.records));
    made.means = words(QT_TRANSLATE_NOOP(
        "checks", "The authority's resolvers keep answers for a short time only, so what the name servers say counts."));
    return made;
}

Finding notAskedFinding(const QString &name)
{
    Finding made = finding(Severity::Unknown, "local_resolver", dns::Name());
    made.where = name;
    made.saw = words(QT_TRANSLATE_NOOP("checks",
                         "The CAA records of %1 could not be looked up: the resolver here answers no question."))
                   .arg(name);
    made.means = words(QT_TRANSLATE_NOOP(
        "checks", "This says nothing about the name; the authority asks through resolvers of its own."));
    made.todo = {words(QT_TRANSLATE_NOOP("checks",
        "Check the network of this computer, or choose another resolver in the settings, then check again."))};
    return made;
}

} // namespace cw::checks
