// SPDX-License-Identifier: MIT
#pragma once

#include "checks/dnssecfault.h"

#include <QHash>

namespace cw::checks
{

// One question at the servers of a zone.
struct JudgedQuestion {
    struct Server {
        dns::ServerAddress address;
        dns::Reply reply;
        JudgedAnswer answer;
    };
    dns::Question question;
    QList<Server> servers;

    int count(JudgedAnswer::Worth worth) const;
    // Some server answers, and none so that a validating resolver would take it.
    bool isRefused() const;
    // All that is wrong is the time of signatures, and everywhere in the same direction: Expired or NotYetValid.
    std::optional<dns::SignatureCheck::State> timeFault() const;
};

// A zone with what its parent and its own servers say about its keys.
struct JudgedZone {
    enum class Trust {
        Unsigned, // no DS record at the parent, or none that resolvers know, or an unsigned parent
        Signed, // `keys` count
        Broken, // no resolver that validates can get by: see `brokenAt`
        Unknown, // no answers
    };
    dns::Zone zone;
    std::optional<dns::Name> parent; // null: the root, or the parent cannot be found from here
    bool isAssumed = false; // nobody vouches for the topmost zone that could be found
    Trust trust = Trust::Unknown;
    dns::Name brokenAt; // this zone or one above
    QList<dns::Record> keys;
    QList<dns::Record> ds;
    JudgedQuestion dsAnswers; // of the parent's servers
    JudgedQuestion keyAnswers; // of its own
    bool hasKeys = false; // whether they count or not

    bool isAnswering(const dns::ServerAddress &server) const;
};

// The zones above and at those asked for, from the root down; each is asked once. Blocks; one worker thread.
class JudgedZones
{
public:
    JudgedZones(dns::Resolver &resolver, const QDateTime &now, dns::WorkBudget &budget)
        : m_resolver(resolver)
        , m_now(now)
        , m_budget(budget)
    {
    }

    void learn(const QList<dns::Zone> &zones, CancelToken &token);
    const JudgedZone *find(const dns::Name &apex) const;
    // From the topmost zone down to this one.
    QList<const JudgedZone *> chainOf(const dns::Name &apex) const;

private:
    struct Plan;
    QList<JudgedZone> findUnknown(const QList<dns::Zone> &zones, CancelToken &token) const;
    void ask(QList<JudgedZone> &zones, CancelToken &token) const;
    void judge(JudgedZone &zone) const;
    void judgeDs(JudgedZone &zone, const JudgedZone &parent) const;
    void judgeOwnKeys(JudgedZone &zone) const;

    dns::Resolver &m_resolver;
    QDateTime m_now;
    dns::WorkBudget &m_budget;
    QHash<dns::Name, JudgedZone> m_zones;
};

} // namespace cw::checks
