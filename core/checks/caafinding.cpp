// SPDX-License-Identifier: MIT
#include "checks/caafinding.h"

#include "checks/evidence.h"
#include "checks/publicsuffix.h"

#include <QCoreApplication>

namespace cw::checks
{

namespace
{

using Reason = CaaRuling::Reason;

QString words(const char *text)
{
    return QCoreApplication::translate("checks", text);
}

Finding finding(Severity severity, const char *cause, const dns::Name &where)
{
    Finding made;
    made.check = QStringLiteral("caa");
    made.severity = severity;
    made.cause = QString::fromLatin1(cause);
    made.where = where.toString();
    return made;
}

bool isWildcard(const QString &name)
{
    return name.startsWith(u"*.");
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

struct ErrorWords {
    const char *cause;
    const char *means;
    const char *todo;
};

ErrorWords errorWords(const CaaVerdict &verdict, const CaaProbe &probe)
{
    if (verdict.owner.labelCount() == 1 || isIcannSuffix(verdict.owner.withoutFinalDot()))
        return {"caa_parent_or_tld_failure",
            QT_TRANSLATE_NOOP("checks",
                "The fault is not in your zone, but above it. The authority must not issue while it cannot look this "
                "up."),
            QT_TRANSLATE_NOOP(
                "checks", "Check the end of the name for a typing error; if it is right, try again in some minutes.")};
    const bool isAnswered = probe.answer.message.isOk();
    if (isAnswered && probe.isAnsweredUnchecked)
        return {"dnssec_bogus",
            QT_TRANSLATE_NOOP("checks",
                "Without checking DNSSEC there is an answer, with it there is none: the signatures of the zone are "
                "broken. The authority checks them and must not issue."),
            QT_TRANSLATE_NOOP(
                "checks", "Sign the zone anew, or, if it is not to be signed, remove its DS record at the registrar.")};
    if (!isAnswered)
        return {"nameserver_timeout",
            QT_TRANSLATE_NOOP("checks",
                "The name servers do not answer questions for CAA in time. The authority must not issue without an "
                "answer."),
            QT_TRANSLATE_NOOP("checks",
                "See that every name server of the zone answers CAA questions, with an empty answer if there is no "
                "record, and that no firewall drops them.")};
    if (probe.isSoaAnswered)
        return {"caa_servfail_nameserver",
            QT_TRANSLATE_NOOP("checks",
                "Other questions about this name are answered, only those for CAA fail. The authority must not issue "
                "without an answer."),
            QT_TRANSLATE_NOOP("checks",
                "Update the name server software: a question for a type that it does not know must get an empty "
                "NOERROR answer. An own CAA record may help at once.")};
    return {"delegation_wrong_or_lame",
        QT_TRANSLATE_NOOP("checks",
            "No question about this name is answered: its name servers do not serve the zone, or are not reachable. "
            "The authority must not issue without an answer."),
        QT_TRANSLATE_NOOP(
            "checks", "Compare the name servers at the registrar with those that really serve the zone.")};
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
    made.todo = whatToDo(ruling, verdict, name, policy);
    return made;
}

Finding errorFinding(const CaaVerdict &verdict, const CaaProbe &probe, const QString &name)
{
    const ErrorWords found = errorWords(verdict, probe);
    Finding made = finding(Severity::Fail, found.cause, verdict.owner);
    const CaaStep *step = stepAt(verdict);
    made.saw
        = words(QT_TRANSLATE_NOOP("checks", "The CAA records of %1, which count for %2, could not be looked up: %3."))
              .arg(verdict.owner.toString(), name, step ? step->errorText : QString());
    made.means = words(found.means);
    made.todo = {words(found.todo)};
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
