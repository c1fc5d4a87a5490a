// SPDX-License-Identifier: MIT
// The words for a CAA look-up that failed.
#include "checks/caafinding.h"
#include "checks/findingwords.h"

#include <QCoreApplication>

namespace cw::checks
{

namespace
{

using Kind = CaaTrouble::Kind;

struct TroubleWords {
    const char *cause;
    const char *means; // %1: the servers at fault, %2: what the first of them said, %3: the place
    QList<const char *> todo;
};

TroubleWords wordsFor(Kind kind)
{
    switch (kind) {
    case Kind::AboveYourZone:
        return {"caa_parent_or_tld_failure",
            QT_TRANSLATE_NOOP("checks",
                "The fault is not in your zone, but above it. The authority must not issue while it cannot look this "
                "up."),
            {QT_TRANSLATE_NOOP("checks",
                "Check the end of the name for a typing error; if it is right, try again in some minutes.")}};
    case Kind::ParentNotServed:
        return {"caa_parent_or_tld_failure",
            QT_TRANSLATE_NOOP("checks",
                "%3 lies above your own zone, and nobody serves it. The authority asks there too, as there are no CAA "
                "records further down, and must not issue without an answer."),
            {QT_TRANSLATE_NOOP(
                 "checks", "Create the zone %3 at its name servers, even an empty one, or correct its delegation."),
                QT_TRANSLATE_NOOP("checks",
                    "At once: a CAA record at the name itself keeps the authority from asking further up.")}};
    case Kind::Dnssec:
        return {"dnssec_bogus",
            QT_TRANSLATE_NOOP("checks",
                "Without checking DNSSEC there is an answer, with it there is none: the signatures are broken. The "
                "authority checks them and must not issue."),
            {QT_TRANSLATE_NOOP("checks",
                "Sign the zone anew, or, if it is not to be signed, remove its DS record at the registrar.")}};
    case Kind::AliasLoop:
        return {"cname_conflict_or_alias",
            QT_TRANSLATE_NOOP("checks",
                "The alias at %3 leads in a circle or through too many aliases, so that no resolver finds its end."),
            {QT_TRANSLATE_NOOP("checks", "Correct the alias at %3, or put address records in its place.")}};
    case Kind::AliasIntoNowhere:
        return {"delegation_wrong_or_lame",
            QT_TRANSLATE_NOOP("checks", "The name leads to %3, and there is no zone that this could be in."),
            {QT_TRANSLATE_NOOP("checks", "Correct the alias, or delegate the zone that it leads to.")}};
    case Kind::NobodyServes:
        return {"delegation_wrong_or_lame",
            QT_TRANSLATE_NOOP("checks",
                "No question about %3 is answered: its name servers do not serve the zone, or are not reachable. The "
                "authority must not issue without an answer."),
            {QT_TRANSLATE_NOOP(
                "checks", "Compare the name servers at the registrar with those that really serve the zone.")}};
    case Kind::Edns:
        return {"caa_servfail_nameserver",
            QT_TRANSLATE_NOOP("checks",
                "%1 answers only questions without EDNS (%2 with it). Resolvers use EDNS, as they need it for DNSSEC, "
                "and give up."),
            {QT_TRANSLATE_NOOP("checks",
                "Update the name server, or let the firewall before it pass DNS messages with EDNS (RFC 6891).")}};
    case Kind::QuestionDropped:
        return {"nameserver_timeout",
            QT_TRANSLATE_NOOP("checks",
                "%1 answers other questions, but none for CAA: something drops them. The authority must not issue "
                "without an answer."),
            {QT_TRANSLATE_NOOP("checks",
                "Look for a firewall that lets only some record types pass, and let it pass all. The server has to "
                "answer NOERROR without a record.")}};
    case Kind::TypeRefused:
        return {"caa_servfail_nameserver",
            QT_TRANSLATE_NOOP("checks",
                "%1 answers other questions, but those for CAA with %2. The authority must not issue without an "
                "answer."),
            {QT_TRANSLATE_NOOP("checks",
                 "Lasting: update the name server software. A question for a type that it does not know must get "
                 "NOERROR without a record."),
                QT_TRANSLATE_NOOP("checks",
                    "At once: a CAA record at %3, if the server can hold one, or a move of the zone to other name "
                    "servers.")}};
    case Kind::Truncated:
        return {"caa_servfail_nameserver",
            QT_TRANSLATE_NOOP("checks",
                "The answer of %1 does not fit into one UDP message, and over TCP there is none. Resolvers cannot read "
                "it."),
            {QT_TRANSLATE_NOOP(
                "checks", "Open TCP port 53 to the name server, or keep the CAA records of %3 short.")}};
    case Kind::Garbage:
        return {"caa_servfail_nameserver",
            QT_TRANSLATE_NOOP("checks", "What %1 answers to questions for CAA is no DNS message."),
            {QT_TRANSLATE_NOOP("checks", "Update the name server software, or look for a device that changes answers.")}};
    case Kind::Unreadable:
        return {"caa_servfail_nameserver",
            QT_TRANSLATE_NOOP("checks",
                "A CAA record of %3 cannot be read: its property name is longer than the whole record. The authority "
                "cannot read it either."),
            {QT_TRANSLATE_NOOP("checks", "Delete the CAA records of %3 and enter them anew.")}};
    case Kind::BadNegative:
        return {"caa_servfail_nameserver",
            QT_TRANSLATE_NOOP("checks",
                "%1 answers that there are no CAA records, but without authority or without the SOA record that has to "
                "come with it (RFC 2308). Resolvers refuse such answers."),
            {QT_TRANSLATE_NOOP("checks", "Update or correct the name server software."),
                QT_TRANSLATE_NOOP("checks", "At once: a CAA record at %3, so that the answer is not empty.")}};
    case Kind::LetterCase:
        return {"case_0x20",
            QT_TRANSLATE_NOOP("checks",
                "%1 answers differently when the question has capital letters. Resolvers mix capitals into questions "
                "to recognize forged answers."),
            {QT_TRANSLATE_NOOP("checks",
                "Update the name server: it has to compare names without regard to case and to repeat the question as "
                "it came.")}};
    case Kind::Slow:
        return {"nameserver_timeout",
            QT_TRANSLATE_NOOP(
                "checks", "%1 answers, but so late or so seldom that the authority's resolver gives up before."),
            {QT_TRANSLATE_NOOP("checks",
                "See why the name server is slow or loses questions: load, rate limits for many questions at once, or "
                "the network before it.")}};
    case Kind::Unseen:
        return {"caa_servfail_nameserver",
            QT_TRANSLATE_NOOP("checks",
                "Resolvers get no answer. Why cannot be told from here, as this network does not let questions through "
                "to name servers."),
            {QT_TRANSLATE_NOOP("checks", "Check again from another network, or ask the operator of the name servers.")}};
    case Kind::NothingWrong:
        break;
    }
    return {"caa_servfail_nameserver",
        QT_TRANSLATE_NOOP("checks",
            "From here every name server answers well now. The fault may have passed, or these servers limit how many "
            "questions they answer at once; a resolver keeps a failure for up to five minutes."),
        {QT_TRANSLATE_NOOP("checks", "Check again in five minutes, and place no order before this is gone.")}};
}

} // namespace

Finding troubleFinding(const CaaFailure &failure, const CaaTrouble &trouble)
{
    const TroubleWords found = wordsFor(trouble.kind);
    const auto filled = [&trouble](const char *text) {
        return words(text)
            .replace(QStringLiteral("%1"), labelsOf(trouble.servers))
            .replace(QStringLiteral("%2"), trouble.said)
            .replace(QStringLiteral("%3"), trouble.place.toString());
    };
    Finding made = makeFinding("caa", Severity::Fail, found.cause, failure.label);
    if (trouble.servers.size() == 1)
        made.server = labelsOf(trouble.servers);
    made.saw
        = words(QT_TRANSLATE_NOOP("checks", "The CAA records of %1, which count for %2, could not be looked up: %3."))
              .arg(failure.label.toString(), failure.name, failure.errorText);
    made.means = filled(found.means);
    for (const char *step : found.todo)
        made.todo.append(filled(step));
    return made;
}

} // namespace cw::checks
