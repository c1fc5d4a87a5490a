// SPDX-License-Identifier: MIT
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

class TestPropagation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void completeWhenEveryServerHasTheValue();
    void oneLateServerIsEnoughToWait();
    void needsBothValuesOfNameAndWildcard();
    void asksResolversOnlyWhenAllServersHaveTheValue();
    void followsTheAlias();
    void needsTheAliasOnEveryServer();
    void aTextOfAnotherOwnerDoesNotCount();
    void brokenSignaturesAreNotSafe();
    void asksServersThatOnlyTheParentNames();
    void asksAgainAfterASecond();
    void seesAnAliasBesideTheText();
    void saysHowFarASecondaryIsBehind();
    void knowsHowLongItsAbsenceIsRemembered();
    void saysWhenThePlaceCannotBeFound();
    void failsOnlyWhenNothingCouldBeAsked();
    void asksEachServerOnceForNamesThatShareARecord();
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
        .append(FakeDns::record("example.org", "_acme-challenge CNAME token.alias.org."));
    const auto answerLikeTheFirst = world.dns.server("192.0.2.1").records("example.org").last();
    NameSight sight = world.sight();
    QVERIFY(!sight.isComplete);
    world.dns.server("192.0.2.2").records("example.org").append(answerLikeTheFirst);
    QVERIFY(world.sight().isComplete);
    world.dns.server("192.0.2.2").records("example.org").last()
        = FakeDns::record("example.org", "_acme-challenge CNAME old.alias.org.");
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
    world.dns.server("199.19.56.1").records("org").append(FakeDns::record("org", "example NS ns3.example.org."));
    world.dns.server("199.19.56.1").records("org").append(FakeDns::record("org", "ns3.example A 192.0.2.3"));
    world.dns.addZone("ns3.test", {"ns3.test=192.0.2.3"});
    auto old = world.dns.server("192.0.2.1").records("example.org");
    old.removeIf([](const dns::Record &record) { return record.type == dns::Type::TXT; });
    world.dns.server("192.0.2.3").zones.insert(name("example.org"), old);
    const NameSight sight = world.sight();
    QCOMPARE(sight.servers.size(), 3);
    QVERIFY(!sight.isComplete);
    QCOMPARE(stateAt(sight, u"192.0.2.3"_s), SeenState::Missing);
}

void TestPropagation::asksAgainAfterASecond()
{
    World world;
    world.put("192.0.2.1", One);
    world.look();
    QVERIFY(world.clock.sleeps.isEmpty()); // nothing to make sure of
    world.put("192.0.2.2", One);
    QVERIFY(world.look().isComplete());
    QCOMPARE(world.clock.sleeps, QList<std::chrono::milliseconds>{1s});
}

// d195: the server answers TXT with the TXT, everything else with the CNAME beside it.
void TestPropagation::seesAnAliasBesideTheText()
{
    World world;
    world.putEverywhere(One);
    world.dns.server("192.0.2.2").answers = [](const dns::Query &query) -> std::optional<Result<dns::Message>> {
        if (query.question.type != dns::Type::A || query.question.name != name("_acme-challenge.example.org"))
            return std::nullopt;
        dns::Message message;
        message.questions = {query.question};
        message.isAuthoritative = true;
        message.answer = {FakeDns::record("example.org", "_acme-challenge CNAME old.alias.org.")};
        return message;
    };
    const NameSight sight = world.sight();
    QVERIFY(!sight.isComplete);
    QCOMPARE(sight.cause, u"cname_conflict_or_alias"_s);
    QVERIFY(sight.detail.contains(u"old.alias.org"));
}

void TestPropagation::saysHowFarASecondaryIsBehind()
{
    World world;
    world.put("192.0.2.1", One);
    FakeDns::Records &records = world.dns.server("192.0.2.1").records("example.org");
    for (dns::Record &record : records) {
        if (record.type == dns::Type::SOA)
            record = FakeDns::record("example.org", "@ SOA ns1.example.org. hostmaster 4 3600 600 86400 300");
    }
    const NameSight sight = world.sight();
    QCOMPARE(serverAt(sight, "192.0.2.1").behind, 0U);
    QCOMPARE(serverAt(sight, "192.0.2.2").behind, 3U);
    QVERIFY(sight.detail.contains(u"3 behind"));
    QCOMPARE(sight.expectedBy, world.clock.now().addSecs(3600));
}

void TestPropagation::knowsHowLongItsAbsenceIsRemembered()
{
    World world;
    QCOMPARE(world.sight().negativeTtl, std::optional(std::chrono::seconds(300)));
    QVERIFY(!world.sight().waiting);
    ExpectedRecord record = expected();
    record.lastFailure = world.clock.now().addSecs(-100);
    QCOMPARE(world.sight({record}).waiting,
        std::optional(Waiting{world.clock.now().addSecs(200), Waiting::Reason::NegativeAnswer}));
    record.lastFailure = world.clock.now().addSecs(-300);
    QVERIFY(!world.sight({record}).waiting);
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
    QVERIFY2(questions <= 4, "once to find the place, once to look, once to make sure, and in mixed case");
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
