// SPDX-License-Identifier: MIT
#pragma once

#include "dns/resolver.h"

namespace cw::publish
{

struct UpdateServer {
    dns::Endpoint endpoint;
    QString text; // "ns1.example.org (192.0.2.1)"
};

// Who takes the updates of a zone, in the order in which to ask.
struct UpdateServers {
    enum class Source {
        Settings,
        Primary, // the zone's SOA MNAME
        AnyNameServer, // MNAME has no address (a hidden primary): a name server may pass the update on, RFC 2136 6
    };
    Source source = Source::Settings;
    QList<UpdateServer> servers; // never empty
};
// `server` is a host name or an address; empty: the zone's SOA MNAME. `port` 0: DnsSettings::authoritativePort.
// PublishFailure NoServer.
Result<UpdateServers> findUpdateServers(dns::Resolver &resolver, const QString &server, quint16 port, const dns::Name &zone,
                                        CancelToken &token);

} // namespace cw::publish
