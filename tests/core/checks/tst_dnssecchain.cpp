// SPDX-License-Identifier: MIT
#include "inspectorworld.h"

#include <QTest>

using namespace cw;
using namespace cw::checks;
using namespace cw::test;
using namespace Qt::StringLiterals;

using State = DnssecReport::State;

// Zones above, aliases into other zones, many zones in one inspection.
class TestDnssecChain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silentServersOfARegistryAreReplacedByOthers();
    void aBrokenZoneAboveRefuses();
    void aBrokenTopLevelDomainIsNotTheUsersToRepair();
    void aBrokenAliasRefuses();
    void aliasesAreFollowedIntoBrokenZones();
    void aliasesIntoUnsignedZonesOfTheSameServerAreFine();
    void anAliasInAnUnsignedZoneIsFollowedWhenAResolverSaw();
    void aZoneOfItsOwnForTheChallengeIsInspectedWithItsParent();
    void zonesAreAskedOnce();
    void manyZonesShareTheirBatches();
    void canceledSaysNothing();
};

void TestDnssecChain::silentServersOfARegistryAreReplacedByOthers()
{
    InspectedWorld world;
    world.dns.addZone("net", {"a.net=192.0.2.11", "b.net=192.0.2.12", "c.net=192.0.2.13"});
    world.dns.addZone("example.net", {"ns1.example.net=192.0.2.3"}, "www A 192.0.2.80");
    world.sign("example.net", expired());
    world.sign("net");
    world.finish();
    for (const char *address : {"192.0.2.11", "192.0.2.12"}) {
        world.dns.server(address).answers = [](const dns::Query &query) -> std::optional<Result<dns::Message>> {
            if (query.question.type != dns::Type::DS && query.question.type != dns::Type::DNSKEY)
                return std::nullopt;
            return Result<dns::Message>(Failure(DnsFailure{}));
        };
    }
    QCOMPARE(world.inspect({caa(u"www.example.net"_s)}, u"example.net"_s).state, State::Broken);
}

void TestDnssecChain::aBrokenZoneAboveRefuses()
{
    InspectedWorld world;
    world.dns.addZone("sub.example.org", {"ns1.sub.example.org=192.0.2.3"}, "www A 192.0.2.80");
    world.sign("example.org", expired());
    world.finish();
    const DnssecReport report = world.inspect({caa(u"www.sub.example.org"_s)}, u"sub.example.org"_s);
    QCOMPARE(report.findings.size(), 1);
    COMPARE_FINDING(report.findings.first(), Severity::Fail,
        u"The signature of example.org. DNSKEY ended on 2026-11-01 12:30 UTC."_s);
    QVERIFY(report.findings.first().means.startsWith(u"This zone is above sub.example.org."));
    QCOMPARE(report.findings.first().where, u"example.org."_s);
    QCOMPARE(report.refused.size(), 1);
}

void TestDnssecChain::aBrokenTopLevelDomainIsNotTheUsersToRepair()
{
    InspectedWorld world;
    world.sign("example.org");
    world.sign("org", expired());
    world.sign(".");
    const Finding finding = world.inspect(usualQuestions()).findings.first();
    COMPARE_FINDING(finding, Severity::Fail, u"The signature of org. DNSKEY ended on 2026-11-01 12:30 UTC."_s);
    QVERIFY(finding.todo.first().startsWith(u"The fault is not in your zone, but in org."));
}

void TestDnssecChain::aBrokenAliasRefuses()
{
    InspectedWorld world(Well);
    world.dns.changeZone("example.org",
        [](QList<dns::Record> &zone) { test::breakSignatures(zone, "alias.example.org", dns::Type::CNAME); });
    const DnssecReport report = world.inspect({caa(u"alias.example.org"_s)});
    QVERIFY(report.findings.first().saw.startsWith(u"The signature of alias.example.org. CNAME by the key"));
    QCOMPARE(report.findings.first().severity, Severity::Fail);
}

void TestDnssecChain::aliasesAreFollowedIntoBrokenZones()
{
    InspectedWorld world;
    world.dns.addZone("other.org", {"ns1.other.org=192.0.2.3"}, "www A 192.0.2.80");
    world.sign("example.org");
    world.sign("other.org", expired());
    world.finish();
    const DnssecReport report = world.inspect({caa(u"out.example.org"_s), caa(u"www.example.org"_s)});
    QCOMPARE(report.findings.size(), 1);
    COMPARE_FINDING(report.findings.first(), Severity::Fail,
        u"The signature of other.org. DNSKEY ended on 2026-11-01 12:30 UTC."_s);
    QCOMPARE(report.findings.first().where, u"other.org."_s);
    QCOMPARE(report.refused, QList{caa(u"out.example.org"_s).question});
    QCOMPARE(report.state, State::Broken);
}

void TestDnssecChain::aliasesIntoUnsignedZonesOfTheSameServerAreFine()
{
    // The server puts the target's records, which nobody signed, into the same answer.
    InspectedWorld world;
    world.dns.addRecord("example.org", "into CNAME www.sub");
    world.dns.addZone(
        "sub.example.org", {"ns1.example.org=192.0.2.1", "ns2.example.org=192.0.2.2"}, "www A 192.0.2.80");
    world.sign("example.org");
    world.finish();
    const DnssecReport report
        = world.inspect({caa(u"into.example.org"_s), {{nameOf(u"into.example.org"_s), dns::Type::A}}});
    QCOMPARE(report.findings.size(), 1);
    QCOMPARE(report.findings.first().severity, Severity::Ok);
}

void TestDnssecChain::anAliasInAnUnsignedZoneIsFollowedWhenAResolverSaw()
{
    InspectedWorld world;
    world.dns.addZone("other.org", {"ns1.other.org=192.0.2.3"}, "www A 192.0.2.80");
    world.sign("other.org", expired());
    world.finish();
    const DnssecReport report = world.inspect({caa(u"out.example.org"_s, ResolverSaw::Bogus)});
    COMPARE_FINDING(report.findings.first(), Severity::Fail,
        u"The signature of other.org. DNSKEY ended on 2026-11-01 12:30 UTC."_s);
    QCOMPARE(report.state, State::Broken);
}

void TestDnssecChain::aZoneOfItsOwnForTheChallengeIsInspectedWithItsParent()
{
    InspectedWorld world;
    world.dns.removeRecords("example.org", "_acme-challenge.www.example.org", dns::Type::TXT);
    world.dns.addZone("_acme-challenge.www.example.org", {"ns1.dns.org=192.0.2.3"}, "@ TXT \"token\"");
    world.dns.addZone("dns.org", {"ns1.dns.org=192.0.2.4"}, "ns1 A 192.0.2.3");
    world.sign("_acme-challenge.www.example.org");
    world.dns.changeZone("example.org", [](QList<dns::Record> &zone) {
        for (dns::Record &record : zone) {
            if (record.type == dns::Type::DS)
                record.rdata.back() = char(record.rdata.back() ^ 1);
        }
    });
    world.sign("example.org");
    world.finish();
    const QString zone = u"_acme-challenge.www.example.org"_s;
    const Finding finding = world.inspect({txt(zone)}, zone).findings.first();
    QCOMPARE(finding.severity, Severity::Fail);
    QVERIFY2(finding.todo.first().startsWith(u"In the zone example.org., replace the DS record"),
        qPrintable(finding.todo.first()));
    QVERIFY(!world.dns.wasAskedRecursively("_acme-challenge.www.example.org"));
}

void TestDnssecChain::zonesAreAskedOnce()
{
    InspectedWorld world(Well);
    cw::dns::Resolver resolver(world.dns, world.dns.settings(), world.clock, world.log);
    DnssecInspector inspector(resolver, world.clock);
    const dns::Zone zone = resolver.zoneOf(nameOf(u"example.org"_s), world.token).value();
    inspector.inspect(zone, {caa(u"www.example.org"_s)}, world.token);
    const qsizetype before = world.dns.asked.size();
    const int batches = world.dns.batches;
    const DnssecReport again = inspector.inspect(zone, {caa(u"example.org"_s)}, world.token);
    QCOMPARE(again.state, State::Signed);
    QCOMPARE(world.dns.asked.size() - before, 4); // SOA and CAA at two servers
    QCOMPARE(world.dns.batches - batches, 1);
}

void TestDnssecChain::manyZonesShareTheirBatches()
{
    InspectedWorld world;
    world.dns.addZone("other.org", {"ns1.other.org=192.0.2.3"}, "www A 192.0.2.80");
    world.dns.addZone("plain.org", {"ns1.plain.org=192.0.2.4"});
    world.sign("example.org");
    world.sign("other.org", expired());
    world.finish();
    cw::dns::Resolver resolver(world.dns, world.dns.settings(), world.clock, world.log);
    DnssecInspector inspector(resolver, world.clock);
    QList<DnssecInspector::Request> requests;
    for (const QString &zone : {u"example.org"_s, u"other.org"_s, u"plain.org"_s})
        requests.append({resolver.zoneOf(nameOf(zone), world.token).value(), {caa(u"www."_s + zone)}});
    const int batches = world.dns.batches;
    const QList<DnssecReport> reports = inspector.inspectAll(requests, world.token);
    QCOMPARE(reports.at(0).state, State::Signed);
    QCOMPARE(reports.at(1).state, State::Broken);
    QCOMPARE(reports.at(2).state, State::Unsigned);
    QVERIFY2(world.dns.batches - batches <= 2, qPrintable(QString::number(world.dns.batches - batches)));
}

void TestDnssecChain::canceledSaysNothing()
{
    InspectedWorld world(Well);
    cw::dns::Resolver resolver(world.dns, world.dns.settings(), world.clock, world.log);
    DnssecInspector inspector(resolver, world.clock);
    const dns::Zone zone = resolver.zoneOf(nameOf(u"example.org"_s), world.token).value();
    world.token.cancel();
    const DnssecReport report = inspector.inspect(zone, usualQuestions(), world.token);
    QCOMPARE(report.state, State::Unknown);
    QVERIFY(report.findings.isEmpty());
}

QTEST_GUILESS_MAIN(TestDnssecChain)
#include "tst_dnssecchain.moc"
