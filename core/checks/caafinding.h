// SPDX-License-Identifier: MIT
#pragma once

#include "checks/caa.h"
#include "checks/caaservers.h"
#include "checks/caatrouble.h"

namespace cw::checks
{

// What is at fault when the CAA records of a label cannot be looked up.
struct CaaTrouble {
    enum class Kind {
        AboveYourZone, // a top level domain or public suffix
        ParentNotServed, // a zone above the name's own, which nobody serves
        Dnssec, // without checks there is an answer
        AliasLoop,
        AliasIntoNowhere,
        NobodyServes, // no server answers any question for the zone
        Edns, // servers that answer without EDNS only
        QuestionDropped, // silent for CAA, not for other types
        TypeRefused, // NOTIMP, REFUSED, SERVFAIL ... for CAA only
        Truncated, // does not fit, and TCP does not work
        Garbage, // answers that are no DNS messages
        Unreadable, // a record whose lengths do not fit
        BadNegative, // an empty answer without SOA, or without authority
        LetterCase, // another answer when the question has capitals
        Slow,
        Unseen, // name servers cannot be asked from here
        NothingWrong, // now all servers answer well
    };
    Kind kind = Kind::NothingWrong;
    QList<dns::ServerAddress> servers; // those at fault; empty when it is not about servers
    QString said; // what the first of them said: "NOTIMP"
    dns::Name place; // the label, or where its alias leads
};

// The words for a verdict whose climb is done.
Finding allowedFinding(
    const CaaVerdict &verdict, const CaaRuling &ruling, const QString &name, const CaaPolicy &policy);
Finding forbiddenFinding(
    const CaaVerdict &verdict, const CaaRuling &ruling, const QString &name, const CaaPolicy &policy);
Finding troubleFinding(const CaaFailure &failure, const CaaTrouble &trouble);
// Servers give different sets: one of them forbids; or all lead to the same decision; or they agree and only the
// resolver here has an older set.
Finding differingFinding(
    const CaaLabel &label, const QList<CaaView> &views, const CaaView &forbidding, const QString &name);
Finding unevenFinding(const CaaLabel &label, const QList<CaaView> &views);
Finding cachedFinding(const CaaLabel &label, const CaaStep &cached, const CaaView &now);
// No resolver told us anything.
Finding notAskedFinding(const QString &name);

} // namespace cw::checks
