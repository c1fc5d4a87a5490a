// SPDX-License-Identifier: MIT
// What a preflight finds out about zones, their servers and the place of the record (dns-checks K5 to K23).
#include "checks/preflight.h"
#include "checks/recordprobe.h"
#include "checks/zonefindings.h"

#include "support/fakeclock.h"
#include "support/fakedns.h"

#include <QTest>

#include <functional>

using namespace cw;
using namespace cw::checks;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray OldValue = "x8kQ-7_dG2nLw0RtYbV5sHf3mJcPzA1eUoKiNqXyT4g";

struct World {
    test::FakeDns dns;
    test::FakeClock clock;
    ActivityLog log;
    CancelToken token;

    explicit World(const char *records = "@ CAA 0 issue \"ca.example\"")
    {
        dns.addRoot();
        dns.addZone("org", {"a0.nic.org=199.19.56.1"});
        dns.addZone("example.org", {"ns1.example.org=192.0.2.1", "ns2.example.org=198.51.100.2"}, records);
    }

    QList<NamePreflight> check(const QStringList &texts)
    {
        QList<CheckedName> names;
        for (const QString &text : texts)
            names.append(checkName(text, CaScope::Public).value());
        dns::Resolver resolver(dns, dns.settings(), clock, log);
        return preflight(resolver, names, {{u"ca.example"_s}, {}}, clock, {}, token).names;
    }

    NamePreflight check(const QString &text = u"www.example.org"_s) { return check(QStringList{text}).first(); }

    // At the second server only.
    void spoil(const std::function<void(const dns::Query &, dns::Message &)> &change)
    {
        test::FakeDns *world = &dns;
        dns.server("198.51.100.2").answers = [=](const dns::Query &query) -> std::optional<Result<dns::Message>> {
            dns::Query good = query;
            good.server.address = QHostAddress(u"192.0.2.1"_s);
            CancelToken never;
            Result<dns::Message> message = world->askAll({good}, never).first().message;
            change(query, *message);
            return message;
        };
    }
};

Finding findingOf(const NamePreflight &name, const QString &check, Severity worst = Severity::Warning)
{
    for (const Finding &finding : name.findings) {
        if (finding.check == check && finding.severity == worst)
            return finding;
    }
    return {};
}

} // namespace

class TestSurvey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void warnsOfWhatAServerCannotDo_data();
    void warnsOfWhatAServerCannotDo();
    void sayThatAllIsWellToo();
    void namesTheServerThatLags();
    void showsHowLongNothingIsRemembered();
    void privateNameServersAreSeenByNobodyElse();
    void aWildcardAliasDoesNotTakeTheRecordAway();
    void findsWhatIsThereAlready_data();
    void findsWhatIsThereAlready();
    void aZoneOfItsOwnIsSaid();
    void twoValuesNeedAnOperatorThatKeepsThem();
    void aNameTooLongForTheRecordIsRefused();
};

void TestSurvey::warnsOfWhatAServerCannotDo_data()
{
    using Change = std::function<void(const dns::Query &, dns::Message &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("check");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char *name, const Change &change, const char *check, const char *cause) {
        QTest::newRow(name) << change << QString::fromLatin1(check) << QString::fromLatin1(cause);
    };
    row("EDNS", [](const dns::Query &query, dns::Message &message) {
        if (query.flags.edns && query.question.type == dns::Type::SOA) {
            message.answer.clear();
            message.rcode = 2;
        }
    }, "edns", "caa_servfail_nameserver");
    row("unknown option", [](const dns::Query &query, dns::Message &message) {
        if (query.flags.hasUnknownOption) {
            message.answer.clear();
            message.rcode = 1;
        }
    }, "edns", "caa_servfail_nameserver");
    row("unknown type", [](const dns::Query &query, dns::Message &message) {
        if (query.question.type == dns::Type(65280))
            message.rcode = 4;
    }, "edns", "caa_servfail_nameserver");
    row("TCP", [](const dns::Query &query, dns::Message &message) {
        if (query.carrier == dns::Carrier::TcpOnly) {
            message.answer.clear();
            message.rcode = 5;
        }
    }, "tcp", "caa_servfail_nameserver");
    row("letter case repeated otherwise", [](const dns::Query &, dns::Message &message) {
        message.questions = {{*dns::Name::parse(message.questions.first().name.toString().toLower()),
            message.questions.first().type}};
    }, "case", "case_0x20");
    row("negative answer without SOA", [](const dns::Query &, dns::Message &message) {
        message.authority.clear();
    }, "negative_answer", "caa_servfail_nameserver");
}

void TestSurvey::warnsOfWhatAServerCannotDo()
{
    QFETCH(std::function<void(const dns::Query &, dns::Message &)>, change);
    QFETCH(QString, check);
    QFETCH(QString, cause);
    World world;
    world.spoil(change);
    const NamePreflight name = world.check();
    const Finding finding = findingOf(name, check);
    QCOMPARE(finding.cause, cause);
    QCOMPARE(finding.server, u"ns2.example.org (198.51.100.2)"_s);
    QVERIFY(finding.saw.contains(u"198.51.100.2") && !finding.means.isEmpty() && !finding.todo.isEmpty());
    QVERIFY(!finding.evidence.isEmpty());
    QVERIFY(name.verdict != Verdict::Refused);
}

void TestSurvey::sayThatAllIsWellToo()
{
    World world;
    const NamePreflight name = world.check();
    QCOMPARE(name.verdict, Verdict::Ready);
    for (const char *check : {"edns", "tcp", "case", "negative_answer", "serial", "negative_ttl", "delegation", "servers"})
        QVERIFY2(!findingOf(name, QString::fromLatin1(check), Severity::Ok).saw.isEmpty(), check);
}

void TestSurvey::namesTheServerThatLags()
{
    World world;
    world.spoil([](const dns::Query &query, dns::Message &message) {
        for (dns::Record &record : message.answer) {
            if (query.question.type == dns::Type::SOA)
                record = test::FakeDns::record("example.org", "@ SOA ns1 hostmaster 4294967290 3600 600 86400 300");
        }
    });
    const Finding finding = findingOf(world.check(), u"serial"_s);
    QCOMPARE(finding.server, u"ns2.example.org (198.51.100.2)"_s);
    QVERIFY2(finding.saw.contains(u"7 behind"), qPrintable(finding.saw)); // 1 follows 4294967295 and 0
}

void TestSurvey::showsHowLongNothingIsRemembered()
{
    World world;
    world.spoil([](const dns::Query &, dns::Message &message) {
        for (dns::Record &record : message.authority) {
            if (record.type == dns::Type::SOA) {
                record = test::FakeDns::record("example.org", "@ SOA ns1 hostmaster 1 3600 600 86400 7200");
                record.ttl = 900; // the smaller of both counts
            }
        }
    });
    QVERIFY(findingOf(world.check(), u"negative_ttl"_s, Severity::Info).saw.contains(u"900 second"));
}

void TestSurvey::privateNameServersAreSeenByNobodyElse()
{
    World world;
    world.dns.addZone("inside.org", {"ns.inside.org=10.0.0.53"});
    const NamePreflight name = world.check(u"www.inside.org"_s);
    QCOMPARE(name.verdict, Verdict::Refused);
    QCOMPARE(name.findings.first().check, u"addresses"_s);
}

void TestSurvey::aWildcardAliasDoesNotTakeTheRecordAway()
{
    World world("* CNAME site.example.org.\nsite A 192.0.2.80");
    const NamePreflight name = world.check();
    QCOMPARE(name.findings.first().cause, u"wildcard_cname_swallows"_s);
    QCOMPARE(name.place->owner.toString(), u"_acme-challenge.www.example.org."_s);
    QCOMPARE(name.place->zone.apex.toString(), u"example.org."_s);

    dns::Resolver resolver(world.dns, world.dns.settings(), world.clock, world.log);
    const dns::Name validationName = dns::Name::parse(u"_acme-challenge.www.example.org").value();
    const auto places = publishingPlaces(resolver, {validationName}, world.token);
    QCOMPARE(places.first()->owner, validationName);
}

void TestSurvey::findsWhatIsThereAlready_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QString>("check");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<Severity>("severity");
    QTest::newRow("old value") << "_acme-challenge.www TXT " + OldValue << u"old_values"_s << u"stale_txt"_s
                               << Severity::Warning;
    QTest::newRow("other text") << QByteArray("_acme-challenge.www TXT hello") << u"old_values"_s << QString()
                                << Severity::Info;
    QTest::newRow("zone added twice") << "_acme-challenge.www.example.org TXT " + OldValue << u"misplaced"_s
                                      << u"record_name_doubled"_s << Severity::Warning;
    QTest::newRow("underscore lost") << "acme-challenge.www TXT " + OldValue << u"misplaced"_s
                                     << u"record_name_doubled"_s << Severity::Warning;
    QTest::newRow("wildcard text") << QByteArray("*.www TXT hello") << u"wildcard"_s << QString() << Severity::Info;
    QTest::newRow("managed by a content network")
        << QByteArray("_acme-challenge.www CNAME www.example.org.dcv.cloudflare.com.") << u"alias"_s
        << u"cname_conflict_or_alias"_s << Severity::Warning;
}

void TestSurvey::findsWhatIsThereAlready()
{
    QFETCH(QByteArray, record);
    QFETCH(QString, check);
    QFETCH(QString, cause);
    QFETCH(Severity, severity);
    World world(record.constData());
    world.dns.addZone("com", {"a.gtld-servers.net=192.5.6.30"});
    world.dns.addZone("cloudflare.com", {"ns3.cloudflare.com=162.159.0.33"});
    const Finding finding = findingOf(world.check(), check, severity);
    QVERIFY(!finding.saw.isEmpty());
    QCOMPARE(finding.cause, cause);
}

void TestSurvey::aZoneOfItsOwnIsSaid()
{
    World world;
    world.dns.addZone("_acme-challenge.www.example.org", {"ns.acme.example.org=192.0.2.7"});
    world.dns.addRecord("example.org", "ns.acme A 192.0.2.7");
    const Finding finding = findingOf(world.check(), u"own_zone"_s, Severity::Info);
    QCOMPARE(finding.where, u"_acme-challenge.www.example.org."_s);
}

void TestSurvey::twoValuesNeedAnOperatorThatKeepsThem()
{
    World world;
    world.dns.addZone("duckdns.org", {"ns1.duckdns.org=192.0.2.20"}, "home A 192.0.2.80");
    const auto names = world.check({u"home.duckdns.org"_s, u"*.home.duckdns.org"_s});
    QCOMPARE(findingOf(names.first(), u"one_value"_s).cause, u"single_txt_overwritten"_s);
    QVERIFY(findingOf(world.check(u"home.duckdns.org"_s), u"one_value"_s).saw.isEmpty());
}

void TestSurvey::aNameTooLongForTheRecordIsRefused()
{
    World world;
    const QString label(45, u'x');
    const QString text = QStringList(5, label).join(u'.') + u".example.org"_s;
    QVERIFY(!checkName(text, CaScope::Private));
    QVERIFY(checkName(u"c631tld"_s, CaScope::Any));
    QVERIFY(!checkName(u"localhost"_s, CaScope::Any));
    dns::Resolver resolver(world.dns, world.dns.settings(), world.clock, world.log);
    const NamePreflight name = preflight(resolver, {checkName(text, CaScope::Any).value()}, {{u"ca.example"_s}, {}},
        world.clock, {}, world.token).names.first();
    QCOMPARE(name.verdict, Verdict::Refused);
    QCOMPARE(name.findings.first().check, u"name"_s);
    QCOMPARE(name.caa.decision, CaaDecision::Allowed);
}

QTEST_GUILESS_MAIN(TestSurvey)
#include "tst_survey.moc"
