// SPDX-License-Identifier: MIT
#include "checks/caatrouble.h"

#include "checks/caaclimb.h"
#include "checks/caafinding.h"
#include "checks/evidence.h"
#include "checks/publicsuffix.h"
#include "checks/replies.h"
#include "checks/zoneprobe.h"

#include <QSet>

#include <algorithm>

namespace cw::checks
{

namespace
{

using Kind = CaaTrouble::Kind;
using namespace std::chrono_literals;

constexpr auto Patience = 6s; // longer than any authority waits
constexpr auto TooSlow = 1500ms; // a CA's resolver gives up at about this

// An answer that a resolver can use: with authority, whole, and with a SOA when it says that there is nothing.
bool isUsable(const dns::Reply &reply)
{
    if (!isAnswer(reply) || !reply.message->isAuthoritative || reply.message->isTruncated)
        return false;
    const QList<dns::Record> &authority = reply.message->authority;
    return !reply.message->answer.isEmpty()
        || std::any_of(authority.cbegin(), authority.cend(),
            [](const dns::Record &record) { return record.type == dns::Type::SOA; });
}

// What one server says to the question and its variations.
struct Heard {
    dns::ServerAddress server;
    dns::Reply caa;
    dns::Reply withoutEdns;
    dns::Reply mixedCase;
    dns::Reply soa; // of the zone: does this server work at all?

    bool isGoodForOthers() const { return isUsable(soa); }
};

// One failure with everything that was asked about it.
struct Case {
    CaaFailure failure;
    dns::Name place; // the label, or where its alias leads
    std::optional<dns::Zone> zone; // of `place`
    std::optional<Failure> placeFailure;
    bool asksServers = true;
    bool isAboveZone = false; // the label lies above the zone of the name itself
    dns::Reply unchecked; // by the resolver with CD
    QList<Heard> servers;
};

bool isOfKind(const Failure &failure, DnsFailure::Kind kind)
{
    const auto *dns = std::get_if<DnsFailure>(&failure);
    return dns && dns->kind == kind;
}

bool hasFailed(const dns::Reply &reply, DnsFailure::Kind kind)
{
    return !reply.message && isOfKind(reply.message.failure(), kind);
}

template <typename Predicate> bool allServers(const Case &one, Predicate isTrue)
{
    return !one.servers.isEmpty() && std::all_of(one.servers.cbegin(), one.servers.cend(), isTrue);
}

CaaTrouble withServers(Kind kind, const Case &one, const std::function<bool(const Heard &)> &isBad)
{
    CaaTrouble trouble{kind, {}, {}, one.place};
    for (const Heard &heard : one.servers) {
        if (!isBad(heard))
            continue;
        trouble.servers.append(heard.server);
        if (trouble.said.isEmpty())
            trouble.said = errorLine(heard.caa);
    }
    return trouble;
}

// A server that has all zones of a circle, or of a chain too long, sends what it has of it and says SERVFAIL.
bool leadsNowhere(const Heard &heard)
{
    if (!heard.caa.message || isAnswer(heard.caa))
        return false;
    QSet<dns::Name> owners;
    QSet<dns::Name> targets;
    for (const dns::Record &record : heard.caa.message->answer) {
        if (const auto target = dns::targetOf(record); target && record.type == dns::Type::CNAME) {
            owners.insert(record.owner);
            targets.insert(*target);
        }
    }
    return !owners.isEmpty() && (owners.size() > MostAliases || owners == targets);
}

// What is wrong with the servers of the place; the first that fits.
CaaTrouble troubleAtServers(const Case &one)
{
    const auto isBad = [](const Heard &heard) { return !isUsable(heard.caa); };
    const auto isDead = [](const Heard &heard) { return !heard.isGoodForOthers(); };
    const auto isLate = [](const Heard &heard) { return !heard.caa.message && isUsable(heard.soa) && heard.soa.roundTrip > TooSlow; };
    if (std::any_of(one.servers.cbegin(), one.servers.cend(), isLate))
        return withServers(Kind::Slow, one, isLate);
    const auto failsByEdns = [](const Heard &heard) { return !isUsable(heard.caa) && isUsable(heard.withoutEdns); };
    if (std::any_of(one.servers.cbegin(), one.servers.cend(), failsByEdns))
        return withServers(Kind::Edns, one, failsByEdns);
    if (one.servers.isEmpty() || allServers(one, isDead))
        return withServers(Kind::NobodyServes, one, isDead);
    const auto isCut = [](const Heard &heard) {
        return heard.caa.message ? heard.caa.message->isTruncated : heard.caa.cameByTcp;
    };
    if (std::any_of(one.servers.cbegin(), one.servers.cend(), isCut))
        return withServers(Kind::Truncated, one, isCut);
    const auto isGarbage = [](const Heard &heard) { return hasFailed(heard.caa, DnsFailure::Kind::Malformed); };
    if (std::any_of(one.servers.cbegin(), one.servers.cend(), isGarbage))
        return withServers(Kind::Garbage, one, isGarbage);
    const auto isSilent = [](const Heard &heard) { return heard.isGoodForOthers() && !heard.caa.message; };
    if (std::any_of(one.servers.cbegin(), one.servers.cend(), isSilent))
        return withServers(Kind::QuestionDropped, one, isSilent);
    const auto hasBadRcode = [](const Heard &heard) { return heard.caa.message && !isAnswer(heard.caa); };
    if (std::any_of(one.servers.cbegin(), one.servers.cend(), hasBadRcode))
        return withServers(Kind::TypeRefused, one, hasBadRcode);
    if (std::any_of(one.servers.cbegin(), one.servers.cend(), isBad))
        return withServers(Kind::BadNegative, one, isBad);
    const auto differsByCase = [](const Heard &heard) {
        return isUsable(heard.caa)
            && (!heard.mixedCase.message || heard.mixedCase.message->rcode != heard.caa.message->rcode);
    };
    if (std::any_of(one.servers.cbegin(), one.servers.cend(), differsByCase))
        return withServers(Kind::LetterCase, one, differsByCase);
    const auto isSlow = [](const Heard &heard) { return heard.caa.roundTrip > TooSlow || heard.caa.triesUsed > 1; };
    if (std::any_of(one.servers.cbegin(), one.servers.cend(), isSlow))
        return withServers(Kind::Slow, one, isSlow);
    return {Kind::NothingWrong, {}, {}, one.place};
}

CaaTrouble troubleOf(const Case &one)
{
    const dns::Name &label = one.failure.label;
    if (label.labelCount() == 1 || isIcannSuffix(label.withoutFinalDot()))
        return {Kind::AboveYourZone, {}, {}, label};
    if (one.failure.reply.message && aliasesIn(*one.failure.reply.message) > MostAliases)
        return {Kind::AliasLoop, {}, {}, label};
    if (isAnswer(one.failure.reply))
        return {Kind::Unreadable, {}, {}, one.place};
    if (isAnswer(one.unchecked) && one.failure.reply.message)
        return {Kind::Dnssec, {}, {}, one.place};
    if (!one.asksServers)
        return {Kind::Unseen, {}, {}, label};
    if (one.placeFailure
        && (isOfKind(*one.placeFailure, DnsFailure::Kind::Loop)
            || isOfKind(*one.placeFailure, DnsFailure::Kind::TooManyAliases)))
        return {Kind::AliasLoop, {}, {}, label};
    if (one.placeFailure && isOfKind(*one.placeFailure, DnsFailure::Kind::NotFound))
        return {Kind::AliasIntoNowhere, {}, {}, one.place};
    if (std::any_of(one.servers.cbegin(), one.servers.cend(), leadsNowhere))
        return {Kind::AliasLoop, {}, {}, label};
    CaaTrouble trouble = troubleAtServers(one);
    if (one.isAboveZone && trouble.kind == Kind::NobodyServes)
        trouble.kind = Kind::ParentNotServed;
    return trouble;
}

// The place of each label (after aliases), and the zones.
void findPlaces(dns::Resolver &resolver, QList<Case> &cases, CancelToken &token)
{
    QList<dns::Name> labels;
    QList<dns::Name> bases;
    for (const Case &one : cases) {
        labels.append(one.failure.label);
        bases.append(baseOf(one.failure.name));
    }
    const QList<dns::AliasEnd> ends = resolver.endsOf(labels, token);
    const QList<Result<dns::Zone>> own = resolver.zonesOf(bases, token);
    for (qsizetype i = 0; i < cases.size(); ++i) {
        Case &one = cases[i];
        one.place = ends.at(i).name;
        one.placeFailure = ends.at(i).failure;
        if (ends.at(i).zone && !ends.at(i).zone->apex.isRoot())
            one.zone = ends.at(i).zone;
        one.isAboveZone = own.at(i) && !labels.at(i).isAtOrBelow(own.at(i)->apex);
    }
}

void askServers(dns::Resolver &resolver, QList<Case> &cases, CancelToken &token)
{
    dns::QueryFlags plain;
    plain.edns = false;
    plain.dnssecOk = false;
    QList<dns::Query> queries;
    for (const Case &one : cases) {
        for (const dns::ServerAddress &server : one.zone ? one.zone->servers : QList<dns::ServerAddress>()) {
            const dns::Question question{one.place, dns::Type::CAA};
            queries.append(resolver.queryFor(question, server.address));
            queries.append(resolver.queryFor(question, server.address, plain));
            queries.append(resolver.queryFor({inMixedCase(one.place), dns::Type::CAA}, server.address));
            queries.append(resolver.queryFor({one.zone->apex, dns::Type::SOA}, server.address));
            queries.last().timeout = Patience;
            queries.last().tries = 1;
        }
    }
    const QList<dns::Reply> replies = resolver.askAll(queries, token);
    qsizetype next = 0;
    for (Case &one : cases) {
        for (const dns::ServerAddress &server : one.zone ? one.zone->servers : QList<dns::ServerAddress>()) {
            one.servers.append({server, replies.at(next), replies.at(next + 1), replies.at(next + 2),
                replies.at(next + 3)});
            next += 4;
        }
    }
}

QList<Evidence> evidenceOf(const Case &one, const CaaTrouble &trouble)
{
    QList<Evidence> evidence{checks::evidenceOf(one.failure.reply), checks::evidenceOf(one.unchecked)};
    for (const Heard &heard : one.servers) {
        evidence.append(checks::evidenceOf(heard.caa));
        if (trouble.kind == Kind::Edns)
            evidence.append(checks::evidenceOf(heard.withoutEdns));
        if (trouble.kind == Kind::LetterCase)
            evidence.append(checks::evidenceOf(heard.mixedCase));
        evidence.append(checks::evidenceOf(heard.soa));
    }
    return evidence;
}

} // namespace

QList<Finding> explainCaaFailures(dns::Resolver &resolver, const QList<CaaFailure> &failures, CancelToken &token)
{
    if (failures.isEmpty())
        return {};
    QList<Case> cases;
    QList<dns::Question> questions;
    for (const CaaFailure &failure : failures) {
        cases.append({failure, failure.label, {}, {}, resolver.asksServers(), false, {}, {}});
        questions.append({failure.label, dns::Type::CAA});
    }
    const QList<dns::Reply> unchecked = resolver.askRecursiveAll(questions, AskedUnchecked, token);
    for (qsizetype i = 0; i < cases.size(); ++i)
        cases[i].unchecked = unchecked.at(i);
    if (resolver.asksServers()) {
        findPlaces(resolver, cases, token);
        askServers(resolver, cases, token);
    }
    QList<Finding> findings;
    for (const Case &one : std::as_const(cases)) {
        const CaaTrouble trouble = troubleOf(one);
        Finding finding = troubleFinding(one.failure, trouble);
        finding.evidence = evidenceOf(one, trouble);
        findings.append(finding);
    }
    return findings;
}

} // namespace cw::checks
