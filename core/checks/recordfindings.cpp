// SPDX-License-Identifier: MIT
#include "checks/recordprobe.h"

#include "checks/evidence.h"
#include "checks/findingwords.h"
#include "checks/publicsuffix.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace cw::checks
{

namespace
{

// Where authorities and content networks keep the records that they make for their own customers.
const QStringList &managedZones()
{
    static const QStringList zones{QStringLiteral("dcv.cloudflare.com"), QStringLiteral("dcv.digicert.com"),
        QStringLiteral("authorize.certificatemanager.goog"), QStringLiteral("acm-validations.aws"),
        QStringLiteral("validations.aws")};
    return zones;
}

QSet<QByteArray> textsIn(const dns::Reply &reply)
{
    QSet<QByteArray> texts;
    if (!reply.message)
        return texts;
    for (const dns::Record &record : reply.message->answer) {
        if (const auto text = dns::textOf(record))
            texts.insert(*text);
    }
    return texts;
}

// base64url of a SHA-256 digest, as every dns-01 value is.
bool looksLikeChallengeValue(const QByteArray &text)
{
    return text.size() == 43 && std::all_of(text.cbegin(), text.cend(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

bool hasOwnText(const dns::Reply &reply)
{
    return reply.message
        && std::any_of(reply.message->answer.cbegin(), reply.message->answer.cend(), [&reply](const dns::Record &one) {
               return one.type == dns::Type::TXT && one.owner == reply.query.question.name;
           });
}

dns::Name wildcardOf(const dns::Name &identifier)
{
    return identifier.child("*").value_or(identifier);
}

Finding swallowedFinding(const RecordProbe &probe)
{
    const dns::Name &name = probe.place.validationName;
    Finding made = makeFinding("wildcard", Severity::Warning, "wildcard_cname_swallows", name);
    made.saw = words(QT_TRANSLATE_NOOP("checks", "The wildcard %1 is an alias that leads every name, %2 too, to %3."))
                   .arg(wildcardOf(probe.identifier).toString(), name.toString(), aliasIn(probe.siblingText)->toString());
    made.means = words(QT_TRANSLATE_NOOP("checks",
        "Without a record of its own, this name has what the alias leads to. A TXT record at the name itself comes "
        "before the wildcard."));
    made.todo = {words(QT_TRANSLATE_NOOP("checks", "Create the TXT record at %1 itself, in the zone %2."))
                     .arg(name.toString(), probe.zone.apex.toString())};
    made.evidence = {evidenceOf(probe.siblingText)};
    return made;
}

void addAlias(const RecordProbe &probe, QList<Finding> &findings)
{
    if (probe.place.hops.size() < 2)
        return;
    const QString owner = probe.place.owner.withoutFinalDot().toLower();
    for (const QString &zone : managedZones()) {
        if (owner != zone && !owner.endsWith(u'.' + zone))
            continue;
        Finding made = makeFinding("alias", Severity::Warning, "cname_conflict_or_alias", probe.place.validationName);
        made.saw = words(QT_TRANSLATE_NOOP("checks", "%1 leads to %2, which somebody else manages."))
                       .arg(probe.place.validationName.toString(), probe.place.owner.toString());
        made.means = words(QT_TRANSLATE_NOOP("checks",
            "A content network or cloud keeps its own validation records there; you can make none at that place."));
        made.todo = {words(QT_TRANSLATE_NOOP("checks",
                               "Remove the alias at %1 while you get this certificate, or let its operator get it."))
                         .arg(probe.place.validationName.toString())};
        findings.append(made);
    }
}

void addOwnZone(const RecordProbe &probe, QList<Finding> &findings)
{
    if (!(probe.place.zone.apex == probe.place.validationName))
        return;
    Finding made = makeFinding("own_zone", Severity::Info, "", probe.place.zone.apex);
    made.saw = words(QT_TRANSLATE_NOOP("checks", "%1 is a zone of its own, with its own name servers."))
                   .arg(probe.place.zone.apex.toString());
    made.means = words(QT_TRANSLATE_NOOP("checks",
        "The TXT record belongs to its top (@); one made in the zone above is not seen."));
    findings.append(made);
}

void addWildcard(const RecordProbe &probe, QList<Finding> &findings)
{
    const bool hasTexts = !textsIn(probe.siblingText).isEmpty() && !aliasIn(probe.siblingText);
    const bool hasAddress = probe.siblingAddress.message && !probe.siblingAddress.message->answer.isEmpty();
    if (!hasTexts && !hasAddress)
        return;
    Finding made = makeFinding("wildcard", Severity::Info, "", wildcardOf(probe.identifier));
    made.saw = hasTexts
        ? words(QT_TRANSLATE_NOOP("checks", "The wildcard %1 answers TXT questions for every name."))
              .arg(wildcardOf(probe.identifier).toString())
        : words(QT_TRANSLATE_NOOP("checks", "The wildcard %1 makes every name exist."))
              .arg(wildcardOf(probe.identifier).toString());
    made.means = words(QT_TRANSLATE_NOOP("checks",
                           "A TXT record at %1 itself comes before it, so it does no harm. If the record is missing, "
                           "the authority will say that it found another or none."))
                     .arg(probe.place.validationName.toString());
    made.evidence = {evidenceOf(hasTexts ? probe.siblingText : probe.siblingAddress)};
    findings.append(made);
}

void addConflict(const RecordProbe &probe, QList<Finding> &findings)
{
    for (qsizetype i = 0; i < probe.texts.size(); ++i) {
        if (!aliasIn(probe.aliases.at(i)) || !hasOwnText(probe.texts.at(i)))
            continue;
        Finding made = makeFinding("alias", Severity::Warning, "cname_conflict_or_alias", probe.place.owner);
        made.server = labelOf(probe.place.zone.servers.at(i));
        made.saw = words(QT_TRANSLATE_NOOP("checks", "%1 has an alias (CNAME) and TXT records at %2."))
                       .arg(made.server, probe.place.owner.toString());
        made.means = words(QT_TRANSLATE_NOOP("checks",
            "Nothing may stand beside an alias (RFC 1034 3.6.2): some resolvers see the one, some the other."));
        made.todo = {words(QT_TRANSLATE_NOOP("checks", "Remove the alias at %1, or the TXT records there."))
                         .arg(probe.place.owner.toString())};
        made.evidence = {evidenceOf(probe.aliases.at(i)), evidenceOf(probe.texts.at(i))};
        findings.append(made);
        return;
    }
}

void addOldValues(const RecordProbe &probe, QList<Finding> &findings)
{
    constexpr qsizetype Many = 8;
    QSet<QByteArray> values;
    std::optional<dns::Reply> shown;
    for (const dns::Reply &reply : probe.texts) {
        for (const QByteArray &text : textsIn(reply)) {
            if (textsIn(probe.siblingText).contains(text))
                continue;
            values.insert(text);
            shown = shown ? shown : std::optional(reply);
        }
    }
    if (values.isEmpty())
        return;
    const auto old = std::count_if(values.cbegin(), values.cend(), looksLikeChallengeValue);
    const bool matters = old > 0 || values.size() > Many;
    Finding made = makeFinding("old_values", matters ? Severity::Warning : Severity::Info, matters ? "stale_txt" : "",
        probe.place.owner);
    made.saw = QCoreApplication::translate(
        "checks", "There are already %n TXT value(s) at %1.", nullptr, int(values.size()))
                   .arg(probe.place.owner.toString());
    made.means = old > 0
        ? words(QT_TRANSLATE_NOOP("checks",
              "They look like values of earlier orders. The authority passes over them, but each makes the answer "
              "longer, and its messages name them first."))
        : words(QT_TRANSLATE_NOOP("checks", "The authority passes over them; the new value goes beside them."));
    if (matters)
        made.todo = {words(QT_TRANSLATE_NOOP("checks",
                               "Delete the old values at %1, unless another client is waiting for its certificate."))
                         .arg(probe.place.owner.toString())};
    made.evidence = {evidenceOf(*shown)};
    findings.append(made);
}

void addMisplaced(const RecordProbe &probe, QList<Finding> &findings)
{
    for (const dns::Reply &reply : probe.misplaced) {
        QSet<QByteArray> texts = textsIn(reply);
        texts.subtract(textsIn(probe.siblingText));
        if (std::none_of(texts.cbegin(), texts.cend(), looksLikeChallengeValue))
            continue;
        const dns::Name &name = reply.query.question.name;
        Finding made = makeFinding("misplaced", Severity::Warning, "record_name_doubled", name);
        made.saw = words(QT_TRANSLATE_NOOP("checks", "There is a validation value at %1, where nobody looks for it."))
                       .arg(name.toString());
        made.means = words(QT_TRANSLATE_NOOP("checks",
                               "An earlier record seems to have landed there by mistake: the right place is %1. Many "
                               "panels add the zone to what is typed."))
                         .arg(probe.place.validationName.toString());
        made.todo = {words(QT_TRANSLATE_NOOP("checks",
                               "Delete the record at %1, and type only “%2” into the panel's field for the name."))
                         .arg(name.toString(), probe.place.owner.relativeTo(probe.place.zone.apex))};
        made.evidence = {evidenceOf(reply)};
        findings.append(made);
    }
}

} // namespace

QList<Finding> recordFindings(const RecordProbe &probe)
{
    QList<Finding> findings;
    if (isSwallowedByWildcard(probe))
        findings.append(swallowedFinding(probe));
    else
        addAlias(probe, findings);
    addOwnZone(probe, findings);
    addWildcard(probe, findings);
    addConflict(probe, findings);
    addOldValues(probe, findings);
    addMisplaced(probe, findings);
    return findings;
}

std::optional<Finding> oneValueFinding(const dns::Name &validationName, const dns::Name &zone)
{
    const QString apex = zone.withoutFinalDot().toLower();
    if (apex != u"duckdns.org" && !apex.endsWith(u".duckdns.org"))
        return std::nullopt;
    Finding made = makeFinding("one_value", Severity::Warning, "single_txt_overwritten", validationName);
    made.saw = words(QT_TRANSLATE_NOOP("checks", "%1 needs two TXT values, and its operator keeps one only."))
                   .arg(validationName.toString());
    made.means
        = words(QT_TRANSLATE_NOOP("checks", "The second value would replace the first, and one of the names would fail."));
    made.todo = {words(QT_TRANSLATE_NOOP("checks", "Order the name and its wildcard in two orders, one after the other."))};
    return made;
}

} // namespace cw::checks
