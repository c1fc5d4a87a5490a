// SPDX-License-Identifier: MIT
// Servers that do not answer as they should: which hold a name back, and which do no harm.
#include "propagationworld.h"
#include "support/fakezones.h"

using namespace cw;
using namespace cw::checks;
using namespace cw::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using World = PropagationWorld;

namespace
{

SeenState stateAt(const NameSight &sight, const QString &address)
{
    return serverAt(sight, address.toLatin1().constData()).state;
}

} // namespace

class TestLookTrouble : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void needsOneServerThatAnswersInTime();
    void oneServerInTroubleDoesNoHarm_data();
    void oneServerInTroubleDoesNoHarm();
    void aServerInDoubtHoldsTheNameBack_data();
    void aServerInDoubtHoldsTheNameBack();
    void aSingleServerInTroubleIsNotSafe();
    void seesThatAPoolAnswersDifferently();
    void theParentHasToNameAGoodServer();
    void showsWhatEachServerSaidWhenThePlaceIsNotFound();
    void seesThatAServerGaveUpOnALoop();
    void asksInMixedCaseAsResolversDo_data();
    void asksInMixedCaseAsResolversDo();
    void knowsThatTheParentStillNamesTheFormerProvider();
    void anIpv6AddressThatCannotBeReachedFromHereIsSetAside();
};

void TestLookTrouble::needsOneServerThatAnswersInTime()
{
    World world;
    world.putEverywhere(One);
    world.dns.server("192.0.2.1").roundTrip = std::chrono::milliseconds(500);
    QVERIFY(world.sight().isComplete);
    world.dns.server("192.0.2.1").roundTrip = std::chrono::milliseconds(1200);
    world.dns.server("192.0.2.2").roundTrip = std::chrono::milliseconds(1200);
    const NameSight sight = world.sight();
    QVERIFY(!sight.isComplete);
    QCOMPARE(sight.cause, u"nameserver_timeout"_s);
}

void TestLookTrouble::oneServerInTroubleDoesNoHarm_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<SeenState>("state");
    QTest::newRow("silent") << 0 << SeenState::NoAnswer;
    QTest::newRow("refuses") << 1 << SeenState::Error;
    QTest::newRow("right but not authoritative") << 2 << SeenState::Seen;
    QTest::newRow("slow at everything") << 3 << SeenState::Seen;
}

// d266, d405, d370, and the slow server of d278.
void TestLookTrouble::oneServerInTroubleDoesNoHarm()
{
    QFETCH(int, fault);
    QFETCH(SeenState, state);
    World world;
    world.putEverywhere(One);
    FakeDns::Server &server = world.dns.server("192.0.2.2");
    server.isSilent = fault == 0;
    server.refuses = fault == 1;
    server.isWithoutAa = fault == 2;
    server.roundTrip = fault == 3 ? 1200ms : 1ms;
    const NameSight sight = world.sight();
    QVERIFY(sight.isComplete);
    QCOMPARE(sight.cause, QString());
    QCOMPARE(stateAt(sight, u"192.0.2.2"_s), state);
    QCOMPARE(serverAt(sight, "192.0.2.2").isHarmless, fault != 2);
    QCOMPARE(sight.note.isEmpty(), fault == 2);
}

void TestLookTrouble::aServerInDoubtHoldsTheNameBack_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<QString>("cause");
    QTest::newRow("empty and not authoritative") << 0 << u"delegation_wrong_or_lame"_s;
    QTest::newRow("silent at TXT only") << 1 << u"nameserver_timeout"_s;
    QTest::newRow("slow at TXT only") << 2 << u"nameserver_timeout"_s;
    QTest::newRow("YXDOMAIN") << 3 << u"delegation_wrong_or_lame"_s;
    QTest::newRow("BADVERS") << 4 << u"delegation_wrong_or_lame"_s;
    QTest::newRow("silent at A only") << 5 << u"nameserver_timeout"_s;
}

void TestLookTrouble::aServerInDoubtHoldsTheNameBack()
{
    QFETCH(int, fault);
    QFETCH(QString, cause);
    World world;
    world.putEverywhere(One);
    FakeDns::Server &server = world.dns.server("192.0.2.2");
    server.isLame = fault == 0;
    if (fault == 3 || fault == 4)
        server.rcodes = {{dns::Type::TXT, fault == 3 ? 6 : 16}};
    server.silentAt = fault == 1 ? dns::Type::TXT : fault == 5 ? dns::Type::A : dns::Type::ANY;
    if (fault == 2)
        server.roundTrips = {{dns::Type::TXT, 1200ms}, {dns::Type::A, 1ms}};
    const NameSight sight = world.sight();
    QVERIFY(!sight.isComplete);
    QCOMPARE(sight.cause, cause);
    QVERIFY(sight.detail.contains(u"ns2.example.org"));
    QVERIFY(!serverAt(sight, "192.0.2.2").isHarmless);
}

void TestLookTrouble::aSingleServerInTroubleIsNotSafe()
{
    World world;
    world.dns.addZone("solo.org", {"ns1.solo.org=192.0.2.30"}, "_acme-challenge TXT \"" + One + '"');
    world.dns.server("192.0.2.30").roundTrip = 1200ms;
    const NameSight sight = world.sight({expected({One}, "_acme-challenge.solo.org")});
    QVERIFY(!sight.isComplete);
    QCOMPARE(sight.cause, u"nameserver_timeout"_s);
}

// Every second answer comes from a machine that has not heard of the record.
void TestLookTrouble::seesThatAPoolAnswersDifferently()
{
    World world;
    world.putEverywhere(One);
    FakeDns::Server &server = world.dns.server("192.0.2.2");
    FakeDns::Server stale = server;
    stale.records("example.org").removeIf([](const dns::Record &record) { return record.type == dns::Type::TXT; });
    auto texts = std::make_shared<int>(0);
    server.answers = [zones = stale.zones, texts](const dns::Query &query) -> std::optional<Result<dns::Message>> {
        if (query.question.type != dns::Type::TXT || ++*texts % 2 == 1)
            return std::nullopt;
        return answerFrom(zones, query.question);
    };
    const NameSight sight = world.sight();
    QVERIFY(!sight.isComplete);
    QCOMPARE(stateAt(sight, u"192.0.2.2"_s), SeenState::Missing);
    QVERIFY(!world.dns.wasAskedRecursively("_acme-challenge.example.org"));
}

// d235: resolvers begin with the servers that the parent names.
void TestLookTrouble::theParentHasToNameAGoodServer()
{
    World world;
    world.dns.addZone("moved.org", {"ns1.moved.org=192.0.2.40"});
    world.dns.addZone("new.test", {"ns9.test=192.0.2.41"});
    world.dns.server("192.0.2.40").refuses = true;
    FakeDns::Records zone = world.dns.server("192.0.2.40").records("moved.org");
    zone.append(FakeDns::record("moved.org", "@ NS ns2.moved.org."));
    zone.append(FakeDns::record("moved.org", "ns2 A 192.0.2.41"));
    zone.append(dns::txtRecord(name("_acme-challenge.moved.org"), One, 60));
    world.dns.server("192.0.2.41").zones.insert(name("moved.org"), zone);
    // The zone itself can be asked, but by nobody who comes from above.
    world.dns.server("192.0.2.40").answers = [zone](const dns::Query &query) -> std::optional<Result<dns::Message>> {
        if (query.question.type == dns::Type::TXT)
            return std::nullopt;
        return answerFrom({{name("moved.org"), zone}}, query.question);
    };
    const NameSight sight = world.sight({expected({One}, "_acme-challenge.moved.org")});
    QCOMPARE(stateAt(sight, u"192.0.2.41"_s), SeenState::Seen);
    QCOMPARE(serverAt(sight, "192.0.2.41").namedBy, NamedBy::Zone);
    QVERIFY(!sight.isComplete);
    QCOMPARE(sight.cause, u"delegation_wrong_or_lame"_s);
}

void TestLookTrouble::showsWhatEachServerSaidWhenThePlaceIsNotFound()
{
    World world;
    world.putEverywhere(One);
    for (const char *address : {"192.0.2.1", "192.0.2.2"})
        world.dns.server(address).rcodes = {{dns::Type::TXT, 2}};
    const NameSight sight = world.sight();
    QVERIFY(sight.failure.has_value());
    QVERIFY(!sight.isComplete);
    QCOMPARE(sight.cause, u"delegation_wrong_or_lame"_s);
    QCOMPARE(stateAt(sight, u"192.0.2.1"_s), SeenState::Error);
    QCOMPARE(serverAt(sight, "192.0.2.2").rcode, 2);
}

// d164, as named answers it.
void TestLookTrouble::seesThatAServerGaveUpOnALoop()
{
    World world;
    for (const char *address : {"192.0.2.1", "192.0.2.2"}) {
        world.dns.server(address).answers = [](const dns::Query &query) -> std::optional<Result<dns::Message>> {
            if (query.question.name != name("_acme-challenge.example.org") || query.question.type != dns::Type::TXT)
                return std::nullopt;
            dns::Message message;
            message.questions = {query.question};
            message.isAuthoritative = true;
            message.rcode = 2;
            message.answer = {FakeDns::record("example.org", "_acme-challenge CNAME _acme-challenge.example.org.")};
            return message;
        };
    }
    const NameSight sight = world.sight();
    QCOMPARE(sight.cause, u"cname_conflict_or_alias"_s);
    QCOMPARE(std::get<DnsFailure>(*sight.failure).kind, DnsFailure::Kind::Loop);
}

void TestLookTrouble::asksInMixedCaseAsResolversDo_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::addColumn<bool>("isComplete");
    QTest::newRow("no such name at both") << 3 << 3 << false;
    QTest::newRow("refused at both") << 5 << 5 << false;
    QTest::newRow("fails at both") << 2 << 2 << false;
    QTest::newRow("no such name at one: nobody asks the other then") << 0 << 3 << false;
    QTest::newRow("refused at one: the other is asked") << 0 << 5 << true;
    QTest::newRow("answered") << 0 << 0 << true;
}

void TestLookTrouble::asksInMixedCaseAsResolversDo()
{
    QFETCH(int, first);
    QFETCH(int, second);
    QFETCH(bool, isComplete);
    World world;
    world.putEverywhere(One);
    const auto setRcode = [&world](const char *address, int rcode) {
        world.dns.server(address).answers = [rcode](const dns::Query &query) -> std::optional<Result<dns::Message>> {
            const QString text = query.question.name.toString();
            if (rcode == 0 || text == text.toLower() || query.question.type != dns::Type::TXT)
                return std::nullopt;
            dns::Message message;
            message.isResponse = true;
            message.isAuthoritative = true;
            message.rcode = rcode;
            message.questions = {query.question};
            return Result<dns::Message>(message);
        };
    };
    setRcode("192.0.2.1", first);
    setRcode("192.0.2.2", second);
    const NameSight sight = world.sight();
    QCOMPARE(sight.isComplete, isComplete);
    QCOMPARE(sight.cause, isComplete ? QString() : u"case_0x20"_s);
    QCOMPARE(sight.detail.contains(u"ns2.example.org"), !isComplete);
    QCOMPARE(sight.detail.contains(u"ns1.example.org"), !isComplete && first != 0);
}

void TestLookTrouble::knowsThatTheParentStillNamesTheFormerProvider()
{
    World world;
    world.dns.addZone("moved.org", {"ns1.former.org=192.0.2.40"});
    world.dns.addZone("former.org", {"ns1.former.org=192.0.2.40"}, "ns1 A 192.0.2.40");
    world.dns.addZone("new.org", {"ns9.new.org=192.0.2.41"});
    FakeDns::Records former = world.dns.server("192.0.2.40").records("moved.org");
    former.removeIf([](const dns::Record &record) { return record.type == dns::Type::NS; });
    former.append(FakeDns::record("moved.org", "@ NS ns9.new.org."));
    FakeDns::Records zone = former;
    zone.append(dns::txtRecord(name("_acme-challenge.moved.org"), One, 60));
    world.dns.server("192.0.2.40").records("moved.org") = former;
    world.dns.server("192.0.2.41").zones.insert(name("moved.org"), zone);
    const NameSight sight = world.sight({expected({One}, "_acme-challenge.moved.org")});
    QCOMPARE(serverAt(sight, "192.0.2.40").namedBy, NamedBy::Parent);
    QCOMPARE(serverAt(sight, "192.0.2.41").namedBy, NamedBy::Zone);
    QCOMPARE(sight.cause, u"delegation_wrong_or_lame"_s);
    QVERIFY(sight.detail.contains(u"ns1.former.org"));
    QVERIFY(sight.detail.contains(u"ns9.new.org"));
    QVERIFY(!sight.isComplete);
}

void TestLookTrouble::anIpv6AddressThatCannotBeReachedFromHereIsSetAside()
{
    World world;
    world.dns.addZone("both.org", {"ns1.both.org=192.0.2.20,2001:db8::20"}, "_acme-challenge TXT \"" + One + '"');
    world.dns.server("2001:db8::20").isUnreachable = true;
    const NameSight sight = world.sight({expected({One}, "_acme-challenge.both.org")});
    QVERIFY(sight.isComplete);
    QCOMPARE(stateAt(sight, u"2001:db8::20"_s), SeenState::NotAsked);
    // A server with no other address may say anything to those who reach it.
    world.dns.addZone("six.org", {"ns1.six.org=192.0.2.21", "ns2.six.org=2001:db8::21"},
        "_acme-challenge TXT \"" + One + '"');
    world.dns.server("2001:db8::21").isUnreachable = true;
    QVERIFY(!world.sight({expected({One}, "_acme-challenge.six.org")}).isComplete);
}

QTEST_GUILESS_MAIN(TestLookTrouble)
#include "tst_looktrouble.moc"
