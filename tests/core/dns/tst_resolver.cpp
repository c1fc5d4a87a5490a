// SPDX-License-Identifier: MIT
#include "resolverworld.h"

using namespace cw;
using namespace cw::dns;
using namespace cw::test;

namespace
{

QStringList texts(const QList<Name> &names)
{
    QStringList result;
    for (const Name &each : names)
        result.append(each.withoutFinalDot());
    return result;
}

void breakServer(FakeDns::Server &server, const QString &fault)
{
    server.isSilent = fault == u"silent";
    server.isUnreachable = fault == u"unreachable";
    server.refuses = fault == u"refuses";
    server.isLame = fault == u"lame";
    server.isWithoutAa = fault == u"without AA";
    if (fault == u"servfail")
        server.rcodes = {{Type::NS, 2}, {Type::TXT, 2}, {Type::SOA, 2}, {Type::A, 2}, {Type::AAAA, 2}};
}

} // namespace

class TestResolver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void findsTheZoneFromTheRootDown();
    void servesTheUnionOfBothServerSets();
    void knowsServersWithoutAddress();
    void findsAddressesOfServersOutsideTheZone();
    void seesCutsWhereOneServerHasParentAndChild();
    void stopsWhereNothingExists();
    void goesOnThroughEmptyNames();
    void getsByWithoutABrokenServer_data();
    void getsByWithoutABrokenServer();
    void saysWhyNoServerCanBeUsed_data();
    void saysWhyNoServerCanBeUsed();
    void saysThatNoServerHasAnAddress();
    void asksTheResolverForTheCutWhenTheRootIsOutOfReach();
    void asksTheResolverWhenTheRootDoesNotKnowTheDomain();
    void goesOnBelowTheCutOfTheResolver();
    void saysThatThereIsNoResolver();
    void takesTheNextResolverWhenOneFails();
    void asksEveryServerEveryQuestion();

private:
    FakeDns &dns() { return m_world->dns(); }

    CancelToken m_token;
    std::unique_ptr<ResolverWorld> m_world;
};

void TestResolver::init()
{
    m_token = CancelToken();
    m_world = std::make_unique<ResolverWorld>();
}

void TestResolver::cleanup()
{
    m_world->verifyManners();
}

void TestResolver::findsTheZoneFromTheRootDown()
{
    const auto zone = m_world->resolver().zoneOf(name(Challenge), m_token);
    QVERIFY(zone);
    QCOMPARE(zone->apex, name("example.org"));
    const QStringList hosts {QStringLiteral("ns1.example.org"), QStringLiteral("ns2.example.org")};
    QCOMPARE(texts(zone->parentServers), hosts);
    QCOMPARE(texts(zone->childServers), hosts);
    QCOMPARE(texts(zone->servers), (QStringList {
        QStringLiteral("ns1.example.org 192.0.2.9"), QStringLiteral("ns1.example.org 192.0.2.10"),
        QStringLiteral("ns1.example.org 2001:db8::1"), QStringLiteral("ns2.example.org 192.0.2.2")}));
    QVERIFY(zone->withoutAddress.isEmpty());
    QCOMPARE(zone->soa.serial, 7U);
    QCOMPARE(m_world->resolver().zoneOf(name("org"), m_token)->apex, name("org"));
    QVERIFY(m_world->resolver().zoneOf(Name(), m_token)->apex.isRoot());
}

void TestResolver::servesTheUnionOfBothServerSets()
{
    dns().addZone("split.org", {"ns1.split.org=192.0.2.21", "ns2.split.org=192.0.2.22"});
    dns().addZone("split.org", {"ns2.split.org=192.0.2.22", "ns3.example.net=192.0.2.23"},
                   "@ NS ns2\n@ NS ns3.example.net.\nns2 A 192.0.2.22");
    dns().addRecord("example.net", "ns3 A 192.0.2.23");
    dns().server("192.0.2.21").records("split.org") = dns().server("192.0.2.22").records("split.org");
    const auto zone = m_world->resolver().zoneOf(name("split.org"), m_token);
    QVERIFY(zone);
    QCOMPARE(texts(zone->parentServers), (QStringList {QStringLiteral("ns1.split.org"), QStringLiteral("ns2.split.org")}));
    QCOMPARE(texts(zone->childServers), (QStringList {QStringLiteral("ns3.example.net"), QStringLiteral("ns2.split.org")}));
    QCOMPARE(texts(zone->servers),
             (QStringList {QStringLiteral("ns3.example.net 192.0.2.23"), QStringLiteral("ns1.split.org 192.0.2.21"),
                           QStringLiteral("ns2.split.org 192.0.2.22")}));
}

void TestResolver::knowsServersWithoutAddress()
{
    dns().addZone("half.org", {"ns1.half.org=192.0.2.31"}, "@ NS ns1\n@ NS gone.example.net.\nns1 A 192.0.2.31");
    const auto zone = m_world->resolver().zoneOf(name("half.org"), m_token);
    QVERIFY(zone);
    QCOMPARE(texts(zone->withoutAddress), QStringList {QStringLiteral("gone.example.net")});
    QCOMPARE(texts(zone->servers), QStringList {QStringLiteral("ns1.half.org 192.0.2.31")});
}

void TestResolver::findsAddressesOfServersOutsideTheZone()
{
    dns().addRecord("example.net", "dns A 192.0.2.41");
    dns().addRecord("example.net", "dns AAAA 2001:db8::41");
    dns().addZone("hosted.org", {"dns.example.net=192.0.2.41,2001:db8::41"});
    const auto zone = m_world->resolver().zoneOf(name("www.hosted.org"), m_token);
    QVERIFY(zone);
    QCOMPARE(texts(zone->servers), (QStringList {QStringLiteral("dns.example.net 192.0.2.41"),
                                                 QStringLiteral("dns.example.net 2001:db8::41")}));
}

void TestResolver::seesCutsWhereOneServerHasParentAndChild()
{
    m_world = std::make_unique<ResolverWorld>(ResolverWorld::Content::Nothing);
    dns().addZone(".", {"ns.root=127.0.0.1"});
    dns().addZone("test", {"ns.test=127.0.0.1"});
    dns().addZone("example.test", {"ns.example.test=127.0.0.1"});
    dns().addZone("acme.test", {"ns.test=127.0.0.1,127.0.0.2"}, "@ NS ns.test.");
    const auto zone = m_world->resolver().zoneOf(name("_acme-challenge.a.b.example.test"), m_token);
    QVERIFY(zone);
    QCOMPARE(zone->apex, name("example.test"));
    QVERIFY(zone->parentServers.isEmpty()); // the parent's delegation cannot be seen there
    QCOMPARE(texts(zone->servers), QStringList {QStringLiteral("ns.example.test 127.0.0.1")});
    QCOMPARE(m_world->resolver().zoneOf(name("acme.test"), m_token)->apex, name("acme.test"));
}

void TestResolver::stopsWhereNothingExists()
{
    const auto zone = m_world->resolver().zoneOf(name("a.b.c.nothing.example.org"), m_token);
    QVERIFY(zone);
    QCOMPARE(zone->apex, name("example.org"));
    for (const Query &query : dns().asked)
        QVERIFY(!query.question.name.isAtOrBelow(name("c.nothing.example.org")));
}

void TestResolver::goesOnThroughEmptyNames()
{
    dns().addZone("deep.a.b.example.org", {"ns1.deep.a.b.example.org=192.0.2.50"});
    QCOMPARE(m_world->resolver().zoneOf(name("www.deep.a.b.example.org"), m_token)->apex, name("deep.a.b.example.org"));
    QCOMPARE(m_world->resolver().zoneOf(name("a.b.example.org"), m_token)->apex, name("example.org"));
}

void TestResolver::getsByWithoutABrokenServer_data()
{
    QTest::addColumn<QString>("fault");
    for (const char *fault : {"silent", "unreachable", "refuses", "lame", "servfail", "without AA"})
        QTest::newRow(fault) << QString::fromLatin1(fault);
}

void TestResolver::getsByWithoutABrokenServer()
{
    QFETCH(QString, fault);
    for (const char *address : {"199.19.56.1", "192.0.2.9", "192.0.2.10", "2001:db8::1"})
        breakServer(dns().server(address), fault);
    if (fault == u"without AA")
        dns().server("199.19.56.1").isWithoutAa = false; // a referral has none
    const auto place = m_world->resolver().placeOf(name(Challenge), m_token);
    QVERIFY(place);
    QCOMPARE(place->zone.apex, name("example.org"));
    QCOMPARE(place->zone.servers.size(), 4); // it is listed all the same
}

void TestResolver::saysWhyNoServerCanBeUsed_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("rcode");
    QTest::newRow("silent") << "silent" << int(DnsFailure::Kind::NoAnswer) << -1;
    QTest::newRow("unreachable") << "unreachable" << int(DnsFailure::Kind::Unreachable) << -1;
    QTest::newRow("refuses") << "refuses" << int(DnsFailure::Kind::Rcode) << 5;
    QTest::newRow("servfail") << "servfail" << int(DnsFailure::Kind::Rcode) << 2;
    QTest::newRow("lame") << "lame" << int(DnsFailure::Kind::NotAuthoritative) << 0;
}

void TestResolver::saysWhyNoServerCanBeUsed()
{
    QFETCH(QString, fault);
    QFETCH(int, kind);
    for (const char *address : {"192.0.2.2", "192.0.2.9", "192.0.2.10", "2001:db8::1"})
        breakServer(dns().server(address), fault);
    const DnsFailure failure = failureOf(m_world->resolver().placeOf(name(Challenge), m_token));
    QCOMPARE(int(failure.kind), kind);
    QTEST(failure.rcode, "rcode");
    QVERIFY2(failure.server.contains(QStringLiteral("example.org (")), qPrintable(failure.server));
    // The zone itself is there: its parent says so.
    QCOMPARE(m_world->resolver().zoneOf(name("example.org"), m_token)->servers.size(), 4);
}

void TestResolver::saysThatNoServerHasAnAddress()
{
    dns().addRecord("org", "orphan NS ns1.gone.net.");
    const DnsFailure failure = failureOf(m_world->resolver().placeOf(name("_acme-challenge.orphan.org"), m_token));
    QCOMPARE(failure.kind, DnsFailure::Kind::NoServers);
    QCOMPARE(failure.question, QStringLiteral("orphan.org."));
    QCOMPARE(failure.detail, QStringLiteral("ns1.gone.net"));
}

void TestResolver::asksTheResolverForTheCutWhenTheRootIsOutOfReach()
{
    dns().server("198.41.0.4").answers = [](const Query &query) -> std::optional<Result<Message>> {
        return Failure(DnsFailure {DnsFailure::Kind::NoAnswer, query.server.toString(), {}, -1, {}});
    };
    const auto place = m_world->resolver().placeOf(name(Challenge), m_token);
    QVERIFY(place);
    QCOMPARE(place->zone.apex, name("example.org"));
    QCOMPARE(place->zone.servers.size(), 4);
    QVERIFY(place->zone.parentServers.isEmpty());
    const auto isAskForCut = [](const Query &query) {
        return query.question == Question {name("www.example.org"), Type::SOA} && query.flags.checkingDisabled;
    };
    QVERIFY(std::any_of(dns().asked.begin(), dns().asked.end(), isAskForCut));
}

void TestResolver::asksTheResolverWhenTheRootDoesNotKnowTheDomain()
{
    m_world = std::make_unique<ResolverWorld>(ResolverWorld::Content::Nothing);
    dns().addZone("corp", {"dc1.corp=10.0.0.1"}); // before the root: not delegated
    dns().addRoot();
    const auto place = m_world->resolver().placeOf(name("_acme-challenge.intranet.corp"), m_token);
    QVERIFY(place);
    QCOMPARE(place->zone.apex, name("corp"));
    QCOMPARE(texts(place->zone.servers), QStringList {QStringLiteral("dc1.corp 10.0.0.1")});
    QCOMPARE(failureOf(m_world->resolver().placeOf(name("_acme-challenge.www.nowhere"), m_token)).kind, DnsFailure::Kind::NotFound);
}

void TestResolver::goesOnBelowTheCutOfTheResolver()
{
    dns().server("198.41.0.4").refuses = true;
    dns().addZone("www.example.org", {"ns.www.example.org=192.0.2.71"});
    dns().addZone("_acme-challenge.www.example.org", {"ns.www.example.org=192.0.2.71"});
    QCOMPARE(m_world->resolver().placeOf(name(Challenge), m_token)->zone.apex, name(Challenge));
    QCOMPARE(m_world->resolver().placeOf(name("_acme-challenge.example.org"), m_token)->zone.apex, name("example.org"));
}

void TestResolver::saysThatThereIsNoResolver()
{
    dns().resolver().isSilent = true;
    const DnsFailure failure = failureOf(m_world->resolver().placeOf(name(Challenge), m_token));
    QCOMPARE(failure.kind, DnsFailure::Kind::NoResolver);
}

void TestResolver::takesTheNextResolverWhenOneFails()
{
    DnsSettings settings = dns().settings();
    settings.resolvers.prepend({QHostAddress(QStringLiteral("203.0.113.53")), 53});
    dns().addZone("resolver", {"x=203.0.113.53"});
    dns().server("203.0.113.53").refuses = true;
    Resolver two = m_world->resolverWith(settings);
    QCOMPARE(two.zoneOf(name("www.example.org"), m_token)->apex, name("example.org"));
    const Reply reply = two.askRecursive({name("www.example.org"), Type::A}, {}, m_token);
    QCOMPARE(addressOf(reply.message->answer.value(0)), QStringLiteral("192.0.2.80"));
    QVERIFY(reply.query.flags.recursionDesired);
}

void TestResolver::asksEveryServerEveryQuestion()
{
    const auto zone = m_world->resolver().zoneOf(name("example.org"), m_token);
    const QList<Question> questions {{name("www.example.org"), Type::A}, {name("www.example.org"), Type::CAA}};
    const auto replies = m_world->resolver().askAllServers(*zone, questions, m_token);
    QCOMPARE(replies.size(), 8);
    for (int i = 0; i < 8; ++i) {
        QCOMPARE(replies[i].query.server.address, zone->servers[i / 2].address);
        QCOMPARE(replies[i].query.question, questions[i % 2]);
        QVERIFY(replies[i].message && replies[i].message->isAuthoritative);
    }
    QVERIFY(m_world->resolver().askAllServers({}, questions, m_token).isEmpty());
}

QTEST_GUILESS_MAIN(TestResolver)
#include "tst_resolver.moc"
