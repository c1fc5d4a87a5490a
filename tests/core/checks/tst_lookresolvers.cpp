// SPDX-License-Identifier: MIT
// What a look asks recursive resolvers and validators' questions, and when: never before all servers have the value.
#include "propagationworld.h"

#include "support/signedworld.h"

using namespace cw;
using namespace cw::checks;
using namespace cw::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

using Answer = std::optional<Result<dns::Message>>;

bool isAboutText(const dns::Query &query)
{
    return query.question.type == dns::Type::TXT;
}

dns::Message emptyAnswer(const dns::Query &query, int rcode)
{
    dns::Message message;
    message.questions = {query.question};
    message.isResponse = message.recursionAvailable = true;
    message.rcode = rcode;
    return message;
}

// A server that only knows that there was nothing, for `ttl` seconds more.
std::function<Answer(const dns::Query &)> remembersNothing(int ttl)
{
    return [ttl](const dns::Query &query) -> Answer {
        if (!isAboutText(query))
            return std::nullopt;
        dns::Message message = emptyAnswer(query, 3);
        const QByteArray soa = "@ " + QByteArray::number(ttl) + " SOA ns1 hostmaster 1 3600 600 86400 300";
        message.authority = {FakeDns::record("example.org", soa)};
        return message;
    };
}

dns::PublicResolver publicResolver(const QString &name, const char *address)
{
    dns::Endpoint endpoint;
    endpoint.address = QHostAddress(QString::fromLatin1(address));
    return {name.toLower(), name, endpoint};
}

// Two public resolvers besides the one of the settings.
struct World : PropagationWorld {
    World()
    {
        dns.addZone("nine.test", {"nine.test=9.9.9.9"});
        dns.addZone("one.test", {"one.test=1.1.1.1"});
        for (const char *address : {"9.9.9.9", "1.1.1.1"}) {
            dns.server(address).answers = [](const dns::Query &query) -> Answer {
                dns::Message message = emptyAnswer(query, 0);
                message.answer = {dns::txtRecord(query.question.name, One, 60)};
                return message;
            };
        }
        settings.publicResolvers = {publicResolver(u"Quad9"_s, "9.9.9.9"), publicResolver(u"Cloudflare"_s, "1.1.1.1")};
    }
};

int recursiveQuestions(const FakeDns &dns)
{
    return int(std::count_if(dns.asked.cbegin(), dns.asked.cend(), [](const dns::Query &query) {
        return query.flags.recursionDesired
            && query.question.name.isAtOrBelow(name("_acme-challenge.example.org"));
    }));
}

} // namespace

class TestLookResolvers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksNobodyBeforeAllServersHaveTheValue();
    void asksAllOfThemInOneBatch();
    void showsHowLongANegativeAnswerIsRemembered_data();
    void showsHowLongANegativeAnswerIsRemembered();
    void aPublicResolverThatCannotBeReachedBlocksNothing();
    void aResolverThatWasJustToldOtherwiseHoldsTheNameBack_data();
    void aResolverThatWasJustToldOtherwiseHoldsTheNameBack();
    void anotherResolverThatSeesItIsEnough();
    void asksBogusZonesTwiceBeforeItBelieves();
    void oneServerWithABrokenSignatureHoldsTheNameBack();
    void signaturesThatHoldAreFine();
};

// The resolvers fail the test when they are asked too early.
void TestLookResolvers::asksNobodyBeforeAllServersHaveTheValue()
{
    World world;
    world.put("192.0.2.1", One);
    for (const char *address : {"192.0.2.53", "9.9.9.9", "1.1.1.1"}) {
        world.dns.server(address).answers = [](const dns::Query &query) -> Answer {
            if (query.question.name.isAtOrBelow(name("_acme-challenge.example.org")))
                QTest::qFail("asked too early", __FILE__, __LINE__);
            return std::nullopt;
        };
    }
    const NameSight sight = world.sight();
    QCOMPARE(sight.resolvers.size(), 3);
    for (const ServerSight &resolver : sight.resolvers)
        QCOMPARE(resolver.state, SeenState::NotAsked);
    QCOMPARE(sight.resolvers.at(1).server, u"Quad9"_s);
}

void TestLookResolvers::asksAllOfThemInOneBatch()
{
    World world;
    world.putEverywhere(One);
    int batch = 0;
    QList<int> batches;
    const auto notes = [&batches, &batch](const dns::Query &query) -> Answer {
        if (isAboutText(query))
            batches.append(batch);
        return std::nullopt;
    };
    world.dns.onAsk = [&batch] { ++batch; };
    world.dns.resolver().answers = notes;
    const NameSight sight = world.sight();
    QVERIFY(sight.isComplete);
    for (const ServerSight &resolver : sight.resolvers)
        QCOMPARE(resolver.state, SeenState::Seen);
    QCOMPARE(recursiveQuestions(world.dns), 3);
    QCOMPARE(batches, QList<int>{batch}); // the last one of all
}

void TestLookResolvers::showsHowLongANegativeAnswerIsRemembered_data()
{
    QTest::addColumn<int>("ttl");
    QTest::addColumn<int>("goneIn");
    QTest::newRow("counted down") << 200 << 200;
    QTest::newRow("no longer than the minimum of the SOA") << 900 << 300;
}

void TestLookResolvers::showsHowLongANegativeAnswerIsRemembered()
{
    QFETCH(int, ttl);
    QFETCH(int, goneIn);
    World world;
    world.putEverywhere(One);
    world.dns.server("9.9.9.9").answers = remembersNothing(ttl);
    const NameSight sight = world.sight();
    QVERIFY(sight.isComplete); // it is somebody's cache, not the CA's
    QCOMPARE(sight.cause, QString());
    QCOMPARE(sight.resolvers.at(1).state, SeenState::Missing);
    QCOMPARE(sight.resolvers.at(1).goneIn, std::optional(std::chrono::seconds(goneIn)));
    QVERIFY(sight.note.contains(u"Quad9"));
}

void TestLookResolvers::aPublicResolverThatCannotBeReachedBlocksNothing()
{
    World world;
    world.putEverywhere(One);
    for (const char *address : {"9.9.9.9", "1.1.1.1"})
        world.dns.server(address).answers = {};
    world.dns.server("9.9.9.9").isUnreachable = true;
    world.dns.server("1.1.1.1").isSilent = true;
    const NameSight sight = world.sight();
    QVERIFY(sight.isComplete);
    QCOMPARE(sight.resolvers.at(1).state, SeenState::NoAnswer);
    QCOMPARE(sight.resolvers.at(2).state, SeenState::NoAnswer);
}

void TestLookResolvers::aResolverThatWasJustToldOtherwiseHoldsTheNameBack_data()
{
    QTest::addColumn<int>("ttl");
    QTest::addColumn<bool>("isHeldBack");
    QTest::newRow("not from a cache") << 0 << true;
    QTest::newRow("from a cache") << 120 << false;
}

void TestLookResolvers::aResolverThatWasJustToldOtherwiseHoldsTheNameBack()
{
    QFETCH(int, ttl);
    QFETCH(bool, isHeldBack);
    PropagationWorld world;
    world.putEverywhere(One);
    world.dns.resolver().answers = remembersNothing(ttl);
    const NameSight sight = world.sight();
    QCOMPARE(sight.isComplete, !isHeldBack);
    QCOMPARE(sight.cause, isHeldBack ? u"split_horizon"_s : QString());
    QCOMPARE(sight.detail.contains(u"192.0.2.53"), isHeldBack);
}

void TestLookResolvers::anotherResolverThatSeesItIsEnough()
{
    World world;
    world.putEverywhere(One);
    world.dns.resolver().rcodes = {{dns::Type::TXT, 2}};
    QVERIFY(world.sight().isComplete);
    world.settings.publicResolvers.clear();
    QVERIFY(!world.sight().isComplete);
}

void TestLookResolvers::asksBogusZonesTwiceBeforeItBelieves()
{
    PropagationWorld world;
    world.putEverywhere(One);
    auto failures = std::make_shared<int>(1);
    world.dns.resolver().answers = [failures](const dns::Query &query) -> Answer {
        if (!isAboutText(query) || query.flags.checkingDisabled || (*failures)-- <= 0)
            return std::nullopt;
        return emptyAnswer(query, 2);
    };
    QVERIFY(world.sight().cause != u"dnssec_bogus"); // it failed once, for another reason
    *failures = 100;
    QCOMPARE(world.sight().cause, u"dnssec_bogus"_s);
}

namespace
{

struct SignedPropagation : SignedWorld {
    FakeClock clock;
    ActivityLog log;
    CancelToken token;

    SignedPropagation()
    {
        dns.addZone("example.org", {"ns1.example.org=192.0.2.1", "ns2.example.org=192.0.2.2"},
            "_acme-challenge TXT \"" + One + '"');
        sign("example.org");
        finish();
    }
    NameSight sight()
    {
        return lookOnce(dns, dns.settings(), {expected()}, clock, log, token).value().names.first();
    }
};

} // namespace

// d296: of two servers one with a broken signature failed once in 25.
void TestLookResolvers::oneServerWithABrokenSignatureHoldsTheNameBack()
{
    SignedPropagation world;
    breakSignatures(
        world.dns.server("192.0.2.2").records("example.org"), "_acme-challenge.example.org", dns::Type::TXT);
    const NameSight sight = world.sight();
    QVERIFY(!sight.isComplete);
    QCOMPARE(sight.cause, u"dnssec_bogus"_s);
    QVERIFY(sight.detail.contains(u"ns2.example.org"));
    QVERIFY(!world.dns.wasAskedRecursively("_acme-challenge.example.org"));
}

void TestLookResolvers::signaturesThatHoldAreFine()
{
    SignedPropagation world;
    const NameSight sight = world.sight();
    QCOMPARE(sight.cause, QString());
    QVERIFY(sight.isComplete);
}

QTEST_GUILESS_MAIN(TestLookResolvers)
#include "tst_lookresolvers.moc"
