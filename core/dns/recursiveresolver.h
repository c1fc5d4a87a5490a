// SPDX-License-Identifier: MIT
#pragma once

#include "dns/dnstransport.h"

#include <QHash>

namespace cw::dns
{

using HostAddresses = QHash<Name, QList<QHostAddress>>;

// The recursive resolvers of the settings (or the system), in their order: the next one is asked what the one before did
// not answer or answered with SERVFAIL or REFUSED. Keeps the addresses of hosts.
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

private:
    DnsTransport &m_transport;
    const DnsSettings &m_settings;
    QList<Endpoint> m_servers;
    HostAddresses m_addresses;
};

// The addresses in A and AAAA records of `host`, in the order in which they stand.
QList<QHostAddress> addressesIn(const QList<Record> &records, const Name &host);

} // namespace cw::dns
