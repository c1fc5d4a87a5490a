// SPDX-License-Identifier: MIT
#include "dns/nettransport.h"
#include "dns/resolver.h"
#include "support/testnamed.h"
#include "wireserver.h"

#include <QTest>
#include <QUdpSocket>

#include <vector>

using namespace cw;
using namespace cw::dns;
using namespace cw::test;

namespace
{

Name name(const char *text)
{
    return Name::parse(QString::fromLatin1(text)).value();
}

// Passes datagrams on to a server on 127.0.0.1: named itself does not listen on 127.0.0.2.
WireServer::Script relayTo(quint16 port)
{
    return {[port](const QByteArray &query, int) {
                QUdpSocket socket;
                socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
                socket.write(query);
                QByteArray answer(65535, '\0');
                const bool hasAnswer = socket.waitForReadyRead(1000);
                answer.truncate(hasAnswer ? socket.read(answer.data(), answer.size()) : 0);
                return QList<WireServer::Answer> {{answer}};
            },
            {}};
}

} // namespace

// Two real BINDs: one with a root of its own and acme.test; the other, on 127.0.0.2 and 127.0.0.3 behind a relay, with
// example.test, to which the first one delegates.
class TestResolverNamed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void followsADelegation();
    void takesServersWithParentAndChild();
    void followsAliasesIntoAnotherZone_data();
    void followsAliasesIntoAnotherZone();
    void findsADelegatedChallengeName();
    void asksAllServersAtOnce();

private:
    TestNamed m_root;
    TestNamed m_child;
    std::vector<std::unique_ptr<WireServer>> m_relays;
    ActivityLog m_log;
    SystemClock m_clock;
    CancelToken m_token;
    std::unique_ptr<NetTransport> m_transport;
    std::unique_ptr<Resolver> m_resolver;
};

void TestResolverNamed::initTestCase()
{
    m_root.addZone({".", "@ NS ns.root.\nns.root. A 127.0.0.1\n"
                         "acme.test. NS ns.acme.test.\nns.acme.test. A 127.0.0.1\n"
                         "example.test. NS ns1.example.test.\nns1.example.test. A 127.0.0.2\n", ""});
    m_root.addZone({"acme.test", "@ NS ns\nns A 127.0.0.1\n", ""});
    m_child.addZone({"example.test", "@ NS ns1\n@ NS ns2\nns1 A 127.0.0.2\nns2 A 127.0.0.3\n"
                                     "_acme-challenge.alias CNAME x.acme.test.\nmoved DNAME acme.test.\n"
                                     "_acme-challenge.chain CNAME _acme-challenge.alias\n"
                                     "_acme-challenge.cut NS ns1\n_acme-challenge.www TXT found", ""});
    m_child.addZone({"_acme-challenge.cut.example.test",
                     "@ SOA ns1.example.test. hostmaster.example.test. 1 3600 600 86400 60\n@ NS ns1.example.test.", ""});
    QVERIFY(m_root.start());
    QVERIFY(m_child.start());
    for (const char *address : {"127.0.0.2", "127.0.0.3"})
        m_relays.push_back(std::make_unique<WireServer>(relayTo(m_child.port()), QHostAddress(QLatin1String(address)),
                                                        m_root.port()));
    m_transport = std::make_unique<NetTransport>(m_log);
    m_resolver = std::make_unique<Resolver>(*m_transport, m_root.settings(), m_clock, m_log);
}

void TestResolverNamed::followsADelegation()
{
    const auto zone = m_resolver->zoneOf(name("_acme-challenge.www.example.test"), m_token);
    QVERIFY(zone);
    QCOMPARE(zone->apex, name("example.test"));
    QCOMPARE(zone->parentServers, QList<Name> {name("ns1.example.test")});
    QCOMPARE(zone->childServers, (QList<Name> {name("ns1.example.test"), name("ns2.example.test")}));
    QCOMPARE(zone->servers.size(), 2);
    QCOMPARE(zone->servers[1].address, QHostAddress(QStringLiteral("127.0.0.3")));
    QCOMPARE(zone->soa.serial, 1U);
}

void TestResolverNamed::takesServersWithParentAndChild()
{
    const auto zone = m_resolver->zoneOf(name("nothing.acme.test"), m_token);
    QVERIFY(zone);
    QCOMPARE(zone->apex, name("acme.test"));
    QVERIFY(zone->parentServers.isEmpty());
    QCOMPARE(zone->servers, (QList<ServerAddress> {{name("ns.acme.test"), QHostAddress(QStringLiteral("127.0.0.1"))}}));
}

void TestResolverNamed::followsAliasesIntoAnotherZone_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("owner");
    QTest::addColumn<int>("hops");
    QTest::newRow("none") << QByteArray("_acme-challenge.www.example.test") << QByteArray("_acme-challenge.www.example.test") << 1;
    QTest::newRow("CNAME") << QByteArray("_acme-challenge.alias.example.test") << QByteArray("x.acme.test") << 2;
    QTest::newRow("two CNAMEs") << QByteArray("_acme-challenge.chain.example.test") << QByteArray("x.acme.test") << 3;
    QTest::newRow("DNAME") << QByteArray("_acme-challenge.moved.example.test") << QByteArray("_acme-challenge.acme.test") << 2;
}

void TestResolverNamed::followsAliasesIntoAnotherZone()
{
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, owner);
    const auto place = m_resolver->placeOf(name(start.constData()), m_token);
    QVERIFY(place);
    QCOMPARE(place->owner, name(owner.constData()));
    QVERIFY(place->owner.isAtOrBelow(place->zone.apex));
    QTEST(int(place->hops.size()), "hops");
}

// One server has both zones: it answers with authority from the child.
void TestResolverNamed::findsADelegatedChallengeName()
{
    const auto place = m_resolver->placeOf(name("_acme-challenge.cut.example.test"), m_token);
    QVERIFY(place);
    QCOMPARE(place->zone.apex, name("_acme-challenge.cut.example.test"));
}

void TestResolverNamed::asksAllServersAtOnce()
{
    const auto place = m_resolver->placeOf(name("_acme-challenge.www.example.test"), m_token);
    QVERIFY(place);
    const auto replies = m_resolver->askAllServers(place->zone, {{place->owner, Type::TXT}}, m_token);
    QCOMPARE(replies.size(), 2);
    for (const Reply &reply : replies)
        QCOMPARE(textOf(reply.message->answer.value(0)), std::optional(QByteArray("found")));
}

QTEST_GUILESS_MAIN(TestResolverNamed)
#include "tst_resolvernamed.moc"
