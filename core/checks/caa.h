// SPDX-License-Identifier: MIT
#pragma once

#include "checks/finding.h"
#include "dns/resolver.h"

namespace cw::checks
{

// For whom the question "may this CA issue?" is asked.
struct CaaPolicy {
    QStringList identities; // meta.caaIdentities of the directory; empty: the CA does not say, so nothing is forbidden
    QString accountUrl; // empty: not known yet
    QString challengeType = QStringLiteral("dns-01");
};

enum class CaaDecision { Allowed, Forbidden, Error };
QString caaDecisionName(CaaDecision decision);

// One step of the climb from the name to the TLD (RFC 8659 3).
struct CaaStep {
    enum class State { Records, Empty, NoSuchName, Error, NotReached };
    dns::Name name;
    State state = State::NotReached;
    QList<dns::Caa> records;
    dns::Name owner; // where the records are: the end of an alias chain, else `name`
    int rcode = 0;
    QString errorText; // "SERVFAIL", "No answer", with the resolver's EDE text
    quint32 ttl = 0; // seconds
    bool isAuthenticated = false; // the resolver says that it has checked the signatures (AD)
};

struct CaaVerdict {
    CaaDecision decision = CaaDecision::Allowed;
    dns::Name owner; // the step whose set decided, or where the error is; the root when no set was found
    QStringList records; // the deciding set as text: 0 issue "ca.example"
    QList<CaaStep> steps; // name first, TLD last
    Finding finding;
    QList<Finding> notes; // beside the decision: servers that differ, an old answer in a cache
};

// The decision alone, from a record set that is at hand: pure, no DNS. As Let's Encrypt decides (data/caa-verdicts.md).
struct CaaRuling {
    enum class Reason {
        Allowed,
        AccountUnknown, // allowed if the account will be the one that the record names
        Critical, // an unknown property with the critical flag
        Nobody, // the records let no CA issue
        OtherIssuer, // they let other CAs issue
        IssuerForm, // one names this CA, but not letter by letter
        OnlyWithoutWildcard, // issuewild leaves this CA out; issue would have let it
        Syntax, // one names this CA, but a parameter of it cannot be read: the whole record does not count
        Account, // one is for another account of this CA
        Method, // one is for other challenge types
    };
    bool isAllowed = true;
    Reason reason = Reason::Allowed;
    int record = -1; // of the set: the one that allows, or came closest to it
};
CaaRuling ruleCaa(const QList<dns::Caa> &set, bool isWildcard, const CaaPolicy &policy);

// Climbs for all names at once, by the recursive resolvers, as a CA does, and asks every name server of the zones that
// matter as well: what they say now counts more than what a resolver remembers, and where they differ, the worst of it
// decides. `names` may begin with "*.". `finding` is Unknown when no resolver could tell us anything: that says nothing
// about the name.
QList<CaaVerdict> checkCaa(
    dns::Resolver &resolver, const QStringList &names, const CaaPolicy &policy, CancelToken &token);

} // namespace cw::checks
