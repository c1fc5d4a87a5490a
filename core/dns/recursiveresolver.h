// SPDX-License-Identifier: MIT
#pragma once

#include "dns/dnstransport.h"

#include <QHash>
#include <QSet>

namespace cw::dns
{

using HostAddresses = QHash<Name, QList<QHostAddress>>;

// The recursive resolvers of the settings (or the system), in their order: the next one is asked what the one before did
// not answer or answered with SERVFAIL or REFUSED; last of all the public ones, all side by side and once only.
// A SERVFAIL that turns into an answer with CD=1 was said by a resolver that checks DNSSEC, about signatures that are
// broken: it stands, for a next resolver that does not check would hide it. Of several errors the first is kept.
// Keeps the addresses of hosts.
class RecursiveResolver
{
public:
    RecursiveResolver(DnsTransport &transport, const DnsSettings &settings);

    Reply ask(const Question &question, QueryFlags flags, CancelToken &token);
    QList<Reply> askAll(const QList<Question> &questions, QueryFlags flags, CancelToken &token);
    // A and AAAA of each host; a host without addresses is missing from the result.
    HostAddresses addressesOf(const QList<Name> &hosts, CancelToken &token);
    // What a zone said about its own host: not asked again.
    void remember(const Name &host, const QList<QHostAddress> &addresses) { m_addresses.insert(host, addresses); }

    const QList<Endpoint> &servers() const { return m_servers; }
    // The others show another world than the CA sees. No effect when there are no public ones.
    void askOnlyPublicOnes();

private:
    struct Inquiry;
    void askServer(Inquiry &inquiry, const Endpoint &server, CancelToken &token);
    void keepBrokenSignatures(Inquiry &inquiry, const QList<Reply> &heard, CancelToken &token);
    void askPublicOnes(Inquiry &inquiry, CancelToken &token);

    DnsTransport &m_transport;
    const DnsSettings &m_settings;
    QList<Endpoint> m_servers;
    QSet<Endpoint> m_outOfReach; // public ones that gave no answer
    HostAddresses m_addresses;
};

// The addresses in A and AAAA records of `host`, in the order in which they stand.
QList<QHostAddress> addressesIn(const QList<Record> &records, const Name &host);

} // namespace cw::dns
