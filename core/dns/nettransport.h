// SPDX-License-Identifier: MIT
#pragma once

#include "base/activitylog.h"
#include "dns/dnstransport.h"

#include <functional>

namespace cw::net
{
class HttpTransport;
}

namespace cw::dns
{

// Asks over UDP and TCP, and over HTTPS where the server of a query has a DoH URL; all side by side. Each plain question
// has a socket, a random port and a random id of its own. Every answer, or its absence, is a line in the activity log.
class NetTransport final : public DnsTransport
{
public:
    // Called for the first DoH query; without it DoH trusts the system's root certificates.
    using MakeHttp = std::function<std::unique_ptr<net::HttpTransport>()>;
    explicit NetTransport(ActivityLog &log, MakeHttp makeHttp = {});
    ~NetTransport() override;

    QList<Reply> askAll(const QList<Query> &queries, CancelToken &token) override;

private:
    QList<Reply> askByHttps(const QList<Query> &queries, CancelToken &token);

    ActivityLog &m_log;
    MakeHttp m_makeHttp;
    std::unique_ptr<net::HttpTransport> m_http;
};

} // namespace cw::dns
