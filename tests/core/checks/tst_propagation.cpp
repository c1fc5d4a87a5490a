// SPDX-License-Identifier: MIT
#include "checks/propagation.h"

#include "support/fakeclock.h"
#include "support/fakedns.h"

#include <QTest>

using namespace cw;
using namespace cw::checks;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

const QByteArray One("x8kQw0-one-one-one-one-one-one-one-one-_abc");
const QByteArray Two("Zt5vB1-two-two-two-two-two-two-two-two-_xyz");
const QByteArray Old("oldoldoldoldoldoldoldoldoldoldoldoldoldold1");

dns::Name name(const char *text)
{
    return dns::Name::parse(QString::fromLatin1(text)).value();
}

ExpectedRecord expected(
    const QList<QByteArray> &values = {One}, const char *validationName = "_acme-challenge.example.org")
{
    return {u"example.org"_s, name(validationName), values};
}

// example.org on two servers; the first one is asked by 192.0.2.1, the second by 192.0.2.2.
struct World {
    test::FakeDns dns;
    test::FakeClock clock;
    ActivityLog log;
    CancelToken token;

    World()
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

    Result<Look> tryLook(const QList<ExpectedRecord> &records)
    {
        return lookOnce(dns, dns.settings(), records, clock, log, token);
    }
    Look look(const QList<ExpectedRecord> &records = {expected()}) { return tryLook(records).value(); }
    NameSight sight(const QList<ExpectedRecord> &records = {expected()}) { return look(records).names.first(); }
};

SeenState stateAt(const NameSight &sight, const QString &address)
{
    for (const ServerSight &server : sight.servers) {
        if (server.address == address)
            return server.state;
    }
    return SeenState::NotAsked;
}

} // namespace

class TestPropagation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void completeWhenEveryServerHasTheValue();
    void oneLateServerIsEnoughToWait();
    void needsOneServerThatAnswersInTime();
    void needsBothValuesOfNameAndWildcard();
    void asksResolversOnlyWhenAllServersHaveTheValue();
    void followsTheAlias();
    void needsTheAliasOnEveryServer();
    void aTextOfAnotherOwnerDoesNotCount();
    void brokenSignaturesAreNotSafe();
    void asksServersThatOnlyTheParentNames();
    void aBrokenServerIsNotSafe_data();
    void aBrokenServerIsNotSafe();
    void anIpv6AddressThatCannotBeReachedFromHereIsSetAside();
    void tellsTheCause_data();
    void tellsTheCause();
    void seesThatTheZoneWasAddedTwice();
    void seesThatOneValueReplacedTheOther();
    void saysWhenThePlaceCannotBeFound();
    void failsOnlyWhenNothingCouldBeAsked();
    void asksEachServerOnceForNamesThatShareARecord();
    void waitsLongerAndLonger();
    void stopsWhenCanceled();
};

void TestPropagation::completeWhenEveryServerHasTheValue()
{
    World world;
    world.putEverywhere(One);
    const Look look = world.look();
    QVERIFY(look.isComplete());
    const NameSight &sight = look.names.first();
    QCOMPARE(sight.servers.size(), 2);
    QCOMPARE(sight.servers.first().serial, std::optional<quint32>(1));
    QCOMPARE(sight.zone, name("example.org"));
    QCOMPARE(sight.cause, QString());
    QVERIFY(sight.servers.first().isOwnValueSeen);
    QCOMPARE(look.time, world.clock.now());
}

void TestPropagation::oneLateServerIsEnoughToWait()
{
    World world;
    world.put("192.0.2.1", One);
    const NameSight sight = world.sight();
    QVERIFY(!sight.isComplete);
    QCOMPARE(stateAt(sight, u"192.0.2.1"_s), SeenState::Seen);
    QCOMPARE(stateAt(sight, u"192.0.2.2"_s), SeenState::Missing);
    QCOMPARE(sight.cause, u"propagation_too_early"_s);
}

void TestPropagation::needsOneServerThatAnswersInTime()
{
    World world;
    world.putEverywhere(One);
    world.dns.server("192.0.2.1").roundTrip = std::chrono::milliseconds(1200);
    QVERIFY(world.sight().isComplete);
    world.dns.server("192.0.2.2").roundTrip = std::chrono::milliseconds(1200);
    const NameSight sight = world.sight();
    QVERIFY(!sight.isComplete);
    QCOMPARE(sight.cause, u"nameserver_timeout"_s);
}

void TestPropagation::needsBothValuesOfNameAndWildcard()
{
    World world;
    world.putEverywhere(One);
    world.put("192.0.2.1", Two);
    const NameSight sight = world.sight({expected({One, Two})});
    QVERIFY(!sight.isComplete);
    QCOMPARE(stateAt(sight, u"192.0.2.1"_s), SeenState::Seen);
    QCOMPARE(stateAt(sight, u"192.0.2.2"_s), SeenState::Missing);
    QVERIFY(sight.servers.at(1).isOwnValueSeen);
    world.put("192.0.2.2", Two);
    QVERIFY(world.sight({expected({One, Two})}).isComplete);
}

void TestPropagation::asksResolversOnlyWhenAllServersHaveTheValue()
{
    World world;
    world.put("192.0.2.1", One);
    QCOMPARE(world.sight().resolvers.first().state, SeenState::NotAsked);
    QVERIFY(!world.dns.wasAskedRecursively("_acme-challenge.example.org"));

    world.put("192.0.2.2", One);
    QCOMPARE(world.sight().resolvers.first().state, SeenState::Seen);
    QVERIFY(world.dns.wasAskedRecursively("_acme-challenge.example.org"));
}

void TestPropagation::followsTheAlias()
{
    World world;
    world.dns.addZone("alias.org", {"ns1.alias.org=192.0.2.10"}, "token TXT \"" + One + '"');
    world.dns.addRecord("example.org", "_acme-challenge CNAME token.alias.org.");
    const NameSight sight = world.sight();
    QVERIFY(sight.isComplete);
    QCOMPARE(sight.owner, name("token.alias.org"));
    QCOMPARE(sight.servers.first().server, u"ns1.alias.org"_s);
}

// d280: the CA asks any of the two, and one has no alias.
void TestPropagation::needsTheAliasOnEveryServer()
{
    World world;
    world.dns.addZone("alias.org", {"ns1.alias.org=192.0.2.10"}, "token TXT \"" + One + '"');
    world.dns.server("192.0.2.1")
        .records("example.org")
        .append(test::FakeDns::record("example.org", "_acme-challenge CNAME token.alias.org."));
    const auto answerLikeTheFirst = world.dns.server("192.0.2.1").records("example.org").last();
    NameSight sight = world.sight();
    QVERIFY(!sight.isComplete);
    world.dns.server("192.0.2.2").records("example.org").append(answerLikeTheFirst);
    QVERIFY(world.sight().isComplete);
    world.dns.server("192.0.2.2").records("example.org").last()
        = test::FakeDns::record("example.org", "_acme-challenge CNAME old.alias.org.");
    sight = world.sight();
    QVERIFY(!sight.isComplete);
    QCOMPARE(stateAt(sight, u"192.0.2.2"_s), SeenState::Other);
}

void TestPropagation::aTextOfAnotherOwnerDoesNotCount()
{
    World world;
    world.putEverywhere(One);
    world.dns.server("192.0.2.2").answers = [](const dns::Query &query) -> std::optional<Result<dns::Message>> {
        if (query.question.type != dns::Type::TXT)
            return std::nullopt;
        dns::Message message;
        message.questions = {query.question};
        message.isAuthoritative = true;
        message.answer = {dns::txtRecord(name("other.example.org"), One, 60)};
        return message;
    };
    QVERIFY(!world.sight().isComplete);
}

// d301 ff.: every server has the value, and the CA's resolver fails all the same.
void TestPropagation::brokenSignaturesAreNotSafe()
{
    World world;
    world.putEverywhere(One);
    world.dns.resolver().answers = [](const dns::Query &query) -> std::optional<Result<dns::Message>> {
        if (query.question.type != dns::Type::TXT || query.flags.checkingDisabled)
            return std::nullopt;
        dns::Message message;
        message.questions = {query.question};
        message.rcode = 2;
        return message;
    };
    const NameSight sight = world.sight();
    QVERIFY(!sight.isComplete);
    QCOMPARE(sight.cause, u"dnssec_bogus"_s);
    QCOMPARE(sight.resolvers.first().state, SeenState::Error);
    QCOMPARE(sight.servers.first().state, SeenState::Seen);
}

void TestPropagation::asksServersThatOnlyTheParentNames()
{
    World world;
    world.putEverywhere(One);
    // The parent still names a server that the zone has forgotten, with an old copy.
    world.dns.server("199.19.56.1").records("org").append(test::FakeDns::record("org", "example NS ns3.example.org."));
    world.dns.server("199.19.56.1").records("org").append(test::FakeDns::record("org", "ns3.example A 192.0.2.3"));
    world.dns.addZone("ns3.test", {"ns3.test=192.0.2.3"});
    auto old = world.dns.server("192.0.2.1").records("example.org");
    old.removeIf([](const dns::Record &record) { return record.type == dns::Type::TXT; });
    world.dns.server("192.0.2.3").zones.insert(name("example.org"), old);
    const NameSight sight = world.sight();
    QCOMPARE(sight.servers.size(), 3);
    QVERIFY(!sight.isComplete);
    QCOMPARE(stateAt(sight, u"192.0.2.3"_s), SeenState::Missing);
}

void TestPropagation::aBrokenServerIsNotSafe_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<SeenState>("state");
    QTest::addColumn<QString>("cause");
    QTest::newRow("silent") << 0 << SeenState::NoAnswer << u"nameserver_timeout"_s;
    QTest::newRow("refuses") << 1 << SeenState::Error << u"delegation_wrong_or_lame"_s;
    QTest::newRow("empty and not authoritative") << 2 << SeenState::Error << u"delegation_wrong_or_lame"_s;
    QTest::newRow("right but not authoritative") << 3 << SeenState::Error << u"delegation_wrong_or_lame"_s;
}

void TestPropagation::aBrokenServerIsNotSafe()
{
    QFETCH(int, fault);
    QFETCH(SeenState, state);
    QFETCH(QString, cause);
    World world;
    world.putEverywhere(One);
    test::FakeDns::Server &server = world.dns.server("192.0.2.2");
    server.isSilent = fault == 0;
    server.refuses = fault == 1;
    server.isLame = fault == 2;
    server.isWithoutAa = fault == 3;
    const NameSight sight = world.sight();
    QVERIFY(!sight.isComplete);
    QCOMPARE(stateAt(sight, u"192.0.2.2"_s), state);
    QCOMPARE(sight.cause, cause);
}

void TestPropagation::anIpv6AddressThatCannotBeReachedFromHereIsSetAside()
{
    World world;
    world.dns.addZone("both.org", {"ns1.both.org=192.0.2.20,2001:db8::20"}, "_acme-challenge TXT \"" + One + '"');
    world.dns.server("2001:db8::20").isUnreachable = true;
    const NameSight sight = world.sight({expected({One}, "_acme-challenge.both.org")});
    QVERIFY(sight.isComplete);
    QCOMPARE(stateAt(sight, u"2001:db8::20"_s), SeenState::NotAsked);
    // Silence is another matter: that server is there and does not work.
    world.dns.server("2001:db8::20").isUnreachable = false;
    world.dns.server("2001:db8::20").isSilent = true;
    QVERIFY(!world.sight({expected({One}, "_acme-challenge.both.org")}).isComplete);
}

void TestPropagation::tellsTheCause_data()
{
    QTest::addColumn<QByteArray>("there");
    QTest::addColumn<SeenState>("state");
    QTest::addColumn<QString>("cause");
    QTest::newRow("nothing") << QByteArray() << SeenState::Missing << u"propagation_too_early"_s;
    QTest::newRow("value of an earlier order") << Old << SeenState::Other << u"stale_txt"_s;
    QTest::newRow("in quotes") << '"' + One + '"' << SeenState::Other << u"txt_value_quoted"_s;
    QTest::newRow("with a blank") << ' ' + One << SeenState::Other << u"txt_value_quoted"_s;
    QTest::newRow("with padding") << One + '=' << SeenState::Other << u"txt_value_quoted"_s;
    QTest::newRow("cut") << One.left(40) << SeenState::Other << u"txt_value_quoted"_s;
    QTest::newRow("small letters") << One.toLower() << SeenState::Other << u"txt_value_quoted"_s;
    QTest::newRow("with the name in front")
        << "_acme-challenge TXT " + One << SeenState::Other << u"txt_value_quoted"_s;
    QTest::newRow("some other text") << QByteArray("v=spf1 -all") << SeenState::Other << u"propagation_too_early"_s;
}

void TestPropagation::tellsTheCause()
{
    QFETCH(QByteArray, there);
    QFETCH(SeenState, state);
    QFETCH(QString, cause);
    World world;
    if (!there.isEmpty())
        world.putEverywhere(there);
    const NameSight sight = world.sight();
    QCOMPARE(stateAt(sight, u"192.0.2.1"_s), state);
    QCOMPARE(sight.cause, cause);
}

void TestPropagation::seesThatTheZoneWasAddedTwice()
{
    World world;
    world.putEverywhere(One, "_acme-challenge.example.org.example.org");
    QCOMPARE(world.sight().cause, u"record_name_doubled"_s);
    QVERIFY(!world.dns.wasAskedRecursively("_acme-challenge.example.org.example.org"));
}

void TestPropagation::seesThatOneValueReplacedTheOther()
{
    World world;
    world.putEverywhere(Two);
    ExpectedRecord wildcard = expected({Two, One});
    wildcard.identifier = u"*.example.org"_s;
    const Look look = world.look({expected({One, Two}), wildcard});
    QCOMPARE(look.names.at(0).cause, u"single_txt_overwritten"_s);
    QVERIFY(!look.names.at(0).servers.first().isOwnValueSeen);
    QVERIFY(look.names.at(1).servers.first().isOwnValueSeen);
}

void TestPropagation::saysWhenThePlaceCannotBeFound()
{
    World world;
    world.dns.addRecord("example.org", "_acme-challenge CNAME loop.example.org.");
    world.dns.addRecord("example.org", "loop CNAME _acme-challenge.example.org.");
    const NameSight sight = world.sight();
    QVERIFY(sight.failure.has_value());
    QVERIFY(!sight.isComplete);
    QCOMPARE(sight.cause, u"cname_conflict_or_alias"_s);
}

void TestPropagation::failsOnlyWhenNothingCouldBeAsked()
{
    World world;
    world.dns.server("198.41.0.4").isUnreachable = true;
    world.dns.resolver().isUnreachable = true;
    const Result<Look> look = world.tryLook({expected()});
    QVERIFY(!look.isOk());
    QCOMPARE(std::get<DnsFailure>(look.failure()).kind, DnsFailure::Kind::NoResolver);
}

void TestPropagation::asksEachServerOnceForNamesThatShareARecord()
{
    World world;
    world.putEverywhere(One);
    world.putEverywhere(Two);
    ExpectedRecord wildcard = expected({Two, One});
    wildcard.identifier = u"*.example.org"_s;
    world.look({expected({One, Two}), wildcard});
    const auto questions = std::count_if(world.dns.asked.cbegin(), world.dns.asked.cend(), [](const dns::Query &query) {
        return query.server.address == QHostAddress(u"192.0.2.1"_s) && query.question.type == dns::Type::TXT
            && query.question.name == name("_acme-challenge.example.org") && !query.flags.recursionDesired;
    });
    QVERIFY2(questions <= 2, "once to find the place, once to look");
}

void TestPropagation::waitsLongerAndLonger()
{
    const QList<std::chrono::milliseconds> expectedWaits{0s, 2s, 3s, 5s, 8s, 13s, 20s, 30s, 30s};
    for (int looks = 0; looks < expectedWaits.size(); ++looks)
        QCOMPARE(waitBeforeLook(looks, 1min), expectedWaits.at(looks));
    QCOMPARE(waitBeforeLook(40, 15min), std::chrono::milliseconds(60s));
}

void TestPropagation::stopsWhenCanceled()
{
    World world;
    world.token.cancel();
    const Result<Look> look = world.tryLook({expected()});
    QVERIFY(!look.isOk() && isCanceled(look.failure()));
}

QTEST_GUILESS_MAIN(TestPropagation)
#include "tst_propagation.moc"
