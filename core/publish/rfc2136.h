// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "dns/tsig.h"
#include "publish/updaterounds.h"

namespace cw::publish
{

struct Rfc2136Settings {
    QString server; // host name or address; empty: the zone's SOA MNAME
    quint16 port = 0; // 0: DnsSettings::authoritativePort
    dns::TsigKey key;
};

// Dynamic update (RFC 2136) signed with TSIG (RFC 8945): one UPDATE a zone, over UDP when it is small and over TCP when it is
// large or there was no answer. Values already there are left as they are; only the given values are added and removed.
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
    Result<Nothing> updateAt(const UpdateServer &server, const UpdateBatch &batch, Change change, CancelToken &token);
    dns::Reply send(const UpdateServer &server, const dns::Name &zone, const QByteArray &wire, CancelToken &token);

    Q_DISABLE_COPY_MOVE(Rfc2136Publisher)

    dns::DnsTransport &m_transport;
    dns::Resolver &m_resolver;
    dns::TsigKey m_key;
    Clock &m_clock;
    UpdateRounds m_rounds;
};

} // namespace cw::publish
