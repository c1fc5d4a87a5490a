// SPDX-License-Identifier: MIT
#pragma once

#include "dns/dnssecdenial.h"
#include "dns/resolver.h"

namespace cw::checks
{

// Why a validating resolver would refuse one answer.
struct DnssecFault {
    enum class Kind {
        NoKeys, // the parent has a DS record, but there is no DNSKEY
        NoKeyFits, // keys and DS records, but none fit: see `ds`
        NoSignature, // of the set `owner` `type`
        Signature, // none of its `signatures` is good
        Denial, // it is empty without a sufficient proof: see `denial`
        Wildcard, // a wildcard made it, and `denial` does not show that it might
    };
    Kind kind = Kind::NoSignature;
    dns::Name zone; // whose signatures are meant
    dns::Name owner;
    dns::Type type = dns::Type::TXT;
    QList<dns::SignatureCheck> signatures;
    dns::Denial denial;
    QList<dns::DsCheck> ds;
};

// What an answer of one server is worth.
struct JudgedAnswer {
    enum class Worth {
        NotUsable,
        Good,
        Faulty
    }; // not usable: no answer, an error or a referral; resolvers go elsewhere
    Worth worth = Worth::NotUsable;
    DnssecFault fault; // of Faulty
    std::optional<dns::SignatureCheck> firstToEnd; // of the good signatures
    QList<dns::Record> keys; // of a good DNSKEY answer
};

// Judges answers of one zone by its keys, at a given time. Pure; the work is bounded by the budget.
class AnswerJudge
{
public:
    AnswerJudge(const dns::Name &zone, const QList<dns::Record> &keys, const QDateTime &now, dns::WorkBudget &budget)
        : m_zone(zone)
        , m_keys(keys)
        , m_now(now)
        , m_budget(budget)
    {
    }

    // To any question but DNSKEY. Of an alias only the alias itself: where it leads may be another zone.
    JudgedAnswer judge(const dns::Reply &reply) const;

private:
    std::optional<DnssecFault> faultOf(
        const dns::RecordSet &set, const dns::Message &message, JudgedAnswer &result) const;
    std::optional<DnssecFault> faultOfEmpty(const dns::Question &question, const dns::Message &message) const;
    DnssecFault makeFault(DnssecFault::Kind kind, const dns::Name &owner, dns::Type type) const;

    dns::Name m_zone;
    QList<dns::Record> m_keys;
    QDateTime m_now;
    dns::WorkBudget &m_budget;
};

// Where the name that was asked about leads by a CNAME or DNAME; null when it is no alias.
std::optional<dns::Name> aliasTarget(const dns::Reply &reply);

// An answer to DNSKEY by the DS records of the parent.
JudgedAnswer judgeKeys(const dns::Reply &reply, const dns::Name &zone, const QList<dns::Record> &ds,
    const QDateTime &now, dns::WorkBudget &budget);

// The state that says most about a set none of whose signatures is good.
dns::SignatureCheck worstOf(const QList<dns::SignatureCheck> &checks);

} // namespace cw::checks
