// SPDX-License-Identifier: MIT
// What name servers themselves say about CAA: differences between them, old answers in caches, and why look-ups fail.
#include "checks/caa.h"

#include "support/fakeclock.h"
#include "support/fakedns.h"

#include <QTest>

#include <functional>

using namespace cw;
using namespace cw::checks;
using namespace Qt::StringLiterals;

namespace
{

constexpr int ServFail = 2;
constexpr int NotImplemented = 4;
constexpr int Refused = 5;

struct World {
    test::FakeDns dns;
    test::FakeClock clock;
    ActivityLog log;
    CancelToken token;

    explicit World(const char *records)
    {
        dns.addRoot();
        dns.addZone("org", {"a0.nic.org=199.19.56.1"});
        dns.addZone("example.org", {"ns1.example.org=192.0.2.1", "ns2.example.org=192.0.2.2"}, records);
    }

    CaaVerdict check(const QString &name = u"www.example.org"_s)
    {
        dns::Resolver resolver(dns, dns.settings(), clock, log);
        return checkCaa(resolver, {name}, {{u"ca.example"_s}, u"https://ca.example/acct/1"_s}, token).first();
    }

    // What the resolver answers for CAA at this name; else it reads the zones.
    void resolverSays(const QString &name, int rcode, const QList<dns::Record> &answer = {}, bool alsoUnchecked = true)
    {
        const dns::Name at = dns::Name::parse(name).value();
        dns.resolver().answers = [=](const dns::Query &query) -> std::optional<Result<dns::Message>> {
            if (query.question.name != at || query.question.type != dns::Type::CAA
                || (!alsoUnchecked && query.flags.checkingDisabled))
                return std::nullopt;
            dns::Message message;
            message.questions = {query.question};
            message.rcode = rcode;
            message.answer = answer;
            return message;
        };
    }

    void bothServers(const std::function<void(test::FakeDns::Server &)> &change)
    {
        change(dns.server("192.0.2.1"));
        change(dns.server("192.0.2.2"));
    }
};

// Answers to CAA questions alone, when `changes` says something about them.
auto forCaa(const std::function<std::optional<Result<dns::Message>>(const dns::Query &)> &answer)
{
    return [answer](const dns::Query &query) -> std::optional<Result<dns::Message>> {
        return query.question.type == dns::Type::CAA ? answer(query) : std::nullopt;
    };
}

Result<dns::Message> withRcode(const dns::Query &query, int rcode)
{
    dns::Message message;
    message.questions = {query.question};
    message.isAuthoritative = true;
    message.rcode = rcode;
    return message;
}

Failure noAnswer(DnsFailure::Kind kind)
{
    DnsFailure failure;
    failure.kind = kind;
    return failure;
}

} // namespace

class TestCaaServers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneServerThatForbidsDecides();
    void differencesWithoutEffectAreANote();
    void oneBrokenServerDoesNotMatter();
    void aForbiddingSetThatIsOnlyInACacheDoesNotForbid();
    void aNewSetThatTheCacheHasNotYetForbids();
    void serversOfPublicSuffixesAreNotAsked();
    void tellsWhyALookupFails_data();
    void tellsWhyALookupFails();
    void followsTheAliasToTheFault();
    void aZoneAboveTheOwnThatNobodyServesIsNamed();
};

void TestCaaServers::oneServerThatForbidsDecides()
{
    World world("@ CAA 0 issue \"ca.example\"");
    world.dns.server("192.0.2.2").records("example.org").append(
        test::FakeDns::record("example.org", "www CAA 0 issue \"other.example\""));
    const CaaVerdict verdict = world.check();
    QCOMPARE(verdict.decision, CaaDecision::Forbidden);
    QCOMPARE(verdict.owner.toString(), u"www.example.org."_s);
    QCOMPARE(verdict.finding.cause, u"caa_forbids"_s);
    QCOMPARE(verdict.finding.server, u"ns2.example.org (192.0.2.2)"_s);
    QVERIFY(verdict.finding.saw.contains(u"other.example"));
    QVERIFY(!verdict.finding.evidence.isEmpty());
}

void TestCaaServers::differencesWithoutEffectAreANote()
{
    World world("@ CAA 0 issue \"ca.example\"");
    world.dns.server("192.0.2.2").records("example.org").append(
        test::FakeDns::record("example.org", "@ CAA 0 iodef \"mailto:a@example.org\""));
    const CaaVerdict verdict = world.check();
    QCOMPARE(verdict.decision, CaaDecision::Allowed);
    QCOMPARE(verdict.notes.size(), 1);
    QCOMPARE(verdict.notes.first().severity, Severity::Warning);
}

void TestCaaServers::oneBrokenServerDoesNotMatter()
{
    World world("@ CAA 0 issue \"ca.example\"");
    world.dns.server("192.0.2.2").rcodes.insert(dns::Type::CAA, ServFail);
    const CaaVerdict verdict = world.check();
    QCOMPARE(verdict.decision, CaaDecision::Allowed);
    QVERIFY(verdict.notes.isEmpty());
}

void TestCaaServers::aForbiddingSetThatIsOnlyInACacheDoesNotForbid()
{
    World world("@ CAA 0 issue \"ca.example\"");
    world.resolverSays(
        u"example.org"_s, 0, {test::FakeDns::record("example.org", "@ CAA 0 issue \"old.example\"")});
    const CaaVerdict verdict = world.check();
    QCOMPARE(verdict.decision, CaaDecision::Allowed);
    QCOMPARE(verdict.records, QStringList{u"0 issue \"ca.example\""_s});
    QCOMPARE(verdict.notes.size(), 1);
    QVERIFY(verdict.notes.first().saw.contains(u"old.example"));
}

void TestCaaServers::aNewSetThatTheCacheHasNotYetForbids()
{
    World world("www CAA 0 issue \";\"");
    world.resolverSays(u"www.example.org"_s, 0);
    QCOMPARE(world.check().decision, CaaDecision::Forbidden);
}

void TestCaaServers::serversOfPublicSuffixesAreNotAsked()
{
    World world("");
    world.check();
    for (const dns::Query &query : std::as_const(world.dns.asked))
        QVERIFY(query.question.type != dns::Type::CAA || query.server.address != QHostAddress(u"199.19.56.1"_s));
}

void TestCaaServers::tellsWhyALookupFails_data()
{
    QTest::addColumn<std::function<void(World &)>>("fault");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("says"); // a part of the meaning
    const auto row = [](const char *name, const std::function<void(World &)> &fault, const char *cause,
                         const char *says) {
        QTest::newRow(name) << fault << QString::fromLatin1(cause) << QString::fromUtf8(says);
    };
    const auto atServers = [](const std::function<std::optional<Result<dns::Message>>(const dns::Query &)> &answer) {
        return [answer](World &world) {
            world.bothServers([&](test::FakeDns::Server &server) { server.answers = forCaa(answer); });
        };
    };
    row("type unknown", atServers([](const dns::Query &query) { return withRcode(query, NotImplemented); }),
        "caa_servfail_nameserver", "with NOTIMP");
    row("type refused", atServers([](const dns::Query &query) { return withRcode(query, Refused); }),
        "caa_servfail_nameserver", "with REFUSED");
    row("questions dropped", atServers([](const dns::Query &) { return noAnswer(DnsFailure::Kind::NoAnswer); }),
        "nameserver_timeout", "something drops them");
    row("garbage", atServers([](const dns::Query &) { return noAnswer(DnsFailure::Kind::Malformed); }),
        "caa_servfail_nameserver", "no DNS message");
    row("empty without SOA", atServers([](const dns::Query &query) { return withRcode(query, 0); }),
        "caa_servfail_nameserver", "without the SOA record");
    row("EDNS", atServers([](const dns::Query &query) -> std::optional<Result<dns::Message>> {
        if (!query.flags.edns)
            return std::nullopt;
        return withRcode(query, ServFail);
    }),
        "caa_servfail_nameserver", "only questions without EDNS");
    row("letter case", atServers([](const dns::Query &query) -> std::optional<Result<dns::Message>> {
        const QByteArray wire = query.question.name.toWire();
        if (wire == wire.toLower())
            return std::nullopt;
        return withRcode(query, Refused);
    }),
        "case_0x20", "capital letters");
    row("truncated", atServers([](const dns::Query &query) -> std::optional<Result<dns::Message>> {
        Result<dns::Message> message = withRcode(query, 0);
        message->isTruncated = true;
        return message;
    }),
        "caa_servfail_nameserver", "over TCP there is none");
    row("lame", [](World &world) {
        world.bothServers([](test::FakeDns::Server &server) { server.refuses = true; });
    }, "delegation_wrong_or_lame", "do not serve the zone");
    row("nothing", [](World &) {}, "caa_servfail_nameserver", "answers well now");
}

void TestCaaServers::tellsWhyALookupFails()
{
    QFETCH(std::function<void(World &)>, fault);
    QFETCH(QString, cause);
    QFETCH(QString, says);
    World world("www A 192.0.2.80");
    world.resolverSays(u"www.example.org"_s, ServFail);
    fault(world);
    const CaaVerdict verdict = world.check();
    QCOMPARE(verdict.decision, CaaDecision::Error);
    QCOMPARE(verdict.finding.severity, Severity::Fail);
    QCOMPARE(verdict.finding.cause, cause);
    QVERIFY2(verdict.finding.means.contains(says), qPrintable(verdict.finding.means));
    QVERIFY(!verdict.finding.means.contains(u'%') && !verdict.finding.todo.join(u' ').contains(u'%'));
    QVERIFY(!verdict.finding.todo.isEmpty());
}

void TestCaaServers::followsTheAliasToTheFault()
{
    World world("www CNAME cdn.lame.org.");
    world.dns.addZone("lame.org", {"ns.lame.org=192.0.2.9"});
    world.dns.server("192.0.2.9").refuses = true;
    world.resolverSays(u"www.example.org"_s, ServFail);
    const CaaVerdict verdict = world.check();
    QCOMPARE(verdict.finding.cause, u"delegation_wrong_or_lame"_s);
    QVERIFY2(verdict.finding.means.contains(u"cdn.lame.org."), qPrintable(verdict.finding.means));
}

void TestCaaServers::aZoneAboveTheOwnThatNobodyServesIsNamed()
{
    World world("");
    world.dns.addZone("sub.example.org", {"ns1.sub.example.org=192.0.2.7"});
    world.bothServers([](test::FakeDns::Server &server) {
        server.answers = [](const dns::Query &query) -> std::optional<Result<dns::Message>> {
            if (query.question.name.isAtOrBelow(dns::Name::parse(u"sub.example.org").value()))
                return std::nullopt;
            return withRcode(query, Refused);
        };
    });
    world.resolverSays(u"example.org"_s, ServFail);
    const CaaVerdict verdict = world.check(u"www.sub.example.org"_s);
    QCOMPARE(verdict.owner.toString(), u"example.org."_s);
    QCOMPARE(verdict.finding.cause, u"caa_parent_or_tld_failure"_s);
}

QTEST_GUILESS_MAIN(TestCaaServers)
#include "tst_caaservers.moc"
