// SPDX-License-Identifier: MIT
#pragma once

#include "base/activitylog.h"
#include "base/clock.h"
#include "dns/resolver.h"
#include "dns/tsig.h"
#include "publish/publisher.h"

namespace cw::publish
{

enum class Change;
struct UpdateBatch;
struct UpdateServer;

struct Rfc2136Settings {
    QString server; // host name or address; empty: the zone's SOA MNAME
    quint16 port = 0; // 0: DnsSettings::authoritativePort
    dns::TsigKey key;
};

// Dynamic update (RFC 2136) signed with TSIG (RFC 8945): one UPDATE a zone, over TCP. Values already there are left as they
// are; only the given values are added and removed.
class Rfc2136Publisher final : public Publisher
{
public:
    Rfc2136Publisher(dns::DnsTransport &transport, dns::Resolver &resolver, Rfc2136Settings settings, Clock &clock,
                     ActivityLog &log);

    Result<Nothing> present(const QList<TxtRecord> &records, CancelToken &token) override;
    Result<Nothing> cleanUp(const QList<TxtRecord> &records, CancelToken &token) override;

    struct Trial {
        QString server; // which one took it
        dns::Name name; // _certwright-test.<zone>
        std::chrono::milliseconds duration { 0 };
    };
    // Adds a _certwright-test TXT record in `zone`, sees it at the update server and takes it away again.
    Result<Trial> tryOut(const dns::Name &zone, CancelToken &token);

private:
    Result<UpdateServer> update(const UpdateBatch &batch, Change change, CancelToken &token);
    Result<Nothing> updateAt(const UpdateServer &server, const UpdateBatch &batch, Change change, CancelToken &token);
    Result<bool> isServed(const UpdateServer &server, const TxtRecord &record, CancelToken &token);

    dns::DnsTransport &m_transport;
    dns::Resolver &m_resolver;
    Rfc2136Settings m_settings;
    Clock &m_clock;
    ActivityLog &m_log;
};

} // namespace cw::publish
