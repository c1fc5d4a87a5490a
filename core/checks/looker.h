// SPDX-License-Identifier: MIT
#pragma once

#include "checks/lookentry.h"
#include "checks/sights.h"

namespace cw::checks
{

// One look at work, step by step; lookOnce() calls the steps in their order. The questions of all names share batches.
class Looker
{
public:
    Looker(dns::DnsTransport &transport, const dns::DnsSettings &settings, Clock &clock, CancelToken &token)
        : m_transport(transport)
        , m_settings(settings)
        , m_clock(clock)
        , m_token(token)
    {
    }

    void findPlaces(dns::Resolver &resolver, const QList<ExpectedRecord> &expected);
    void askServers();
    // Every server of the zones on the way has to give the same alias: the CA may ask any of them.
    void askAliases(dns::Resolver &resolver);
    // Once more, after a second: a pool behind one address may have answered the first time. And whether a server that has
    // the TXT tells of an alias beside it when it is asked for something else, as resolvers that minimise names do; and
    // whether it has the TXT in mixed case too.
    void askAgain();
    // Signed zones: every server has to give out signatures that hold, on the whole way.
    void checkSignatures(dns::Resolver &resolver);
    // For information only, and only now: asked before, they would keep the negative answer (RFC 2308 5).
    void askResolvers();
    // Only where the value is seen nowhere: at names that people and panels make of the right one, and whether a wildcard
    // answers in its place. One working server is enough.
    void lookElsewhere();

    QList<NameSight> result() const;

private:
    QList<LookEntry *> entriesWith(const std::function<bool(const LookEntry &)> &isWanted);
    dns::Query queryFor(const dns::Question &question, const dns::Endpoint &server, dns::QueryFlags flags) const;
    dns::Query queryFor(const dns::Question &question, const QHostAddress &server) const;
    void takePlace(dns::Resolver &resolver, LookEntry &entry, const Result<dns::RecordPlace> &place);
    void readZone(LookEntry &entry, const QList<ServerReplies> &replies);
    static void takeSecondAnswer(LookEntry &entry, qsizetype i, const dns::Reply &text, const dns::Reply &other);
    // A resolver that fails, but gives the value when it is told not to check DNSSEC: so will the CA's.
    void findBrokenSignatures(const QList<dns::Reply> &replies);
    static void takeSibling(LookEntry &entry, const dns::Name &sibling, const dns::Message &message);

    dns::DnsTransport &m_transport;
    const dns::DnsSettings &m_settings;
    Clock &m_clock;
    CancelToken &m_token;
    QList<LookEntry> m_entries;
};

} // namespace cw::checks
