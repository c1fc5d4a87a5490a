// SPDX-License-Identifier: MIT
#pragma once

#include "checks/aliasdesign.h"
#include "checks/finding.h"
#include "dns/resolver.h"

#include <QDateTime>

namespace cw::checks
{

// Whether the main zones lead where the plans want it (dns-checks K16 to K18).

enum class AliasState {
    NotAsked,
    Right, // every name server leads to the target, and the target's zone is served
    Missing, // nothing leads anywhere yet
    Partly, // some name servers of the main zone have it
    Elsewhere, // leads to another name, or to other name servers
    OtherData, // something stands at the validation name beside the alias or in its place (RFC 1034 3.6.2)
    Loop, // or more aliases in a row than resolvers follow
    NoTargetZone, // leads where nothing is delegated
    NotServed, // the target's zone is delegated to servers that do not answer for it
    Unknown, // could not be found out
};
QString aliasStateName(AliasState state); // "right": as the command line writes it

struct AliasSight {
    AliasPlan plan;
    AliasState state = AliasState::NotAsked;
    dns::Name mainZone; // that holds the validation name and ends above it; the root when not found
    std::optional<dns::RecordPlace> place; // where the way really ends, as far as it could be followed
    QList<Finding> findings; // "alias", "own_zone", "delegation", "servers"; the worst first
    QDateTime asked; // UTC
};

// In the order of the plans; what they share is asked once. Only authoritative servers hear of validation names and
// targets: a resolver would keep their absence (RFC 2308 5). One worker thread.
QList<AliasSight> checkAliases(dns::Resolver &resolver, const QList<AliasPlan> &plans, CancelToken &token);

// What one server of the main zone says about the validation name.
struct AliasAnswer {
    dns::ServerAddress server;
    dns::Reply alias; // CNAME
    dns::Reply text; // TXT
    dns::Reply nameServers; // NS
    dns::Reply sibling; // CNAME of a name beside it that nobody has made: a wildcard answers

    bool isAnswered() const;
    std::optional<dns::Name> target() const; // where it leads by a record of its own, not by a wildcard
    std::optional<dns::Name> wildcardTarget() const; // where a wildcard leads it
    bool hasText() const; // TXT of its own, not by a wildcard or at the end of an alias
    QList<dns::Name> delegatedTo() const; // sorted
};
AliasState judgeAnswers(const AliasPlan &plan, const QList<AliasAnswer> &answers);

// What there is to say about the answers of the main zone; `state` is what judgeAnswers() made of them.
QList<Finding> aliasFindings(const AliasSight &sight, const QList<AliasAnswer> &answers, AliasState state);
Finding aliasLoopFinding(const AliasPlan &plan);
// The alias zone is part of the zone above it: that is where the record has to be made.
Finding noZoneOfItsOwnFinding(const AliasPlan &plan, const dns::Name &zone);
Finding mainZoneUnseenFinding(const AliasPlan &plan, const dns::Name &mainZone);

} // namespace cw::checks
