// SPDX-License-Identifier: MIT
#include "inspectorworld.h"

#include <QTest>

using namespace cw;
using namespace cw::checks;
using namespace cw::test;
using namespace Qt::StringLiterals;

using State = DnssecReport::State;

// What is wrong with a zone, told apart.
class TestDnssecInspector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHealthyZoneIsSaidToBeSigned_data();
    void aHealthyZoneIsSaidToBeSigned();
    void anUnsignedZoneHasNothingThatCouldBeWrong();
    void aSignedZoneWithoutDsIsTakenForUnsigned();
    void unknownAlgorithmsAreTakenForUnsigned();
    void aDsForAnUnsignedZoneRefuses();
    void aDsOfAnotherKeyRefusesAndPrintsTheRightOne();
    void aDsWithAnotherDigestRefuses();
    void keysThatNobodyHandsOutWarn();
    void expiredSignaturesRefuse();
    void signaturesOfTomorrowRefuse();
    void aBrokenSignatureRefusesOnlyItsAnswer();
    void anAnswerWithoutSignatureRefuses();
    void theEmptyAnswerBugRefusesAndNamesTheWayAround();
    void aBitmapThatContradictsRefuses();
    void aWildcardWithoutProofRefuses();
    void aBrokenSoaRefusesEveryEmptyAnswer();
};

void TestDnssecInspector::aHealthyZoneIsSaidToBeSigned_data()
{
    QTest::addColumn<bool>("withNsec3");
    QTest::addColumn<bool>("withOptOut");
    QTest::newRow("NSEC") << false << false;
    QTest::newRow("NSEC3") << true << false;
    QTest::newRow("NSEC3 with opt-out") << true << true;
}

void TestDnssecInspector::aHealthyZoneIsSaidToBeSigned()
{
    QFETCH(bool, withNsec3);
    QFETCH(bool, withOptOut);
    ZoneSigner::How how;
    how.withNsec3 = withNsec3;
    how.withOptOut = withOptOut;
    InspectedWorld world(how);
    const DnssecReport report = world.inspect(usualQuestions()
        + QList{caa(u"no.where.example.org"_s), txt(u"a.wild.example.org"_s), caa(u"a.wild.example.org"_s),
            caa(u"alias.example.org"_s), caa(u"out.example.org"_s), caa(u"wild.example.org"_s)});
    QCOMPARE(report.findings.size(), 1);
    COMPARE_FINDING(report.findings.first(), Severity::Ok,
        u"example.org. is signed; its keys fit the zone above, and every answer that was looked at has a good "
        u"signature or "
        "proof."_s);
    QCOMPARE(report.findings.first().cause, QString());
    QCOMPARE(report.state, State::Signed);
    QVERIFY(report.refused.isEmpty());
}

void TestDnssecInspector::anUnsignedZoneHasNothingThatCouldBeWrong()
{
    InspectedWorld world;
    world.finish();
    const DnssecReport report = world.inspect(usualQuestions());
    QCOMPARE(report.findings.size(), 1);
    COMPARE_FINDING(report.findings.first(), Severity::Info, u"example.org. is not signed with DNSSEC."_s);
    QCOMPARE(report.state, State::Unsigned);
    for (const dns::Query &query : world.dns.asked)
        QVERIFY(query.question.type != dns::Type::CAA && query.question.type != dns::Type::TXT);
}

void TestDnssecInspector::aSignedZoneWithoutDsIsTakenForUnsigned()
{
    InspectedWorld world;
    world.sign("example.org", expired(), SignedWorld::Ds::Forget);
    world.finish();
    const DnssecReport report = world.inspect(usualQuestions());
    QCOMPARE(report.findings.size(), 1);
    COMPARE_FINDING(report.findings.first(), Severity::Info,
        u"example.org. has keys and signatures, but no DS record at its parent."_s);
    QCOMPARE(report.state, State::Unsigned);
}

void TestDnssecInspector::unknownAlgorithmsAreTakenForUnsigned()
{
    InspectedWorld world;
    world.sign("example.org", expired());
    world.dns.changeZone("org", [](QList<dns::Record> &zone) {
        for (dns::Record &record : zone) {
            if (record.type == dns::Type::DS)
                record.rdata[2] = char(200);
        }
    });
    world.finish();
    const DnssecReport report = world.inspect(usualQuestions());
    QCOMPARE(report.findings.size(), 1);
    COMPARE_FINDING(report.findings.first(), Severity::Info,
        u"The DS records of example.org. are of algorithms or digests that resolvers do not know."_s);
    QCOMPARE(report.state, State::Unsigned);
}

void TestDnssecInspector::aDsForAnUnsignedZoneRefuses()
{
    InspectedWorld world(Well);
    world.dns.changeZone("example.org", [](QList<dns::Record> &zone) { test::removeAllSignatures(zone); });
    const DnssecReport report = world.inspect(usualQuestions());
    QCOMPARE(report.findings.size(), 1);
    const Finding finding = report.findings.first();
    COMPARE_FINDING(finding, Severity::Fail,
        u"A DS record at the parent says that example.org. is signed, but the zone has no keys (DNSKEY)."_s);
    QCOMPARE(finding.cause, u"dnssec_bogus"_s);
    QCOMPARE(finding.where, u"example.org."_s);
    QVERIFY(finding.todo.first().contains(u"remove its DS record at the registrar"));
    QCOMPARE(finding.evidence.first().command, u"dig DNSKEY example.org. @192.0.2.1 +norecurse +dnssec"_s);
    QCOMPARE(finding.evidence.first().result, u"no DNSKEY"_s);
    QCOMPARE(report.state, State::Broken);
    QCOMPARE(report.refused.size(), 3);
}

void TestDnssecInspector::aDsOfAnotherKeyRefusesAndPrintsTheRightOne()
{
    InspectedWorld world;
    world.sign("example.org");
    world.signer.changeKey("example.org");
    world.dns.changeZone("example.org", [](QList<dns::Record> &zone) { test::removeAllSignatures(zone); });
    world.sign("example.org", {}, SignedWorld::Ds::Forget);
    world.finish();
    const DnssecReport report = world.inspect(usualQuestions());
    QCOMPARE(report.findings.size(), 1);
    const Finding finding = report.findings.first();
    QVERIFY2(
        finding.saw.startsWith(u"The DS record of example.org. at its parent names the key "), qPrintable(finding.saw));
    QVERIFY2(finding.saw.endsWith(u", which the zone does not have."), qPrintable(finding.saw));
    QCOMPARE(finding.severity, Severity::Fail);
    const QString right = toText(world.signer.dsFor("example.org")).section(u' ', 4).toLower();
    QVERIFY2(finding.todo.first().contains(right.section(u' ', 0, 2)), qPrintable(finding.todo.first()));
    QVERIFY(finding.todo.first().toLower().remove(u' ').contains(right.section(u' ', 3).remove(u' ').left(60)));
}

void TestDnssecInspector::aDsWithAnotherDigestRefuses()
{
    InspectedWorld world;
    world.sign("example.org");
    world.dns.changeZone("org", [](QList<dns::Record> &zone) {
        for (dns::Record &record : zone) {
            if (record.type == dns::Type::DS)
                record.rdata.back() = char(record.rdata.back() ^ 1);
        }
    });
    world.finish();
    const Finding finding = world.inspect(usualQuestions()).findings.first();
    QVERIFY2(finding.saw.endsWith(u", but its digest is not that of the key."), qPrintable(finding.saw));
    QCOMPARE(finding.severity, Severity::Fail);
}

void TestDnssecInspector::keysThatNobodyHandsOutWarn()
{
    InspectedWorld world(Well);
    for (const char *address : {"192.0.2.1", "192.0.2.2"})
        world.dns.server(address).rcodes.insert(dns::Type::DNSKEY, 2);
    const DnssecReport report = world.inspect(usualQuestions());
    COMPARE_FINDING(report.findings.first(), Severity::Warning,
        u"A DS record at the parent says that example.org. is signed, but none of its servers answers the question for "
        u"its "
        "keys (DNSKEY)."_s);
    QCOMPARE(report.findings.first().evidence.first().result, u"SERVFAIL"_s);
    QCOMPARE(report.state, State::Unknown);
    QCOMPARE(world.inspect({caa(u"www.example.org"_s, ResolverSaw::Bogus)}).findings.first().severity, Severity::Fail);
}

void TestDnssecInspector::expiredSignaturesRefuse()
{
    InspectedWorld world(expired());
    const DnssecReport report = world.inspect(usualQuestions());
    QCOMPARE(report.findings.size(), 1);
    COMPARE_FINDING(report.findings.first(), Severity::Fail,
        u"The signature of example.org. DNSKEY ended on 2026-11-01 12:30 UTC."_s);
    QVERIFY(report.findings.first().evidence.first().result.contains(u"2026-10-02 12:30 UTC to 2026-11-01 12:30 UTC"));
    QVERIFY(report.findings.first().todo.first().contains(u"Sign the zone example.org. anew"));
    QCOMPARE(report.refused.size(), 3);
}

void TestDnssecInspector::signaturesOfTomorrowRefuse()
{
    ZoneSigner::How how;
    how.from = QDateTime(QDate(2026, 12, 1), QTime(0, 0), Qt::UTC);
    how.until = QDateTime(QDate(2027, 1, 1), QTime(0, 0), Qt::UTC);
    InspectedWorld world(how);
    const DnssecReport report = world.inspect(usualQuestions());
    QCOMPARE(report.findings.size(), 1);
    COMPARE_FINDING(report.findings.first(), Severity::Fail,
        u"The signature of example.org. DNSKEY is valid only from 2026-12-01 00:00 UTC on."_s);
}

void TestDnssecInspector::aBrokenSignatureRefusesOnlyItsAnswer()
{
    InspectedWorld world(Well);
    world.dns.changeZone("example.org", [](QList<dns::Record> &zone) {
        test::breakSignatures(zone, "_acme-challenge.www.example.org", dns::Type::TXT);
    });
    const DnssecReport report = world.inspect(usualQuestions());
    QCOMPARE(report.findings.size(), 1);
    const Finding finding = report.findings.first();
    QVERIFY2(finding.saw.startsWith(u"The signature of _acme-challenge.www.example.org. TXT by the key "),
        qPrintable(finding.saw));
    QCOMPARE(finding.severity, Severity::Fail);
    QCOMPARE(finding.where, u"_acme-challenge.www.example.org."_s);
    QCOMPARE(finding.server, QString());
    QCOMPARE(report.state, State::Broken);
    QCOMPARE(report.refused, QList{usualQuestions().at(2).question});
}

void TestDnssecInspector::anAnswerWithoutSignatureRefuses()
{
    InspectedWorld world(Well);
    world.dns.changeZone("example.org", [](QList<dns::Record> &zone) {
        test::removeSignatures(zone, "_acme-challenge.www.example.org", dns::Type::TXT);
    });
    COMPARE_FINDING(world.inspect(usualQuestions()).findings.first(), Severity::Fail,
        u"_acme-challenge.www.example.org. TXT comes without a signature, although the zone example.org. is signed."_s);
}

void TestDnssecInspector::theEmptyAnswerBugRefusesAndNamesTheWayAround()
{
    for (const ZoneSigner::How &how : {ZoneSigner::How(), nsec3()}) {
        InspectedWorld world(how);
        world.dns.changeZone("example.org", [](QList<dns::Record> &zone) {
            test::removeType(zone, dns::Type::NSEC);
            test::removeType(zone, dns::Type::NSEC3);
        });
        const DnssecReport report = world.inspect(usualQuestions());
        QCOMPARE(report.findings.size(), 1);
        COMPARE_FINDING(report.findings.first(), Severity::Fail,
            u"The answer that there is no www.example.org. CAA, example.org. CAA comes without a proof (NSEC or NSEC3 "
            "records)."_s);
        QCOMPARE(report.findings.first().evidence.first().result, u"no NSEC, no NSEC3"_s);
        QVERIFY(report.findings.first().todo.at(1).contains(u"publish a CAA record at www.example.org."));
        QCOMPARE(report.refused.size(), 2); // the TXT record is fine
    }
}

void TestDnssecInspector::aBitmapThatContradictsRefuses()
{
    InspectedWorld world;
    world.dns.addRecord("example.org", "www CAA 0 issue \"ca.example\"");
    world.sign("example.org");
    world.finish();
    world.dns.changeZone("example.org", [](QList<dns::Record> &zone) { test::removeType(zone, dns::Type::CAA); });
    COMPARE_FINDING(world.inspect(usualQuestions()).findings.first(), Severity::Fail,
        u"The answer says that there is no www.example.org. CAA, but the NSEC or NSEC3 record in it says that there is."_s);
}

void TestDnssecInspector::aWildcardWithoutProofRefuses()
{
    InspectedWorld world(Well);
    world.dns.changeZone("example.org", [](QList<dns::Record> &zone) { test::removeType(zone, dns::Type::NSEC); });
    const Finding finding = world.inspect({txt(u"a.wild.example.org"_s)}).findings.first();
    COMPARE_FINDING(finding, Severity::Fail,
        u"A wildcard made the answer for a.wild.example.org. TXT, but nothing in it proves that there is no nearer name."_s);
}

void TestDnssecInspector::aBrokenSoaRefusesEveryEmptyAnswer()
{
    InspectedWorld world(Well);
    world.dns.changeZone(
        "example.org", [](QList<dns::Record> &zone) { test::breakSignatures(zone, "example.org", dns::Type::SOA); });
    const DnssecReport report = world.inspect(usualQuestions());
    QVERIFY(report.findings.first().saw.startsWith(u"The signature of example.org. SOA by the key "));
    QCOMPARE(report.findings.first().severity, Severity::Fail);
    QCOMPARE(report.refused.size(), 2);
    QCOMPARE(world.inspect({usualQuestions().last()}).findings.first().severity,
        Severity::Warning); // the TXT record is fine
}

QTEST_GUILESS_MAIN(TestDnssecInspector)
#include "tst_dnssecinspector.moc"
