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
    quint32 ttl = 0;
};

struct CaaVerdict {
    CaaDecision decision = CaaDecision::Allowed;
    dns::Name owner; // whose set decided, or where the error is; the root when no set was found
    QStringList records; // the deciding set as text: 0 issue "ca.example"
    QList<CaaStep> steps; // name first, TLD last
    Finding finding;
};

// The decision alone, from record sets that are at hand: pure, no DNS (Boulder's rules, data/caa-verdicts.md).
struct CaaRuling {
    bool isAllowed = true;
    QString reason; // "no_issuer", "issuewild", "account", "method", "critical", ...; empty when allowed
};
CaaRuling ruleCaa(const QList<dns::Caa> &set, bool isWildcard, const CaaPolicy &policy);

// Climbs for all names at once. `names` may begin with "*.".
QList<CaaVerdict> checkCaa(dns::Resolver &resolver, const QStringList &names, const CaaPolicy &policy, CancelToken &token);

} // namespace cw::checks
