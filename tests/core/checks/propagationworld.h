// SPDX-License-Identifier: MIT
#pragma once

#include "checks/propagation.h"
#include "support/fakeclock.h"
#include "support/fakedns.h"

#include <QTest>

namespace cw::test
{

inline const QByteArray One("x8kQw0-one-one-one-one-one-one-one-one-_abc");
inline const QByteArray Two("Zt5vB1-two-two-two-two-two-two-two-two-_xyz");
inline const QByteArray Old("oldoldoldoldoldoldoldoldoldoldoldoldoldold1");

inline dns::Name name(const char *text)
{
    return dns::Name::parse(QString::fromLatin1(text)).value();
}

inline checks::ExpectedRecord expected(
    const QList<QByteArray> &values = {One}, const char *validationName = "_acme-challenge.example.org")
{
    return {QStringLiteral("example.org"), name(validationName), values};
}

// example.org on two servers; the first one is asked by 192.0.2.1, the second by 192.0.2.2.
struct PropagationWorld {
    FakeDns dns;
    FakeClock clock;
    ActivityLog log;
    CancelToken token;
    dns::DnsSettings settings = dns.settings();

    PropagationWorld()
    {
        dns.addRoot();
        dns.addZone("org", {"a0.nic.org=199.19.56.1"});
        dns.addZone("example.org", {"ns1.example.org=192.0.2.1", "ns2.example.org=192.0.2.2"});
    }

    void put(const char *server, const QByteArray &value, const char *owner = "_acme-challenge.example.org")
    {
        dns.server(server).records("example.org").append(dns::txtRecord(name(owner), value, 60));
    }

    void putEverywhere(const QByteArray &value, const char *owner = "_acme-challenge.example.org")
    {
        put("192.0.2.1", value, owner);
        put("192.0.2.2", value, owner);
    }

    Result<checks::Look> tryLook(const QList<checks::ExpectedRecord> &records)
    {
        return checks::lookOnce(dns, settings, records, clock, log, token);
    }
    checks::Look look(const QList<checks::ExpectedRecord> &records = {expected()}) { return tryLook(records).value(); }
    checks::NameSight sight(const QList<checks::ExpectedRecord> &records = {expected()})
    {
        return look(records).names.first();
    }
};

inline checks::ServerSight serverAt(const checks::NameSight &sight, const char *address)
{
    for (const checks::ServerSight &server : sight.servers) {
        if (server.address == QLatin1String(address))
            return server;
    }
    QTest::qFail("no such server in the sight", __FILE__, __LINE__);
    return {};
}

} // namespace cw::test
