// SPDX-License-Identifier: MIT
#pragma once

#include "checks/propagation.h"

#include <functional>

namespace cw::checks
{

// Questions that go out together; what is the same goes out only once.
class QueryBatch
{
public:
    void add(const dns::Query &query);
    // In the order in which they were added.
    QList<dns::Reply> send(dns::DnsTransport &transport, CancelToken &token) const;

private:
    QList<dns::Query> m_queries;
    QList<qsizetype> m_wanted;
};

// One look at work, step by step; lookOnce() calls the steps in their order. The questions of all names share batches.
class Looker
{
public:
    Looker(dns::DnsTransport &transport, const dns::DnsSettings &settings, CancelToken &token)
        : m_transport(transport)
        , m_settings(settings)
        , m_token(token)
    {
    }

    void findPlaces(dns::Resolver &resolver, const QList<ExpectedRecord> &expected);
    void askServers();
    // Every server of the zones on the way has to give the same alias: the CA may ask any of them.
    void askAliases(dns::Resolver &resolver);
    // Only where the value is seen nowhere: perhaps the zone was added to the record name twice. One working server is
    // enough.
    void askForDoubledNames();
    // For information only, and only now: asked before, they would keep the negative answer (RFC 2308 5).
    void askResolvers();
    QList<NameSight> result() const;

private:
    struct Entry {
        ExpectedRecord expected;
        std::optional<dns::RecordPlace> place;
        NameSight sight;
        bool isDoubled = false;
        bool isBogus = false; // all servers have it, but its DNSSEC signatures are broken
    };

    using MakeQuestion = std::function<dns::Question(const Entry &)>;

    QList<dns::Reply> askEveryServer(const QList<Entry *> &entries, const QList<MakeQuestion> &questions);
    dns::Query queryFor(const dns::Question &question, const dns::Endpoint &server, dns::QueryFlags flags) const;
    // A resolver that fails, but gives the value when it is told not to check DNSSEC: so will the CA's.
    void findBrokenSignatures(const QList<dns::Reply> &replies);
    QList<Entry *> entriesWith(const std::function<bool(const Entry &)> &isWanted);

    dns::DnsTransport &m_transport;
    const dns::DnsSettings &m_settings;
    CancelToken &m_token;
    QList<Entry> m_entries;
};

} // namespace cw::checks
