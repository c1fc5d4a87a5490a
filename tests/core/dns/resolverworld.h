// SPDX-License-Identifier: MIT
#pragma once

#include "dns/resolver.h"
#include "support/fakeclock.h"
#include "support/fakedns.h"

#include <QTest>

namespace cw::test
{

inline dns::Name name(const char *text)
{
    return dns::Name::parse(QString::fromLatin1(text)).value();
}

template <typename T> DnsFailure failureOf(const Result<T> &result)
{
    return result ? DnsFailure {DnsFailure::Kind::NoAnswer, {}, {}, -2, QStringLiteral("no failure")}
                  : std::get<DnsFailure>(result.failure());
}

inline QStringList texts(const QList<dns::ServerAddress> &servers)
{
    QStringList result;
    for (const dns::ServerAddress &server : servers)
        result.append(server.host.withoutFinalDot() + u' ' + server.address.toString());
    return result;
}

// The validation name that the tests are about.
inline const char Challenge[] = "_acme-challenge.www.example.org";

// The root, org with two servers, example.org with four addresses, example.net; and a resolver that knows them.
class ResolverWorld
{
public:
    enum class Content { Usual, Nothing };
    explicit ResolverWorld(Content content = Content::Usual)
    {
        if (content == Content::Nothing)
            return;
        m_dns.addRoot();
        m_dns.addZone("org", {"a0.org=199.19.56.1", "b0.org=199.19.54.1"});
        m_dns.addZone("net", {"a.net=192.5.6.30"});
        m_dns.addZone("example.org", {"ns2.example.org=192.0.2.2", "ns1.example.org=192.0.2.10,192.0.2.9,2001:db8::1"},
                      "www A 192.0.2.80\n@ SOA ns1 hostmaster 7 3600 600 86400 300");
        m_dns.addZone("example.net", {"ns1.example.net=198.51.100.1"});
    }

    FakeDns &dns() { return m_dns; }
    dns::Resolver &resolver() { return m_resolver; }
    dns::Resolver resolverWith(const dns::DnsSettings &settings) { return {m_dns, settings, m_clock, m_log}; }

    // Whatever happens, no recursive resolver hears of a validation name before its record is published.
    void verifyManners() const
    {
        for (const dns::Query &query : m_dns.asked) {
            const bool isResolver = query.server.address == QHostAddress(QStringLiteral("192.0.2.53"))
                || query.server.address == QHostAddress(QStringLiteral("203.0.113.53"));
            QCOMPARE(query.flags.recursionDesired, isResolver);
            QVERIFY2(!isResolver || !query.question.name.toString().contains(QStringLiteral("_acme-challenge")),
                     qPrintable(query.question.name.toString()));
        }
    }

private:
    FakeDns m_dns;
    FakeClock m_clock;
    ActivityLog m_log;
    dns::Resolver m_resolver {m_dns, m_dns.settings(), m_clock, m_log};
};

} // namespace cw::test
