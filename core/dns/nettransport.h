// SPDX-License-Identifier: MIT
#pragma once

#include "base/activitylog.h"
#include "dns/dnstransport.h"

namespace cw::dns
{

// Asks over UDP and TCP. Each question has a socket, a random port and a random id of its own.
// Every answer, or its absence, is a line in the activity log.
class NetTransport final : public DnsTransport
{
public:
    explicit NetTransport(ActivityLog &log) : m_log(log) { }

    QList<Reply> askAll(const QList<Query> &queries, CancelToken &token) override;

private:
    ActivityLog &m_log;
};

} // namespace cw::dns
