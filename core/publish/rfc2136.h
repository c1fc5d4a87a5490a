// SPDX-License-Identifier: MIT
#pragma once

#include "base/activitylog.h"
#include "base/clock.h"
#include "dns/resolver.h"
#include "dns/tsig.h"
#include "publish/publisher.h"
#include "publish/updateserver.h"

#include <QHash>

namespace cw::publish
{

enum class Change;
struct UpdateBatch;

struct Rfc2136Settings {
    QString server; // host name or address; empty: the zone's SOA MNAME
    quint16 port = 0; // 0: DnsSettings::authoritativePort
    dns::TsigKey key;
};

// Dynamic update (RFC 2136) signed with TSIG (RFC 8945): one UPDATE a zone, over UDP when it is small and over TCP when it is
// large or there was no answer. Values already there are left as they are; only the given values are added and removed. Who
// takes the updates of a zone is looked for once, by the first call that needs it.
class Rfc2136Publisher final : public Publisher
{
public:
    Rfc2136Publisher(dns::DnsTransport &transport, dns::Resolver &resolver, Rfc2136Settings settings, Clock &clock,
                     ActivityLog &log);

    // K22: a signed UPDATE a zone with nothing but a prerequisite. Shows whether the server can be reached and knows zone and
    // key; a policy for single names (BIND's update-policy) is applied to records, so only present() meets it.
    Result<Nothing> rehearse(const QList<TxtRecord> &records, CancelToken &token) override;
    Result<Nothing> present(const QList<TxtRecord> &records, const PresenceNote &note, CancelToken &token) override;
    Result<Nothing> cleanUp(const QList<TxtRecord> &records, CancelToken &token) override;

private:
    Result<UpdateServer> update(const UpdateBatch &batch, Change change, CancelToken &token);
    Result<Nothing> updateAt(const UpdateServer &server, const UpdateBatch &batch, Change change, CancelToken &token);
    dns::Reply send(const UpdateServer &server, const dns::Name &zone, const QByteArray &wire, CancelToken &token);
    Result<UpdateServers> serversOf(const dns::Name &zone, CancelToken &token);

    dns::DnsTransport &m_transport;
    dns::Resolver &m_resolver;
    Rfc2136Settings m_settings;
    Clock &m_clock;
    ActivityLog &m_log;
    QHash<dns::Name, UpdateServers> m_servers; // by zone
};

} // namespace cw::publish
