// SPDX-License-Identifier: MIT
#include "checks/preflight.h"

#include "support/fakeclock.h"
#include "support/fakedns.h"

#include <QTest>

#include <algorithm>
#include <array>

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
    QList<int> told;
    QList<std::array<int, 3>> advanced; // index, done, of

    explicit World(const char *records = "@ CAA 0 issue \"ca.example\"")
    {
        dns.addRoot();
        dns.addZone("org", {"a0.nic.org=199.19.56.1"});
        dns.addZone("example.org", {"ns1.example.org=192.0.2.1", "ns2.example.org=192.0.2.2"}, records);
    }

    QList<NamePreflight> check(const QStringList &texts)
    {
        QList<CheckedName> names;
        for (const QString &text : texts)
            names.append(checkName(text, CaScope::Public).value());
        dns::Resolver resolver(dns, dns.settings(), clock, log);
        const PreflightProgress progress{[this](int index, const NamePreflight &) { told.append(index); },
            [this](int index, int done, int of) { advanced.append({index, done, of}); }, {}};
        return preflight(resolver, names, {{u"ca.example"_s}, u"https://ca.example/acct/1"_s}, clock, progress, token)
            .names;
    }

    NamePreflight check(const QString &text) { return check(QStringList{text}).first(); }
};

Finding findingOf(const NamePreflight &name, const QString &check)
{
    for (const Finding &finding : name.findings) {
        if (finding.check == check)
            return finding;
    }
    return {};
}

} // namespace

class TestPreflight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHealthyNameIsReady();
    void tellsEachNameAsSoonAsItIsDone();
    void aForbiddingCaaRefuses();
    void anAliasShowsWhereTheRecordBelongs();
    void anAliasLoopRefuses();
    void anAliasIntoNowhereRefuses();
    void aDomainThatIsNotDelegatedRefuses();
    void oneLameServerWarns();
    void onlyLameServersRefuse();
    void serversThatOnlyWeCannotAskWarn();
    void differingNameServerSetsWarn();
    void withoutNetworkNothingIsKnown();
    void neverAsksAResolverForTheValidationName();
    void theWorstIsFirst();
};

void TestPreflight::aHealthyNameIsReady()
{
    World world;
    const NamePreflight name = world.check(u"*.example.org"_s);
    QCOMPARE(name.verdict, Verdict::Ready);
    QCOMPARE(name.place->owner.toString(), u"_acme-challenge.example.org."_s);
    QCOMPARE(name.place->zone.servers.size(), 2);
    QCOMPARE(name.caa.decision, CaaDecision::Allowed);
    QVERIFY(findingOf(name, u"delegation"_s).saw.contains(u"ns1.example.org, ns2.example.org"));
    for (const Finding &finding : name.findings)
        QVERIFY2(finding.severity == Severity::Ok || finding.check == u"dnssec", qPrintable(finding.saw));
}

void TestPreflight::tellsEachNameAsSoonAsItIsDone()
{
    World world;
    QStringList names;
    for (int i = 0; i < 11; ++i)
        names.append(u"n%1.example.org"_s.arg(i));
    QCOMPARE(world.check(names).size(), 11);
    QCOMPARE(world.told, QList<int>({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
    const QList<std::array<int, 3>> &advanced = world.advanced;
    QVERIFY(advanced.contains({0, 0, 4}) && advanced.contains({10, 3, 4}));
    QVERIFY(std::all_of(advanced.begin(), advanced.end(), [](const auto &step) { return step[1] < step[2]; }));
}

void TestPreflight::aForbiddingCaaRefuses()
{
    World world("@ CAA 0 issue \"other.example\"");
    const NamePreflight name = world.check(u"www.example.org"_s);
    QCOMPARE(name.verdict, Verdict::Refused);
    QCOMPARE(name.findings.first().check, u"caa"_s);
}

void TestPreflight::anAliasShowsWhereTheRecordBelongs()
{
    World world("_acme-challenge CNAME token.alias.org.");
    world.dns.addZone("alias.org", {"ns1.alias.org=192.0.2.10"});
    const NamePreflight name = world.check(u"example.org"_s);
    QCOMPARE(name.verdict, Verdict::Ready);
    QCOMPARE(name.place->owner.toString(), u"token.alias.org."_s);
    const Finding alias = findingOf(name, u"alias"_s);
    QCOMPARE(alias.severity, Severity::Info);
    QVERIFY(alias.means.contains(u"alias.org."));
}

void TestPreflight::anAliasLoopRefuses()
{
    World world("_acme-challenge CNAME loop\nloop CNAME _acme-challenge");
    const NamePreflight name = world.check(u"example.org"_s);
    QCOMPARE(name.verdict, Verdict::Refused);
    QVERIFY(!name.place);
    QCOMPARE(name.findings.first().cause, u"cname_conflict_or_alias"_s);
}

void TestPreflight::anAliasIntoNowhereRefuses()
{
    World world("_acme-challenge CNAME token.gone.org.");
    const NamePreflight name = world.check(u"example.org"_s);
    QCOMPARE(name.verdict, Verdict::Refused);
    QCOMPARE(name.findings.first().cause, u"delegation_wrong_or_lame"_s);
    QVERIFY(name.findings.first().saw.contains(u"token.gone.org."));
    QVERIFY(name.findings.first().todo.first().contains(u"_acme-challenge.example.org. is an alias"));
}

void TestPreflight::aDomainThatIsNotDelegatedRefuses()
{
    World world;
    const NamePreflight name = world.check(u"www.nosuchdomain.org"_s);
    QCOMPARE(name.verdict, Verdict::Refused);
    QCOMPARE(name.findings.first().check, u"delegation"_s);
    QVERIFY(name.findings.first().means.contains(u"not registered"));
}

void TestPreflight::oneLameServerWarns()
{
    World world;
    world.dns.server("192.0.2.2").refuses = true;
    const NamePreflight name = world.check(u"example.org"_s);
    QCOMPARE(name.verdict, Verdict::Warning);
    const Finding finding = findingOf(name, u"servers"_s);
    QCOMPARE(finding.server, u"ns2.example.org (192.0.2.2)"_s);
    QVERIFY(finding.saw.contains(u"REFUSED"));
    QCOMPARE(finding.evidence.first().command, u"dig SOA example.org. @192.0.2.2 +norecurse"_s);
}

void TestPreflight::onlyLameServersRefuse()
{
    World world;
    world.dns.server("192.0.2.1").refuses = true;
    world.dns.server("192.0.2.2").refuses = true;
    QCOMPARE(world.check(u"example.org"_s).verdict, Verdict::Refused);
}

void TestPreflight::serversThatOnlyWeCannotAskWarn()
{
    World world;
    for (const char *server : {"192.0.2.1", "192.0.2.2"}) {
        world.dns.server(server).answers = [](const dns::Query &query) -> std::optional<Result<dns::Message>> {
            if (query.question.type != dns::Type::SOA)
                return std::nullopt;
            return Result<dns::Message>(Failure(DnsFailure())); // no answer
        };
    }
    const NamePreflight name = world.check(u"example.org"_s);
    QVERIFY(name.verdict != Verdict::Refused);
}

void TestPreflight::differingNameServerSetsWarn()
{
    World world;
    world.dns.removeRecords("example.org", "example.org", dns::Type::NS);
    world.dns.addRecord("example.org", "@ NS ns1.example.org.");
    const NamePreflight name = world.check(u"example.org"_s);
    QCOMPARE(name.verdict, Verdict::Warning);
    QVERIFY(findingOf(name, u"delegation"_s).saw.contains(u"ns1.example.org, ns2.example.org"));
}

void TestPreflight::withoutNetworkNothingIsKnown()
{
    World world;
    world.dns.resolver().isUnreachable = true;
    world.dns.server("198.41.0.4").isUnreachable = true;
    const NamePreflight name = world.check(u"example.org"_s);
    QCOMPARE(name.verdict, Verdict::Unknown);
    for (const Finding &finding : name.findings)
        QCOMPARE(finding.severity, Severity::Unknown);
}

void TestPreflight::neverAsksAResolverForTheValidationName()
{
    World world("_acme-challenge CNAME token.gone.org.");
    world.check({u"example.org"_s, u"www.example.org"_s, u"x.nosuchdomain.org"_s});
    for (const char *name : {"_acme-challenge.example.org", "_acme-challenge.www.example.org",
             "_acme-challenge.x.nosuchdomain.org", "token.gone.org"})
        QVERIFY2(!world.dns.wasAskedRecursively(name), name);
}

void TestPreflight::theWorstIsFirst()
{
    World world("@ CAA 0 issue \";\"");
    world.dns.server("192.0.2.2").isSilent = true;
    const NamePreflight name = world.check(u"example.org"_s);
    QCOMPARE(name.findings.at(0).severity, Severity::Fail);
    QCOMPARE(name.findings.at(1).severity, Severity::Warning);
}

QTEST_GUILESS_MAIN(TestPreflight)
#include "tst_preflight.moc"
