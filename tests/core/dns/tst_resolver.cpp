// SPDX-License-Identifier: MIT
#include "dns/resolver.h"
#include "support/fakeclock.h"
#include "support/fakedns.h"

#include <QTest>

using namespace cw;
using namespace cw::dns;
using namespace cw::test;

namespace
{

Name name(const char *text)
{
    return Name::parse(QString::fromLatin1(text)).value();
}

QStringList texts(const QList<Name> &names)
{
    QStringList result;
    for (const Name &each : names)
        result.append(each.withoutFinalDot());
    return result;
}

QStringList texts(const QList<ServerAddress> &servers)
{
    QStringList result;
    for (const ServerAddress &server : servers)
        result.append(server.host.withoutFinalDot() + u' ' + server.address.toString());
    return result;
}

template <typename T> DnsFailure failureOf(const Result<T> &result)
{
    return result ? DnsFailure {DnsFailure::Kind::NoAnswer, {}, {}, -2, QStringLiteral("no failure")}
                  : std::get<DnsFailure>(result.failure());
}

QStringList hopsOf(const Result<RecordPlace> &place)
{
    QStringList hops;
    for (const Hop &hop : place ? place->hops : QList<Hop>())
        hops.append(hop.name.withoutFinalDot() + u' ' + hop.zone.withoutFinalDot() + u' ' + typeName(hop.via));
    return hops;
}

const char Challenge[] = "_acme-challenge.www.example.org";

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
    void takesADelegatedChallengeNameAsItsZone();
    void followsAliases_data();
    void followsAliases();
    void seesThatAliasesGoInACircle();
    void givesUpAfterTwelveHops();
    void saysThatTheTargetIsNowhere();
    void getsByWithoutABrokenServer_data();
    void getsByWithoutABrokenServer();
    void saysWhyNoServerCanBeUsed_data();
    void saysWhyNoServerCanBeUsed();
    void saysThatNoServerHasAnAddress();
    void asksTheResolverForTheCutWhenTheRootIsOutOfReach();
    void asksTheResolverWhenTheRootDoesNotKnowTheDomain();
    void goesOnBelowTheCutOfTheResolver();
    void doesNotAskTheResolverForTheTargetOfAnAlias();
    void saysThatThereIsNoResolver();
    void takesTheNextResolverWhenOneFails();
    void asksOnceWhatAHundredNamesShare();
    void followsADelegationThatTheWalkMissed();
    void asksEveryServerEveryQuestion();
    void stopsWhenCanceled();

private:
    Resolver &resolver();

    std::unique_ptr<FakeDns> m_dns;
    FakeClock m_clock;
    ActivityLog m_log;
    CancelToken m_token;
    std::unique_ptr<Resolver> m_resolver;
};

void TestResolver::init()
{
    m_token = CancelToken();
    m_resolver.reset();
    m_dns = std::make_unique<FakeDns>();
    m_dns->addRoot();
    m_dns->addZone("org", {"a0.org=199.19.56.1", "b0.org=199.19.54.1"});
    m_dns->addZone("net", {"a.net=192.5.6.30"});
    m_dns->addZone("example.org", {"ns2.example.org=192.0.2.2", "ns1.example.org=192.0.2.10,192.0.2.9,2001:db8::1"},
                   "www A 192.0.2.80\n@ SOA ns1 hostmaster 7 3600 600 86400 300");
    m_dns->addZone("example.net", {"ns1.example.net=198.51.100.1"});
}

// Whatever happens, no recursive resolver hears of a validation name before its record is published.
void TestResolver::cleanup()
{
    for (const Query &query : m_dns->asked) {
        const bool isResolver = query.server.address == QHostAddress(QStringLiteral("192.0.2.53"))
            || query.server.address == QHostAddress(QStringLiteral("203.0.113.53"));
        QCOMPARE(query.flags.recursionDesired, isResolver);
        QVERIFY2(!isResolver || !query.question.name.toString().contains(QStringLiteral("_acme-challenge")),
                 qPrintable(query.question.name.toString()));
    }
}

Resolver &TestResolver::resolver()
{
    if (!m_resolver)
        m_resolver = std::make_unique<Resolver>(*m_dns, m_dns->settings(), m_clock, m_log);
    return *m_resolver;
}

void TestResolver::findsTheZoneFromTheRootDown()
{
    const auto zone = resolver().zoneOf(name(Challenge), m_token);
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
    QCOMPARE(resolver().zoneOf(name("org"), m_token)->apex, name("org"));
    QVERIFY(resolver().zoneOf(Name(), m_token)->apex.isRoot());
}

void TestResolver::servesTheUnionOfBothServerSets()
{
    m_dns->addZone("split.org", {"ns1.split.org=192.0.2.21", "ns2.split.org=192.0.2.22"});
    m_dns->addZone("split.org", {"ns2.split.org=192.0.2.22", "ns3.example.net=192.0.2.23"},
                   "@ NS ns2\n@ NS ns3.example.net.\nns2 A 192.0.2.22");
    m_dns->addRecord("example.net", "ns3 A 192.0.2.23");
    m_dns->server("192.0.2.21").records("split.org") = m_dns->server("192.0.2.22").records("split.org");
    const auto zone = resolver().zoneOf(name("split.org"), m_token);
    QVERIFY(zone);
    QCOMPARE(texts(zone->parentServers), (QStringList {QStringLiteral("ns1.split.org"), QStringLiteral("ns2.split.org")}));
    QCOMPARE(texts(zone->childServers), (QStringList {QStringLiteral("ns3.example.net"), QStringLiteral("ns2.split.org")}));
    QCOMPARE(texts(zone->servers),
             (QStringList {QStringLiteral("ns3.example.net 192.0.2.23"), QStringLiteral("ns1.split.org 192.0.2.21"),
                           QStringLiteral("ns2.split.org 192.0.2.22")}));
}

void TestResolver::knowsServersWithoutAddress()
{
    m_dns->addZone("half.org", {"ns1.half.org=192.0.2.31"}, "@ NS ns1\n@ NS gone.example.net.\nns1 A 192.0.2.31");
    const auto zone = resolver().zoneOf(name("half.org"), m_token);
    QVERIFY(zone);
    QCOMPARE(texts(zone->withoutAddress), QStringList {QStringLiteral("gone.example.net")});
    QCOMPARE(texts(zone->servers), QStringList {QStringLiteral("ns1.half.org 192.0.2.31")});
}

void TestResolver::findsAddressesOfServersOutsideTheZone()
{
    m_dns->addRecord("example.net", "dns A 192.0.2.41");
    m_dns->addRecord("example.net", "dns AAAA 2001:db8::41");
    m_dns->addZone("hosted.org", {"dns.example.net=192.0.2.41,2001:db8::41"});
    const auto zone = resolver().zoneOf(name("www.hosted.org"), m_token);
    QVERIFY(zone);
    QCOMPARE(texts(zone->servers), (QStringList {QStringLiteral("dns.example.net 192.0.2.41"),
                                                 QStringLiteral("dns.example.net 2001:db8::41")}));
}

void TestResolver::seesCutsWhereOneServerHasParentAndChild()
{
    m_dns = std::make_unique<FakeDns>();
    m_dns->addZone(".", {"ns.root=127.0.0.1"});
    m_dns->addZone("test", {"ns.test=127.0.0.1"});
    m_dns->addZone("example.test", {"ns.example.test=127.0.0.1"});
    m_dns->addZone("acme.test", {"ns.test=127.0.0.1,127.0.0.2"}, "@ NS ns.test.");
    const auto zone = resolver().zoneOf(name("_acme-challenge.a.b.example.test"), m_token);
    QVERIFY(zone);
    QCOMPARE(zone->apex, name("example.test"));
    QVERIFY(zone->parentServers.isEmpty()); // the parent's delegation cannot be seen there
    QCOMPARE(texts(zone->servers), QStringList {QStringLiteral("ns.example.test 127.0.0.1")});
    QCOMPARE(resolver().zoneOf(name("acme.test"), m_token)->apex, name("acme.test"));
}

void TestResolver::stopsWhereNothingExists()
{
    const auto zone = resolver().zoneOf(name("a.b.c.nothing.example.org"), m_token);
    QVERIFY(zone);
    QCOMPARE(zone->apex, name("example.org"));
    for (const Query &query : m_dns->asked)
        QVERIFY(!query.question.name.isAtOrBelow(name("c.nothing.example.org")));
}

void TestResolver::goesOnThroughEmptyNames()
{
    m_dns->addZone("deep.a.b.example.org", {"ns1.deep.a.b.example.org=192.0.2.50"});
    QCOMPARE(resolver().zoneOf(name("www.deep.a.b.example.org"), m_token)->apex, name("deep.a.b.example.org"));
    QCOMPARE(resolver().zoneOf(name("a.b.example.org"), m_token)->apex, name("example.org"));
}

void TestResolver::takesADelegatedChallengeNameAsItsZone()
{
    m_dns->addZone("_acme-challenge.www.example.org", {"ns._acme-challenge.www.example.org=192.0.2.60"});
    const auto place = resolver().placeOf(name(Challenge), m_token);
    QVERIFY(place);
    QCOMPARE(place->zone.apex, name(Challenge));
    QCOMPARE(place->owner, name(Challenge));
    QCOMPARE(texts(place->zone.servers), QStringList {QStringLiteral("ns._acme-challenge.www.example.org 192.0.2.60")});
}

void TestResolver::followsAliases_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QStringList>("hops");
    const QString start = QStringLiteral("_acme-challenge.www.example.org example.org ");
    QTest::newRow("none") << QByteArray() << QStringList {start + QStringLiteral("TXT")};
    QTest::newRow("TXT there") << QByteArray("_acme-challenge.www TXT old") << QStringList {start + QStringLiteral("TXT")};
    QTest::newRow("into another zone, nothing there yet")
        << QByteArray("_acme-challenge.www CNAME x.acme.example.net.")
        << QStringList {start + QStringLiteral("CNAME"), QStringLiteral("x.acme.example.net example.net TXT")};
    QTest::newRow("in the same zone") << QByteArray("_acme-challenge.www CNAME proof")
                                      << QStringList {start + QStringLiteral("CNAME"),
                                                      QStringLiteral("proof.example.org example.org TXT")};
    QTest::newRow("two of them") << QByteArray("_acme-challenge.www CNAME second.example.net.")
                                 << QStringList {start + QStringLiteral("CNAME"),
                                                 QStringLiteral("second.example.net example.net CNAME"),
                                                 QStringLiteral("third.example.org example.org TXT")};
    QTest::newRow("DNAME above") << QByteArray("www DNAME moved.example.net.")
                                 << QStringList {start + QStringLiteral("DNAME"),
                                                 QStringLiteral("_acme-challenge.moved.example.net example.net TXT")};
    QTest::newRow("wildcard CNAME") << QByteArray("*.www CNAME x.example.net.")
                                    << QStringList {start + QStringLiteral("CNAME"),
                                                    QStringLiteral("x.example.net example.net TXT")};
}

void TestResolver::followsAliases()
{
    QFETCH(QByteArray, record);
    m_dns->removeRecords("example.org", "www.example.org", Type::A);
    if (!record.isEmpty())
        m_dns->addRecord("example.org", record.constData());
    m_dns->addRecord("example.net", "second CNAME third.example.org.");
    const auto place = resolver().placeOf(name(Challenge), m_token);
    QVERIFY(place);
    QTEST(hopsOf(place), "hops");
    QCOMPARE(place->owner, place->hops.last().name);
    QCOMPARE(place->zone.apex, place->hops.last().zone);
    QCOMPARE(place->validationName, name(Challenge));
    QVERIFY(!m_dns->wasAskedRecursively("acme.example.net"));
    QVERIFY(!m_dns->wasAskedRecursively("www.example.org"));
}

void TestResolver::seesThatAliasesGoInACircle()
{
    m_dns->addRecord("example.org", "_acme-challenge.www CNAME a.example.net.");
    m_dns->addRecord("example.net", "a CNAME _acme-challenge.www.example.org.");
    const DnsFailure failure = failureOf(resolver().placeOf(name(Challenge), m_token));
    QCOMPARE(failure.kind, DnsFailure::Kind::Loop);
    QCOMPARE(failure.question, QStringLiteral("_acme-challenge.www.example.org. TXT"));
}

void TestResolver::givesUpAfterTwelveHops()
{
    m_dns->addRecord("example.org", "_acme-challenge.www CNAME a0");
    for (int i = 0; i < 12; ++i)
        m_dns->addRecord("example.org", ("a" + QByteArray::number(i) + " CNAME a" + QByteArray::number(i + 1)).constData());
    QCOMPARE(failureOf(resolver().placeOf(name(Challenge), m_token)).kind, DnsFailure::Kind::Loop);
    m_dns->removeRecords("example.org", "a10.example.org", Type::CNAME);
    m_resolver.reset();
    QCOMPARE(hopsOf(resolver().placeOf(name(Challenge), m_token)).size(), 12);
}

void TestResolver::saysThatTheTargetIsNowhere()
{
    m_dns->addRecord("example.org", "_acme-challenge.www CNAME x.expired.net.");
    const DnsFailure failure = failureOf(resolver().placeOf(name(Challenge), m_token));
    QCOMPARE(failure.kind, DnsFailure::Kind::NotFound);
    QCOMPARE(failure.question, QStringLiteral("x.expired.net. TXT"));
}

void TestResolver::getsByWithoutABrokenServer_data()
{
    QTest::addColumn<QString>("fault");
    for (const char *fault : {"silent", "unreachable", "refuses", "lame", "servfail", "without AA"})
        QTest::newRow(fault) << QString::fromLatin1(fault);
}

namespace
{

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

void TestResolver::getsByWithoutABrokenServer()
{
    QFETCH(QString, fault);
    for (const char *address : {"199.19.56.1", "192.0.2.9", "192.0.2.10", "2001:db8::1"})
        breakServer(m_dns->server(address), fault);
    if (fault == u"without AA")
        m_dns->server("199.19.56.1").isWithoutAa = false; // a referral has none
    const auto place = resolver().placeOf(name(Challenge), m_token);
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
        breakServer(m_dns->server(address), fault);
    const DnsFailure failure = failureOf(resolver().placeOf(name(Challenge), m_token));
    QCOMPARE(int(failure.kind), kind);
    QTEST(failure.rcode, "rcode");
    QVERIFY2(failure.server.contains(QStringLiteral("example.org (")), qPrintable(failure.server));
    // The zone itself is there: its parent says so.
    QCOMPARE(resolver().zoneOf(name("example.org"), m_token)->servers.size(), 4);
}

void TestResolver::saysThatNoServerHasAnAddress()
{
    m_dns->addRecord("org", "orphan NS ns1.gone.net.");
    const DnsFailure failure = failureOf(resolver().placeOf(name("_acme-challenge.orphan.org"), m_token));
    QCOMPARE(failure.kind, DnsFailure::Kind::NoServers);
    QCOMPARE(failure.question, QStringLiteral("orphan.org."));
    QCOMPARE(failure.detail, QStringLiteral("ns1.gone.net"));
}

void TestResolver::asksTheResolverForTheCutWhenTheRootIsOutOfReach()
{
    m_dns->server("198.41.0.4").answers = [](const Query &query) -> std::optional<Result<Message>> {
        return Failure(DnsFailure {DnsFailure::Kind::NoAnswer, query.server.toString(), {}, -1, {}});
    };
    const auto place = resolver().placeOf(name(Challenge), m_token);
    QVERIFY(place);
    QCOMPARE(place->zone.apex, name("example.org"));
    QCOMPARE(place->zone.servers.size(), 4);
    QVERIFY(place->zone.parentServers.isEmpty());
    const auto isAskForCut = [](const Query &query) {
        return query.question == Question {name("www.example.org"), Type::SOA} && query.flags.checkingDisabled;
    };
    QVERIFY(std::any_of(m_dns->asked.begin(), m_dns->asked.end(), isAskForCut));
}

void TestResolver::asksTheResolverWhenTheRootDoesNotKnowTheDomain()
{
    m_dns = std::make_unique<FakeDns>();
    m_dns->addZone("corp", {"dc1.corp=10.0.0.1"}); // before the root: not delegated
    m_dns->addRoot();
    const auto place = resolver().placeOf(name("_acme-challenge.intranet.corp"), m_token);
    QVERIFY(place);
    QCOMPARE(place->zone.apex, name("corp"));
    QCOMPARE(texts(place->zone.servers), QStringList {QStringLiteral("dc1.corp 10.0.0.1")});
    QCOMPARE(failureOf(resolver().placeOf(name("_acme-challenge.www.nowhere"), m_token)).kind, DnsFailure::Kind::NotFound);
}

void TestResolver::goesOnBelowTheCutOfTheResolver()
{
    m_dns->server("198.41.0.4").refuses = true;
    m_dns->addZone("www.example.org", {"ns.www.example.org=192.0.2.71"});
    m_dns->addZone("_acme-challenge.www.example.org", {"ns.www.example.org=192.0.2.71"});
    QCOMPARE(resolver().placeOf(name(Challenge), m_token)->zone.apex, name(Challenge));
    QCOMPARE(resolver().placeOf(name("_acme-challenge.example.org"), m_token)->zone.apex, name("example.org"));
}

void TestResolver::doesNotAskTheResolverForTheTargetOfAnAlias()
{
    m_dns->server("198.41.0.4").refuses = true;
    m_dns->addRecord("example.org", "_acme-challenge.www CNAME d420c923.example.net.");
    const auto place = resolver().placeOf(name(Challenge), m_token);
    QVERIFY(place);
    QCOMPARE(place->zone.apex, name("example.net"));
    QVERIFY(!m_dns->wasAskedRecursively("d420c923.example.net"));
}

void TestResolver::saysThatThereIsNoResolver()
{
    m_dns->resolver().isSilent = true;
    const DnsFailure failure = failureOf(resolver().placeOf(name(Challenge), m_token));
    QCOMPARE(failure.kind, DnsFailure::Kind::NoResolver);
}

void TestResolver::takesTheNextResolverWhenOneFails()
{
    DnsSettings settings = m_dns->settings();
    settings.resolvers.prepend({QHostAddress(QStringLiteral("203.0.113.53")), 53});
    m_dns->addZone("resolver", {"x=203.0.113.53"});
    m_dns->server("203.0.113.53").refuses = true;
    Resolver two(*m_dns, settings, m_clock, m_log);
    QCOMPARE(two.zoneOf(name("www.example.org"), m_token)->apex, name("example.org"));
    const Reply reply = two.askRecursive({name("www.example.org"), Type::A}, {}, m_token);
    QCOMPARE(addressOf(reply.message->answer.value(0)), QStringLiteral("192.0.2.80"));
    QVERIFY(reply.query.flags.recursionDesired);
}

void TestResolver::asksOnceWhatAHundredNamesShare()
{
    QList<Name> names;
    for (int i = 0; i < 100; ++i)
        names.append(Name::parse(QStringLiteral("_acme-challenge.h%1.example.org").arg(i)).value());
    const auto places = resolver().placesOf(names, m_token);
    QCOMPARE(places.size(), 100);
    for (int i = 0; i < 100; ++i) {
        QVERIFY(places[i]);
        QCOMPARE(places[i]->validationName, names[i]);
        QCOMPARE(places[i]->zone.apex, name("example.org"));
    }
    // One question for each host (there is nothing below), one TXT question, and the way there once.
    QVERIFY2(m_dns->asked.size() < 240, qPrintable(QString::number(m_dns->asked.size())));
    QVERIFY2(m_dns->batches < 25, qPrintable(QString::number(m_dns->batches)));
}

// Servers that deny empty names with NXDOMAIN exist; the delegation below shows up in the answer to the TXT question.
void TestResolver::followsADelegationThatTheWalkMissed()
{
    m_dns->addZone("_acme-challenge.app.example.org", {"ns.example.net=192.0.2.61"});
    m_dns->addRecord("example.net", "ns A 192.0.2.61");
    const auto denies = [](const Query &query) -> std::optional<Result<Message>> {
        if (!(query.question == Question {name("app.example.org"), Type::NS}))
            return std::nullopt;
        Message message;
        message.isResponse = message.isAuthoritative = true;
        message.rcode = 3;
        return message;
    };
    for (const char *address : {"192.0.2.2", "192.0.2.9", "192.0.2.10", "2001:db8::1"})
        m_dns->server(address).answers = denies;
    const auto place = resolver().placeOf(name("_acme-challenge.app.example.org"), m_token);
    QVERIFY(place);
    QCOMPARE(place->zone.apex, name("_acme-challenge.app.example.org"));
}

void TestResolver::asksEveryServerEveryQuestion()
{
    const auto zone = resolver().zoneOf(name("example.org"), m_token);
    const QList<Question> questions {{name("www.example.org"), Type::A}, {name("www.example.org"), Type::CAA}};
    const auto replies = resolver().askAllServers(*zone, questions, m_token);
    QCOMPARE(replies.size(), 8);
    for (int i = 0; i < 8; ++i) {
        QCOMPARE(replies[i].query.server.address, zone->servers[i / 2].address);
        QCOMPARE(replies[i].query.question, questions[i % 2]);
        QVERIFY(replies[i].message && replies[i].message->isAuthoritative);
    }
    QVERIFY(resolver().askAllServers({}, questions, m_token).isEmpty());
}

void TestResolver::stopsWhenCanceled()
{
    m_dns->onAsk = [this] {
        if (m_dns->batches == 3)
            m_token.cancel();
    };
    const auto place = resolver().placeOf(name(Challenge), m_token);
    QVERIFY(!place && isCanceled(place.failure()));
    QVERIFY(m_dns->batches <= 6);
    // Nothing was learned from what was cut off.
    m_token = CancelToken();
    m_dns->onAsk = {};
    QVERIFY(resolver().placeOf(name(Challenge), m_token));
}

QTEST_GUILESS_MAIN(TestResolver)
#include "tst_resolver.moc"
