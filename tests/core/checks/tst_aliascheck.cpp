// SPDX-License-Identifier: MIT
#include "checks/aliascheck.h"

#include "support/fakeclock.h"
#include "support/fakedns.h"

#include <QTest>

#include <functional>

using namespace cw;
using namespace cw::checks;
using namespace Qt::StringLiterals;

namespace
{

struct World {
    test::FakeDns dns;
    test::FakeClock clock;
    ActivityLog log;
    CancelToken token;

    World()
    {
        dns.addRoot();
        dns.addZone("org", {"a0.nic.org=199.19.56.1"});
        dns.addZone("example", {"a.nic.example=199.19.57.1"});
        dns.addZone("example.org", {"ns1.example.org=192.0.2.1", "ns2.example.org=192.0.2.2"}, "www A 192.0.2.80");
        dns.addZone("alias.example", {"ns.alias.example=192.0.2.7"});
    }

    QList<AliasSight> check(const QStringList &identifiers, const AliasChoice &choice)
    {
        dns::Resolver resolver(dns, dns.settings(), clock, log);
        return checkAliases(resolver, planAliases(identifiers, choice).value(), token);
    }
};

AliasChoice byName(const char *zone = "alias.example")
{
    return {dns::Name::parse(QString::fromLatin1(zone)).value(), AliasScheme::Host, AliasVariant::Cname, {}, {}};
}

AliasChoice byServers(const QList<const char *> &servers)
{
    AliasChoice choice{{}, AliasScheme::Host, AliasVariant::NameServers, {}, {}};
    for (const char *server : servers)
        choice.servers.append(dns::Name::parse(QString::fromLatin1(server)).value());
    return choice;
}

constexpr auto GoodAlias = "_acme-challenge.www CNAME org-example-www.alias.example.";

using Change = std::function<void(test::FakeDns &)>;

} // namespace

class TestAliasCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seesWhereTheMainZoneLeads_data();
    void seesWhereTheMainZoneLeads();
    void seesADelegation_data();
    void seesADelegation();
    void looksAtTheTargetBeforeTheMainZoneIsChanged();
    void saysThatAnAliasZoneIsPartOfAnother();
    void warnsOfOneServerThatIsSilent();
    void saysWhatToAddWhereAndWithWhatValue();
    void tellsResolversNothing();
    void asksForManyNamesTogether();
    void saysNothingWhereItMayNotAsk();
};

void TestAliasCheck::seesWhereTheMainZoneLeads_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("severity");
    QTest::addColumn<QString>("said"); // by the worst finding
    const auto row
        = [](const char *name, const Change &change, AliasState state, const char *severity, const char *said) {
              QTest::newRow(name) << change << int(state) << QString::fromLatin1(severity) << QString::fromLatin1(said);
          };
    row(
        "there and right", [](test::FakeDns &dns) { dns.addRecord("example.org", GoodAlias); }, AliasState::Right, "ok",
        "leads _acme-challenge.www.example.org. to org-example-www.alias.example.");
    row(
        "not there", [](test::FakeDns &) {}, AliasState::Missing, "warning", "Nothing leads on");
    row(
        "on one server",
        [](test::FakeDns &dns) {
            dns.server("192.0.2.1").records("example.org").append(test::FakeDns::record("example.org", GoodAlias));
        },
        AliasState::Partly, "warning", "yet: ns2.example.org (192.0.2.2)");
    row(
        "to another name",
        [](test::FakeDns &dns) { dns.addRecord("example.org", "_acme-challenge.www CNAME other.alias.example."); },
        AliasState::Elsewhere, "fail", "CNAME other.alias.example.. It should lead to org-example-www.alias.example.");
    row(
        "to another name on one server",
        [](test::FakeDns &dns) {
            dns.server("192.0.2.1").records("example.org").append(test::FakeDns::record("example.org", GoodAlias));
            dns.server("192.0.2.2")
                .records("example.org")
                .append(test::FakeDns::record("example.org", "_acme-challenge.www CNAME old.alias.example."));
        },
        AliasState::Elsewhere, "fail", "ns2.example.org (192.0.2.2) says: CNAME old.alias.example.");
    row(
        "TXT on the other server",
        [](test::FakeDns &dns) {
            dns.server("192.0.2.1").records("example.org").append(test::FakeDns::record("example.org", GoodAlias));
            dns.server("192.0.2.2")
                .records("example.org")
                .append(test::FakeDns::record("example.org", "_acme-challenge.www TXT \"old\""));
        },
        AliasState::OtherData, "fail", "ns2.example.org (192.0.2.2): TXT");
    row(
        "TXT beside it",
        [](test::FakeDns &dns) {
            // No server does this by itself: one that keeps records in a database does.
            test::FakeDns *world = &dns;
            dns.addRecord("example.org", GoodAlias);
            dns.server("192.0.2.1").answers = [world](const dns::Query &query) -> std::optional<Result<dns::Message>> {
                const dns::Name name = *dns::Name::parse(u"_acme-challenge.www.example.org"_s);
                if (query.question.type != dns::Type::TXT || !(query.question.name == name))
                    return std::nullopt;
                dns::Query good = query;
                good.server.address = QHostAddress(u"192.0.2.2"_s);
                CancelToken never;
                Result<dns::Message> message = world->askAll({good}, never).first().message;
                message->answer = {dns::txtRecord(name, "old", 60)};
                return message;
            };
        },
        AliasState::OtherData, "fail", "CNAME org-example-www.alias.example., TXT");
    row(
        "TXT in its place", [](test::FakeDns &dns) { dns.addRecord("example.org", "_acme-challenge.www TXT \"old\""); },
        AliasState::Missing, "warning", "there are TXT records");
    row(
        "a zone in its place",
        [](test::FakeDns &dns) { dns.addRecord("example.org", "_acme-challenge.www NS ns.alias.example."); },
        AliasState::OtherData, "fail", "NS ns.alias.example.");
    row(
        "a wildcard in its place",
        [](test::FakeDns &dns) { dns.addRecord("example.org", "*.www CNAME cdn.alias.example."); }, AliasState::Missing,
        "warning", "a wildcard leads it to cdn.alias.example.");
    row(
        "a circle",
        [](test::FakeDns &dns) {
            dns.addRecord("example.org", GoodAlias);
            dns.addRecord("alias.example", "org-example-www CNAME _acme-challenge.www.example.org.");
        },
        AliasState::Loop, "fail", "in a circle");
    row(
        "a chain without an end",
        [](test::FakeDns &dns) {
            dns.addRecord("example.org", GoodAlias);
            dns.addRecord("alias.example", "org-example-www CNAME a0.alias.example.");
            for (int i = 0; i < 14; ++i)
                dns.addRecord("alias.example", qPrintable(u"a%1 CNAME a%2.alias.example."_s.arg(i).arg(i + 1)));
        },
        AliasState::Loop, "fail", "more of them than resolvers follow");
    row(
        "servers that do not have the target",
        [](test::FakeDns &dns) {
            dns.addRecord("example.org", GoodAlias);
            dns.server("192.0.2.7").refuses = true;
        },
        AliasState::NotServed, "fail", "");
    row(
        "servers of the target that are silent",
        [](test::FakeDns &dns) {
            dns.addRecord("example.org", GoodAlias);
            dns.server("192.0.2.7").isSilent = true;
        },
        AliasState::NotServed, "fail", "");
    row(
        "one more alias behind it",
        [](test::FakeDns &dns) {
            dns.addRecord("example.org", GoodAlias);
            dns.addRecord("alias.example", "org-example-www CNAME real.alias.example.");
        },
        AliasState::Right, "ok", "");
    row(
        "a main zone whose servers are silent",
        [](test::FakeDns &dns) {
            dns.server("192.0.2.1").isSilent = true;
            dns.server("192.0.2.2").isSilent = true;
        },
        AliasState::Unknown, "fail", "");
}

void TestAliasCheck::seesWhereTheMainZoneLeads()
{
    QFETCH(Change, change);
    QFETCH(int, state);
    QFETCH(QString, severity);
    QFETCH(QString, said);
    World world;
    change(world.dns);
    const AliasSight sight = world.check({u"www.example.org"_s}, byName()).first();
    const Finding worst = sight.findings.value(0);
    QVERIFY2(int(sight.state) == state, qPrintable(aliasStateName(sight.state) + u": "_s + worst.saw));
    QCOMPARE(severityName(worst.severity), severity);
    QVERIFY2(worst.saw.contains(said), qPrintable(worst.saw));
    QCOMPARE(worst.cause.isEmpty(), severity == u"ok");
    QVERIFY(severity == u"ok" || !worst.todo.isEmpty());
}

void TestAliasCheck::seesADelegation_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const Change &change, AliasState state, const char *said) {
        QTest::newRow(name) << change << int(state) << QString::fromLatin1(said);
    };
    const auto addOwnZone = [](test::FakeDns &dns, const QByteArray &servers) {
        dns.addZone("_acme-challenge.www.example.org", {servers});
    };
    row(
        "there and served", [=](test::FakeDns &dns) { addOwnZone(dns, "ns.alias.example=192.0.2.7"); },
        AliasState::Right, "hands _acme-challenge.www.example.org. over to ns.alias.example");
    row(
        "not there", [](test::FakeDns &) {}, AliasState::Missing, "Nothing leads on");
    row(
        "to other servers", [=](test::FakeDns &dns) { addOwnZone(dns, "ns.example.org=192.0.2.9"); },
        AliasState::Elsewhere, "NS ns.example.org.. It should lead to ns.alias.example");
    row(
        "to servers that do not have the zone",
        [](test::FakeDns &dns) { dns.addRecord("example.org", "_acme-challenge.www NS ns.alias.example."); },
        AliasState::NotServed, "");
    row(
        "an alias in its place", [](test::FakeDns &dns) { dns.addRecord("example.org", GoodAlias); },
        AliasState::OtherData, "CNAME org-example-www.alias.example.");
}

void TestAliasCheck::seesADelegation()
{
    QFETCH(Change, change);
    QFETCH(int, state);
    QFETCH(QString, said);
    World world;
    change(world.dns);
    const AliasSight sight = world.check({u"www.example.org"_s}, byServers({"ns.alias.example"})).first();
    const Finding worst = sight.findings.value(0);
    QVERIFY2(int(sight.state) == state, qPrintable(aliasStateName(sight.state) + u": "_s + worst.saw));
    QVERIFY2(worst.saw.contains(said), qPrintable(worst.saw));
    QCOMPARE(sight.mainZone, *dns::Name::parse(u"example.org"_s));
}

void TestAliasCheck::looksAtTheTargetBeforeTheMainZoneIsChanged()
{
    World world;
    const AliasSight sight = world.check({u"www.example.org"_s}, byName("alias.nowhere")).first();
    QCOMPARE(sight.state, AliasState::Missing);
    QCOMPARE(sight.findings.first().check, u"delegation"_s);
    QCOMPARE(sight.findings.first().severity, Severity::Fail);
    QVERIFY(sight.findings.first().saw.contains(u"org-example-www.alias.nowhere"));
    world.dns.addRecord("example.org", "_acme-challenge.www CNAME org-example-www.alias.nowhere.");
    QCOMPARE(world.check({u"www.example.org"_s}, byName("alias.nowhere")).first().state, AliasState::NoTargetZone);
}

void TestAliasCheck::saysThatAnAliasZoneIsPartOfAnother()
{
    World world;
    world.dns.addRecord("example.org", "_acme-challenge.www CNAME org-example-www.acme.alias.example.");
    const AliasSight sight = world.check({u"www.example.org"_s}, byName("acme.alias.example")).first();
    QCOMPARE(sight.state, AliasState::Right);
    QCOMPARE(sight.findings.first().severity, Severity::Info);
    QVERIFY(
        sight.findings.first().saw.contains(u"acme.alias.example. is no zone of its own but a part of alias.example."));
    world.dns.addZone("test", {"a.nic.test=199.19.58.1"}); // the only zone of a closed network
    const AliasSight nowhere = world.check({u"mail.example.org"_s}, byName("alias.test")).first();
    QCOMPARE(nowhere.findings.first().check, u"delegation"_s);
    QCOMPARE(nowhere.findings.first().severity, Severity::Fail);
}

void TestAliasCheck::warnsOfOneServerThatIsSilent()
{
    World world;
    world.dns.addRecord("example.org", GoodAlias);
    world.dns.server("192.0.2.2").isSilent = true;
    const AliasSight sight = world.check({u"www.example.org"_s}, byName()).first();
    QCOMPARE(sight.state, AliasState::Right);
    QCOMPARE(sight.findings.first().severity, Severity::Warning);
    QCOMPARE(sight.findings.first().server, u"ns2.example.org (192.0.2.2)"_s);
}

void TestAliasCheck::saysWhatToAddWhereAndWithWhatValue()
{
    World world;
    const Finding finding = world.check({u"*.www.example.org"_s}, byName()).first().findings.first();
    QCOMPARE(finding.todo,
        QStringList{u"Add to the zone example.org.: _acme-challenge.www 3600 IN CNAME "
                    "org-example-www.alias.example."_s});
    QVERIFY(finding.evidence.first().command.startsWith(u"dig CNAME _acme-challenge.www.example.org. @192.0.2.1"));
}

void TestAliasCheck::tellsResolversNothing()
{
    World world;
    world.dns.addRecord("example.org", GoodAlias);
    world.check({u"www.example.org"_s, u"example.org"_s}, byName());
    world.check({u"www.example.org"_s}, byServers({"ns.alias.example"}));
    QVERIFY(!world.dns.wasAskedRecursively("_acme-challenge.www.example.org"));
    QVERIFY(!world.dns.wasAskedRecursively("_acme-challenge.example.org"));
    QVERIFY(!world.dns.wasAskedRecursively("org-example-www.alias.example"));
}

void TestAliasCheck::asksForManyNamesTogether()
{
    World world;
    QStringList names;
    for (int i = 0; i < 50; ++i)
        names << u"h%1.example.org"_s.arg(i);
    world.check(names.mid(0, 1), byName());
    const int one = world.dns.batches;
    world.dns.batches = 0;
    QCOMPARE(world.check(names, byName()).size(), 50);
    QVERIFY2(world.dns.batches <= one + 1, qPrintable(u"%1 for one, %2 for 50"_s.arg(one).arg(world.dns.batches)));
}

void TestAliasCheck::saysNothingWhereItMayNotAsk()
{
    World world;
    dns::Resolver resolver(world.dns, world.dns.settings(), world.clock, world.log);
    resolver.leaveServersOut();
    const AliasSight sight
        = checkAliases(resolver, planAliases({u"www.example.org"_s}, byName()).value(), world.token).first();
    QCOMPARE(sight.state, AliasState::Unknown);
    QCOMPARE(sight.findings.first().severity, Severity::Unknown);
    QVERIFY(!world.dns.wasAskedRecursively("_acme-challenge.www.example.org"));
}

QTEST_GUILESS_MAIN(TestAliasCheck)
#include "tst_aliascheck.moc"
