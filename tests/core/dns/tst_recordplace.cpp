// SPDX-License-Identifier: MIT
#include "resolverworld.h"
#include "support/fakezones.h"

using namespace cw;
using namespace cw::dns;
using namespace cw::test;

namespace
{

QStringList hopsOf(const Result<RecordPlace> &place)
{
    QStringList hops;
    for (const Hop &hop : place ? place->hops : QList<Hop>())
        hops.append(hop.name.withoutFinalDot() + u' ' + hop.zone.withoutFinalDot() + u' ' + typeName(hop.via));
    return hops;
}

} // namespace

class TestRecordPlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void takesADelegatedChallengeNameAsItsZone();
    void followsAliases_data();
    void followsAliases();
    void seesThatAliasesGoInACircle();
    void givesUpAfterTwelveHops();
    void saysThatTheTargetIsNowhere();
    void doesNotAskTheResolverForTheTargetOfAnAlias();
    void asksOnceWhatAHundredNamesShare();
    void followsADelegationThatTheWalkMissed();
    void getsByWithoutEdns_data();
    void getsByWithoutEdns();
    void takesTheRecordFromServersWithoutAuthority();
    void takesNoRecordFromAResolver();
    void getsByWithServersThatFailAtNs();
    void stopsWhenCanceled();

private:
    using Answer = std::function<void(const Query &query, Message &message)>;
    // At every server of example.org: the answer of a good server, spoilt.
    void spoil(const Answer &spoilt);
    FakeDns &dns() { return m_world->dns(); }

    CancelToken m_token;
    std::unique_ptr<ResolverWorld> m_world;
};

void TestRecordPlace::init()
{
    m_token = CancelToken();
    m_world = std::make_unique<ResolverWorld>();
}

void TestRecordPlace::cleanup()
{
    m_world->verifyManners();
}

void TestRecordPlace::takesADelegatedChallengeNameAsItsZone()
{
    dns().addZone("_acme-challenge.www.example.org", {"ns._acme-challenge.www.example.org=192.0.2.60"});
    const auto place = m_world->resolver().placeOf(name(Challenge), m_token);
    QVERIFY(place);
    QCOMPARE(place->zone.apex, name(Challenge));
    QCOMPARE(place->owner, name(Challenge));
    QCOMPARE(texts(place->zone.servers), QStringList {QStringLiteral("ns._acme-challenge.www.example.org 192.0.2.60")});
}

void TestRecordPlace::followsAliases_data()
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

void TestRecordPlace::followsAliases()
{
    QFETCH(QByteArray, record);
    dns().removeRecords("example.org", "www.example.org", Type::A);
    if (!record.isEmpty())
        dns().addRecord("example.org", record.constData());
    dns().addRecord("example.net", "second CNAME third.example.org.");
    const auto place = m_world->resolver().placeOf(name(Challenge), m_token);
    QVERIFY(place);
    QTEST(hopsOf(place), "hops");
    QCOMPARE(place->owner, place->hops.last().name);
    QCOMPARE(place->zone.apex, place->hops.last().zone);
    QCOMPARE(place->validationName, name(Challenge));
    QVERIFY(!dns().wasAskedRecursively("acme.example.net"));
    QVERIFY(!dns().wasAskedRecursively("www.example.org"));
}

void TestRecordPlace::seesThatAliasesGoInACircle()
{
    dns().addRecord("example.org", "_acme-challenge.www CNAME a.example.net.");
    dns().addRecord("example.net", "a CNAME _acme-challenge.www.example.org.");
    const DnsFailure failure = failureOf(m_world->resolver().placeOf(name(Challenge), m_token));
    QCOMPARE(failure.kind, DnsFailure::Kind::Loop);
    QCOMPARE(failure.question, QStringLiteral("_acme-challenge.www.example.org. TXT"));
}

void TestRecordPlace::givesUpAfterTwelveHops()
{
    dns().addRecord("example.org", "_acme-challenge.www CNAME a0");
    for (int i = 0; i < 12; ++i)
        dns().addRecord("example.org", ("a" + QByteArray::number(i) + " CNAME a" + QByteArray::number(i + 1)).constData());
    QCOMPARE(failureOf(m_world->resolver().placeOf(name(Challenge), m_token)).kind, DnsFailure::Kind::TooManyAliases);
    dns().removeRecords("example.org", "a10.example.org", Type::CNAME);
    Resolver fresh = m_world->resolverWith(dns().settings());
    QCOMPARE(hopsOf(fresh.placeOf(name(Challenge), m_token)).size(), 12);
}

void TestRecordPlace::saysThatTheTargetIsNowhere()
{
    dns().addRecord("example.org", "_acme-challenge.www CNAME x.expired.net.");
    const DnsFailure failure = failureOf(m_world->resolver().placeOf(name(Challenge), m_token));
    QCOMPARE(failure.kind, DnsFailure::Kind::NotFound);
    QCOMPARE(failure.question, QStringLiteral("x.expired.net. TXT"));
}

void TestRecordPlace::doesNotAskTheResolverForTheTargetOfAnAlias()
{
    dns().server("198.41.0.4").refuses = true;
    dns().addRecord("example.org", "_acme-challenge.www CNAME d420c923.example.net.");
    const auto place = m_world->resolver().placeOf(name(Challenge), m_token);
    QVERIFY(place);
    QCOMPARE(place->zone.apex, name("example.net"));
    QVERIFY(!dns().wasAskedRecursively("d420c923.example.net"));
}

void TestRecordPlace::asksOnceWhatAHundredNamesShare()
{
    QList<Name> names;
    for (int i = 0; i < 100; ++i)
        names.append(Name::parse(QStringLiteral("_acme-challenge.h%1.example.org").arg(i)).value());
    const auto places = m_world->resolver().placesOf(names, m_token);
    QCOMPARE(places.size(), 100);
    for (int i = 0; i < 100; ++i) {
        QVERIFY(places[i]);
        QCOMPARE(places[i]->validationName, names[i]);
        QCOMPARE(places[i]->zone.apex, name("example.org"));
    }
    // One question for each host (there is nothing below), one TXT question, and the way there once.
    QVERIFY2(dns().asked.size() < 240, qPrintable(QString::number(dns().asked.size())));
    QVERIFY2(dns().batches < 25, qPrintable(QString::number(dns().batches)));
}

// Servers that deny empty names with NXDOMAIN exist; the delegation below shows up in the answer to the TXT question.
void TestRecordPlace::followsADelegationThatTheWalkMissed()
{
    dns().addZone("_acme-challenge.app.example.org", {"ns.example.net=192.0.2.61"});
    dns().addRecord("example.net", "ns A 192.0.2.61");
    const auto denies = [](const Query &query) -> std::optional<Result<Message>> {
        if (!(query.question == Question {name("app.example.org"), Type::NS}))
            return std::nullopt;
        Message message;
        message.isResponse = message.isAuthoritative = true;
        message.rcode = 3;
        return message;
    };
    for (const char *address : {"192.0.2.2", "192.0.2.9", "192.0.2.10", "2001:db8::1"})
        dns().server(address).answers = denies;
    const auto place = m_world->resolver().placeOf(name("_acme-challenge.app.example.org"), m_token);
    QVERIFY(place);
    QCOMPARE(place->zone.apex, name("_acme-challenge.app.example.org"));
}

void TestRecordPlace::spoil(const Answer &spoilt)
{
    for (const char *address : {"192.0.2.2", "192.0.2.9", "192.0.2.10", "2001:db8::1"}) {
        FakeDns::Server &server = dns().server(address);
        server.answers = [zones = server.zones, spoilt](const Query &query) -> std::optional<Result<Message>> {
            Message message = answerFrom(zones, query.question);
            spoilt(query, message);
            return message;
        };
    }
}

void TestRecordPlace::getsByWithoutEdns_data()
{
    QTest::addColumn<int>("rcode");
    QTest::addColumn<bool>("isPlace");
    QTest::newRow("FORMERR") << 1 << true;
    QTest::newRow("NOTIMP") << 4 << true;
    QTest::newRow("SERVFAIL") << 2 << false; // resolvers do not come back without EDNS then
}

// Let's Encrypt's validation passes at the first two and fails at the third.
void TestRecordPlace::getsByWithoutEdns()
{
    QFETCH(int, rcode);
    QFETCH(bool, isPlace);
    spoil([rcode](const Query &query, Message &message) {
        if (!query.flags.edns || query.question.type != Type::TXT)
            return;
        message.answer.clear();
        message.rcode = rcode;
    });
    QCOMPARE(bool(m_world->resolver().placeOf(name(Challenge), m_token)), isPlace);
}

void TestRecordPlace::takesTheRecordFromServersWithoutAuthority()
{
    dns().addRecord("example.org", "_acme-challenge.www TXT value");
    spoil([](const Query &query, Message &message) {
        message.isAuthoritative = query.question.type != Type::TXT;
    });
    QVERIFY(m_world->resolver().placeOf(name(Challenge), m_token));
    // "Nothing there" as well, if the SOA of the zone comes with it.
    QVERIFY(m_world->resolver().placeOf(name("_acme-challenge.example.org"), m_token));
}

void TestRecordPlace::takesNoRecordFromAResolver()
{
    dns().addRecord("example.org", "_acme-challenge.www TXT value");
    spoil([](const Query &query, Message &message) {
        message.isAuthoritative = query.question.type != Type::TXT;
        message.recursionAvailable = true;
    });
    QVERIFY(!m_world->resolver().placeOf(name(Challenge), m_token));
}

void TestRecordPlace::getsByWithServersThatFailAtNs()
{
    dns().addZone("deep.example.org", {"ns.deep.example.org=192.0.2.60"});
    spoil([](const Query &query, Message &message) {
        if (query.question.type != Type::NS)
            return;
        message = Message();
        message.isResponse = true;
        message.rcode = 2;
    });
    const auto place = m_world->resolver().placeOf(name("_acme-challenge.deep.example.org"), m_token);
    QVERIFY(place);
    QCOMPARE(place->zone.apex, name("deep.example.org"));
    QVERIFY(m_world->resolver().placeOf(name(Challenge), m_token));
}

void TestRecordPlace::stopsWhenCanceled()
{
    dns().onAsk = [this] {
        if (dns().batches == 3)
            m_token.cancel();
    };
    const auto place = m_world->resolver().placeOf(name(Challenge), m_token);
    QVERIFY(!place && isCanceled(place.failure()));
    QVERIFY(dns().batches <= 6);
    // Nothing was learned from what was cut off.
    m_token = CancelToken();
    dns().onAsk = {};
    QVERIFY(m_world->resolver().placeOf(name(Challenge), m_token));
}

QTEST_GUILESS_MAIN(TestRecordPlace)
#include "tst_recordplace.moc"
