// SPDX-License-Identifier: MIT
#include "checks/dnssecfault.h"

#include <algorithm>

namespace cw::checks
{

namespace
{

using Kind = DnssecFault::Kind;
using Worth = JudgedAnswer::Worth;
using State = dns::SignatureCheck::State;

constexpr int NoError = 0;
constexpr int NxDomain = 3;

bool isAnswer(const dns::Reply &reply)
{
    return reply.message && (reply.message->rcode == NoError || reply.message->rcode == NxDomain)
        && !reply.message->isTruncated;
}

const dns::RecordSet *find(const QList<dns::RecordSet> &sets, const dns::Name &owner, dns::Type type)
{
    const auto found = std::find_if(
        sets.cbegin(), sets.cend(), [&](const dns::RecordSet &set) { return set.type == type && set.owner == owner; });
    return found == sets.cend() ? nullptr : &*found;
}

// A server that sends us elsewhere: to a zone further down, or up because it does not have the zone.
bool isReferral(const dns::Message &message, const dns::Name &zone)
{
    const auto is = [](dns::Type type) { return [type](const dns::Record &record) { return record.type == type; }; };
    const auto isElsewhere
        = [&zone](const dns::Record &record) { return record.type == dns::Type::NS && record.owner != zone; };
    return std::any_of(message.authority.cbegin(), message.authority.cend(), isElsewhere)
        && std::none_of(message.authority.cbegin(), message.authority.cend(), is(dns::Type::SOA));
}

// The set that makes `question` an alias. The CNAME that is made of a DNAME is not signed: RFC 6672 5.3.1.
const dns::RecordSet *aliasIn(const QList<dns::RecordSet> &sets, const dns::Question &question)
{
    const auto isDnameAbove = [&question](const dns::RecordSet &set) {
        return set.type == dns::Type::DNAME && set.owner != question.name && question.name.isAtOrBelow(set.owner);
    };
    const auto dname = std::find_if(sets.cbegin(), sets.cend(), isDnameAbove);
    if (dname != sets.cend())
        return &*dname;
    return question.type == dns::Type::CNAME ? nullptr : find(sets, question.name, dns::Type::CNAME);
}

std::optional<dns::SignatureCheck> lastGood(const QList<dns::SignatureCheck> &checks)
{
    std::optional<dns::SignatureCheck> last;
    for (const dns::SignatureCheck &check : checks) {
        if (check.state == State::Good && (!last || check.expiration > last->expiration))
            last = check;
    }
    return last;
}

int ownLabels(const dns::Name &owner)
{
    const bool isWildcard = !owner.isRoot() && owner.labels().first() == "*";
    return owner.labelCount() - (isWildcard ? 1 : 0);
}

} // namespace

DnssecFault AnswerJudge::makeFault(Kind kind, const dns::Name &owner, dns::Type type) const
{
    DnssecFault fault;
    fault.kind = kind;
    fault.zone = m_zone;
    fault.owner = owner;
    fault.type = type;
    return fault;
}

JudgedAnswer AnswerJudge::judge(const dns::Reply &reply) const
{
    JudgedAnswer result;
    if (!isAnswer(reply))
        return result;
    const dns::Question &question = reply.query.question;
    const QList<dns::RecordSet> sets = dns::recordSetsIn(reply.message->answer);
    const dns::RecordSet *set = aliasIn(sets, question);
    if (!set)
        set = find(sets, question.name, question.type);
    if (!set && isReferral(*reply.message, m_zone))
        return result;
    const std::optional<DnssecFault> fault
        = set ? faultOf(*set, *reply.message, result) : faultOfEmpty(question, *reply.message);
    result.worth = fault ? Worth::Faulty : Worth::Good;
    result.fault = fault.value_or(DnssecFault());
    return result;
}

std::optional<DnssecFault> AnswerJudge::faultOf(
    const dns::RecordSet &set, const dns::Message &message, JudgedAnswer &result) const
{
    const QList<dns::SignatureCheck> checks = dns::checkSignatures(set, m_zone, m_keys, m_now, m_budget);
    const std::optional<dns::SignatureCheck> good = lastGood(checks);
    if (!good) {
        DnssecFault fault = makeFault(checks.isEmpty() ? Kind::NoSignature : Kind::Signature, set.owner, set.type);
        fault.signatures = checks;
        return fault;
    }
    result.firstToEnd = good;
    if (good->signature.labels >= ownLabels(set.owner))
        return std::nullopt;
    dns::Denied denied{dns::Denied::What::CloserMatch, {set.owner, set.type}, good->signature.labels};
    const dns::Denial denial = dns::checkDenial(message.authority, denied, m_zone, m_keys, m_now, m_budget);
    if (denial.isSufficient())
        return std::nullopt;
    DnssecFault fault = makeFault(Kind::Wildcard, set.owner, set.type);
    fault.denial = denial;
    return fault;
}

std::optional<DnssecFault> AnswerJudge::faultOfEmpty(const dns::Question &question, const dns::Message &message) const
{
    using What = dns::Denied::What;
    const What what = message.rcode == NxDomain ? What::Name : What::Type;
    const dns::Denied denied{what, question, 0};
    const dns::Denial denial = dns::checkDenial(message.authority, denied, m_zone, m_keys, m_now, m_budget);
    if (!denial.isSufficient()) {
        DnssecFault fault = makeFault(Kind::Denial, question.name, question.type);
        fault.denial = denial;
        return fault;
    }
    // Resolvers verify all of the authority section, the SOA as well.
    const QList<dns::RecordSet> authority = dns::recordSetsIn(message.authority);
    const dns::RecordSet *soa = find(authority, m_zone, dns::Type::SOA);
    if (!soa)
        return std::nullopt;
    const QList<dns::SignatureCheck> checks = dns::checkSignatures(*soa, m_zone, m_keys, m_now, m_budget);
    if (dns::isGood(checks))
        return std::nullopt;
    DnssecFault fault = makeFault(checks.isEmpty() ? Kind::NoSignature : Kind::Signature, m_zone, dns::Type::SOA);
    fault.signatures = checks;
    return fault;
}

std::optional<dns::Name> aliasTarget(const dns::Reply &reply)
{
    if (!isAnswer(reply))
        return std::nullopt;
    const dns::Name &name = reply.query.question.name;
    const QList<dns::RecordSet> sets = dns::recordSetsIn(reply.message->answer);
    const dns::RecordSet *alias = aliasIn(sets, reply.query.question);
    std::optional<dns::Name> target = alias ? dns::targetOf(alias->records.first()) : std::nullopt;
    if (!target || alias->type == dns::Type::CNAME)
        return target;
    return dns::Name::fromLabels(name.labels().first(name.labelCount() - alias->owner.labelCount()) + target->labels());
}

JudgedAnswer judgeKeys(const dns::Reply &reply, const dns::Name &zone, const QList<dns::Record> &ds,
    const QDateTime &now, dns::WorkBudget &budget)
{
    JudgedAnswer result;
    if (!isAnswer(reply))
        return result;
    const QList<dns::RecordSet> sets = dns::recordSetsIn(reply.message->answer);
    const dns::RecordSet *set = find(sets, zone, dns::Type::DNSKEY);
    if (!set && isReferral(*reply.message, zone))
        return result;

    result.worth = Worth::Faulty;
    result.fault.zone = zone;
    result.fault.owner = zone;
    result.fault.type = dns::Type::DNSKEY;
    result.fault.kind = Kind::NoKeys;
    if (!set)
        return result;
    const QList<dns::Record> entries = dns::keysThatFit(ds, set->records);
    result.fault.kind = Kind::NoKeyFits;
    result.fault.ds = dns::checkDs(ds, set->records);
    result.keys = set->records;
    if (entries.isEmpty())
        return result;
    result.fault.signatures = dns::checkSignatures(*set, zone, entries, now, budget);
    result.firstToEnd = lastGood(result.fault.signatures);
    result.fault.kind = set->signatures.isEmpty() ? Kind::NoSignature : Kind::Signature;
    if (result.firstToEnd)
        result.worth = Worth::Good;
    return result;
}

dns::SignatureCheck worstOf(const QList<dns::SignatureCheck> &checks)
{
    static const QList<State> order{State::Bad, State::Expired, State::NotYetValid, State::NotAZoneKey, State::NoKey,
        State::WrongSigner, State::UnknownAlgorithm, State::NotTried, State::Good};
    const auto isWorse = [](const dns::SignatureCheck &one, const dns::SignatureCheck &other) {
        return order.indexOf(one.state) < order.indexOf(other.state);
    };
    const auto worst = std::min_element(checks.cbegin(), checks.cend(), isWorse);
    return worst == checks.cend() ? dns::SignatureCheck() : *worst;
}

} // namespace cw::checks
