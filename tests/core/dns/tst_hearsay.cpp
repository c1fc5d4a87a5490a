// SPDX-License-Identifier: MIT
#include "resolverworld.h"

using namespace cw;
using namespace cw::dns;
using namespace cw::test;

// What can be found out where name servers cannot be asked (port 53 blocked or intercepted), and how much is asked at
// most.
class TestHearsay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_world.emplace(); }
    void takesTheResolversWordWhereNoServerCanBeAsked_data();
    void takesTheResolversWordWhereNoServerCanBeAsked();
    void asksTheResolverForTheDeepestCut();
    void asksNobodyAgainWhenServersAreLeftOut();
    void believesServersWhereTheRootAnswers();
    void saysThatTheResolverRefuses();
    void asksNoMoreThan26ServersOfAZone_data();
    void asksNoMoreThan26ServersOfAZone();

private:
    FakeDns &dns() { return m_world->dns(); }
    void block(const std::function<void(FakeDns::Server &)> &how)
    {
        for (const char *address : {"198.41.0.4", "199.19.56.1", "199.19.54.1", "192.5.6.30", "192.0.2.2", "192.0.2.10",
                 "192.0.2.9", "2001:db8::1", "198.51.100.1"})
            how(dns().server(address));
    }
    // The resolver works all the same, with the contents of the zones.
    void letTheResolverAnswer()
    {
        FakeDns::Server &resolver = dns().resolver();
        resolver.answers = [this](const Query &query) -> std::optional<Result<Message>> {
            Query open = query;
            open.server = {QHostAddress(QStringLiteral("192.0.2.53")), 53};
            return m_inner.ask(open, m_token).message;
        };
    }

    std::optional<ResolverWorld> m_world;
    FakeDns m_inner;
    CancelToken m_token;

private Q_SLOTS:
    void initTestCase()
    {
        m_inner.addRoot();
        m_inner.addZone("org", {"a0.org=199.19.56.1"});
        m_inner.addZone("example.org", {"ns1.example.org=192.0.2.9", "ns2.example.org=192.0.2.2"},
            "www A 192.0.2.80\n@ SOA ns1 hostmaster 7 3600 600 86400 300");
        m_inner.addZone("sub.example.org", {"ns1.example.org=192.0.2.9"});
    }
};

void TestHearsay::takesTheResolversWordWhereNoServerCanBeAsked_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("blocked") << 0;
    QTest::newRow("a firewall refuses") << 1;
    QTest::newRow("a box answers in their place") << 2;
}

void TestHearsay::takesTheResolversWordWhereNoServerCanBeAsked()
{
    QFETCH(const int, how);
    block([this, how](FakeDns::Server &server) {
        if (how == 0)
            server.isSilent = true;
        else if (how == 1)
            server.refuses = true;
        else
            server.answers = [this](const Query &query) -> std::optional<Result<Message>> {
                Query open = query;
                open.server = {QHostAddress(QStringLiteral("192.0.2.53")), 53};
                return m_inner.ask(open, m_token).message; // AA=0, RA=1
            };
    });
    letTheResolverAnswer();
    const Result<RecordPlace> place = m_world->resolver().placeOf(name(Challenge), m_token);
    QVERIFY2(place, qPrintable(failureOf(place).question));
    QVERIFY(place->zone.isHearsay);
    QCOMPARE(place->zone.apex, name("example.org"));
    QCOMPARE(place->owner, name(Challenge));
    QCOMPARE(place->zone.soa.serial, 7U);
    QCOMPARE(place->zone.childServers, (QList<Name>{name("ns1.example.org"), name("ns2.example.org")}));
    QCOMPARE(texts(place->zone.servers),
        (QStringList{QStringLiteral("ns1.example.org 192.0.2.9"), QStringLiteral("ns2.example.org 192.0.2.2")}));
    if (how != 2)
        m_world->verifyManners();
}

void TestHearsay::asksTheResolverForTheDeepestCut()
{
    block([](FakeDns::Server &server) { server.isSilent = true; });
    letTheResolverAnswer();
    Resolver &resolver = m_world->resolver();
    const auto places = resolver.placesOf(
        {name(Challenge), name("_acme-challenge.sub.example.org"), name("_acme-challenge.example.org")}, m_token);
    QCOMPARE(places[0]->zone.apex, name("example.org"));
    QCOMPARE(places[1]->zone.apex, name("sub.example.org"));
    QCOMPARE(places[2]->zone.apex, name("example.org"));
    m_world->verifyManners();
}

void TestHearsay::asksNobodyAgainWhenServersAreLeftOut()
{
    Resolver &resolver = m_world->resolver();
    QVERIFY(!resolver.zoneOf(name("www.example.org"), m_token)->isHearsay);
    resolver.leaveServersOut();
    dns().asked.clear();
    const Result<RecordPlace> place = resolver.placeOf(name(Challenge), m_token);
    QVERIFY(place && place->zone.isHearsay);
    for (const Query &query : std::as_const(dns().asked))
        QCOMPARE(query.server, dns().settings().resolvers.first());
}

void TestHearsay::believesServersWhereTheRootAnswers()
{
    for (const char *address : {"192.0.2.2", "192.0.2.10", "192.0.2.9", "2001:db8::1"})
        dns().server(address).isSilent = true;
    letTheResolverAnswer();
    const auto place = m_world->resolver().placeOf(name(Challenge), m_token);
    QCOMPARE(failureOf(place).kind, DnsFailure::Kind::NoAnswer);
}

void TestHearsay::saysThatTheResolverRefuses()
{
    dns().resolver().refuses = true;
    const DnsFailure failure = failureOf(m_world->resolver().placeOf(name(Challenge), m_token));
    QCOMPARE(failure.kind, DnsFailure::Kind::NoResolver);
    QCOMPARE(failure.rcode, 5);
    QCOMPARE(failure.server, QStringLiteral("192.0.2.53"));
}

void TestHearsay::asksNoMoreThan26ServersOfAZone_data()
{
    QTest::addColumn<int>("hosts");
    QTest::addColumn<int>("addressesEach");
    QTest::addColumn<int>("leftOut");
    QTest::newRow("13 with two addresses") << 13 << 2 << 0;
    QTest::newRow("60") << 60 << 1 << 34;
    QTest::newRow("2 with 40 addresses") << 2 << 40 << 54;
}

void TestHearsay::asksNoMoreThan26ServersOfAZone()
{
    QFETCH(const int, hosts);
    QFETCH(const int, addressesEach);
    QList<QByteArray> servers;
    for (int host = 0; host < hosts; ++host) {
        QByteArray addresses;
        for (int i = 0; i < addressesEach; ++i)
            addresses += (i > 0 ? ",10." : "10.") + QByteArray::number(host) + ".0." + QByteArray::number(i + 1);
        servers.append("ns" + QByteArray::number(host) + ".many.org=" + addresses);
    }
    dns().addZone("many.org", servers);
    const Result<Zone> zone = m_world->resolver().zoneOf(name("www.many.org"), m_token);
    QVERIFY(zone);
    QCOMPARE(zone->servers.size(), 26);
    QTEST(zone->serversLeftOut, "leftOut");
    QCOMPARE(zone->childServers.size(), hosts);
    QVERIFY2(dns().asked.size() < 250, qPrintable(QString::number(dns().asked.size())));
}

QTEST_GUILESS_MAIN(TestHearsay)
#include "tst_hearsay.moc"
