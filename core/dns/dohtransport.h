// SPDX-License-Identifier: MIT
#pragma once

#include "base/activitylog.h"
#include "dns/dnstransport.h"
#include "net/httptransport.h"

namespace cw::dns
{

// Asks DNS over HTTPS (RFC 8484): one request a question, at most 8 at a time at each server, all servers side by side; a
// request whose connection was cut off is sent once more. An answer counts only with status 200,
// the media type of DNS messages, the id and the question that were sent; at most 65,535 bytes are read.
// Every server of the queries has a DoH URL. One worker thread, that of `http`.
class DohTransport final : public DnsTransport
{
public:
    DohTransport(net::HttpTransport &http, ActivityLog &log) : m_http(http), m_log(log) { }

    QList<Reply> askAll(const QList<Query> &queries, CancelToken &token) override;

private:
    net::HttpTransport &m_http;
    ActivityLog &m_log;
};

} // namespace cw::dns
