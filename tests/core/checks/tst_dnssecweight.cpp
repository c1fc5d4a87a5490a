// SPDX-License-Identifier: MIT
#include "inspectorworld.h"

#include <QTest>

using namespace cw;
using namespace cw::checks;
using namespace cw::test;
using namespace Qt::StringLiterals;

using State = DnssecReport::State;

// How much a fault weighs: time, other servers, what a resolver saw, what is needed.
class TestDnssecWeight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signaturesThatJustEndedWarn();
    void signaturesThatEndSoonWarn();
    void shortSignaturesDoNotEndTooSoon();
    void theClockIsBlamedWhenEverythingIsOld();
    void theClockIsBlamedWhenAResolverTakesThem();
    void aResolverThatStillTakesItMakesItAWarning();
    void saysWhenAResolverSawWhatIsNotThere();
    void aServerWithoutSignaturesAmongOthersWarns();
    void aServerWithOldSignaturesAmongOthersWarns();
    void oneBadServerRefusesWhenAResolverSaw();
    void aSilentServerIsNotDnssecsFault();
    void anEmptyAnswerThatIsReplacedLaterWarns();
    void answersThatAreNotNeededWarn();
    void withoutTheRootNobodyVouches();
    void withoutAnAnswerAboutKeysNothingIsKnown();
};

void TestDnssecWeight::signaturesThatJustEndedWarn()
{
    InspectedWorld world(until(QDateTime(QDate(2026, 11, 22), QTime(13, 30), Qt::UTC))); // half an hour ago
    const DnssecReport report = world.inspect(usualQuestions());
    COMPARE_FINDING(report.findings.first(), Severity::Warning,
        u"The signature of example.org. DNSKEY ended on 2026-11-22 13:30 UTC."_s);
    const QList<DnssecQuestion> seen{caa(u"www.example.org"_s, ResolverSaw::Bogus)};
    QCOMPARE(world.inspect(seen).findings.first().severity, Severity::Fail);
}

void TestDnssecWeight::signaturesThatEndSoonWarn()
{
    InspectedWorld world(until(QDateTime(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC)));
    const DnssecReport report = world.inspect(usualQuestions());
    QCOMPARE(report.findings.size(), 1);
    COMPARE_FINDING(report.findings.first(), Severity::Warning,
        u"Signatures of example.org. end on 2026-11-24 12:00 UTC and were not renewed so far."_s);
    QCOMPARE(report.state, State::Signed);
}

void TestDnssecWeight::shortSignaturesDoNotEndTooSoon()
{
    ZoneSigner::How how;
    how.from = QDateTime(QDate(2026, 11, 21), QTime(14, 0), Qt::UTC);
    how.until = QDateTime(QDate(2026, 11, 23), QTime(14, 0), Qt::UTC);
    InspectedWorld world(how);
    QCOMPARE(world.inspect(usualQuestions()).findings.first().severity, Severity::Ok);
}

void TestDnssecWeight::theClockIsBlamedWhenEverythingIsOld()
{
    InspectedWorld world(Well);
    world.clock.advance(std::chrono::hours(24 * 60));
    const DnssecReport report = world.inspect(usualQuestions());
    QCOMPARE(report.findings.size(), 1);
    COMPARE_FINDING(report.findings.first(), Severity::Warning,
        u"By the clock of this computer, which says 2027-01-21 14:00 UTC, signatures are out of their time that "
        u"everybody "
        "else takes."_s);
    QCOMPARE(report.findings.first().cause, u"client_check_false_negative"_s);
    QCOMPARE(report.state, State::Unknown);
    QVERIFY(report.refused.isEmpty());
}

void TestDnssecWeight::theClockIsBlamedWhenAResolverTakesThem()
{
    InspectedWorld world(expired());
    const DnssecReport report = world.inspect({caa(u"www.example.org"_s, ResolverSaw::Validated)});
    QCOMPARE(report.findings.first().severity, Severity::Warning);
    QCOMPARE(report.findings.first().cause, u"client_check_false_negative"_s);
}

void TestDnssecWeight::aResolverThatStillTakesItMakesItAWarning()
{
    InspectedWorld world(Well);
    world.dns.changeZone("example.org",
        [](QList<dns::Record> &zone) { test::removeSignatures(zone, "www.example.org", dns::Type::NSEC); });
    const DnssecReport report = world.inspect({caa(u"www.example.org"_s, ResolverSaw::Validated)});
    COMPARE_FINDING(report.findings.first(), Severity::Warning,
        u"The answer that there is no www.example.org. CAA comes with NSEC or NSEC3 records that are not signed."_s);
    QVERIFY(report.findings.first().means.contains(u"still takes it"));
}

void TestDnssecWeight::saysWhenAResolverSawWhatIsNotThere()
{
    InspectedWorld world(Well);
    const DnssecReport report = world.inspect({caa(u"www.example.org"_s, ResolverSaw::Bogus)});
    COMPARE_FINDING(report.findings.first(), Severity::Info,
        u"A resolver took an answer of example.org. for forged, but what its servers answer here is signed as it "
        u"should "
        "be."_s);
}

void TestDnssecWeight::aServerWithoutSignaturesAmongOthersWarns()
{
    InspectedWorld world(Well);
    QList<dns::Record> &zone = world.dns.server("192.0.2.2").records("example.org");
    for (const dns::Type type : {dns::Type::DNSKEY, dns::Type::NSEC, dns::Type::RRSIG})
        zone.removeIf([type](const dns::Record &record) { return record.type == type; });
    const DnssecReport report = world.inspect(usualQuestions());
    QCOMPARE(report.state, State::Signed);
    QVERIFY(report.refused.isEmpty());
    const Finding finding = report.findings.first();
    COMPARE_FINDING(finding, Severity::Warning,
        u"A DS record at the parent says that example.org. is signed, but ns2.example.org (192.0.2.2) has no keys "
        u"(DNSKEY) "
        "for it."_s);
    QCOMPARE(finding.server, u"ns2.example.org (192.0.2.2)"_s);
    QVERIFY(finding.todo.first().startsWith(u"See why ns2.example.org (192.0.2.2) has another copy"));
    for (const Finding &other : report.findings) {
        QCOMPARE(other.severity, Severity::Warning);
        QCOMPARE(other.server, u"ns2.example.org (192.0.2.2)"_s);
    }
}

void TestDnssecWeight::aServerWithOldSignaturesAmongOthersWarns()
{
    InspectedWorld world(Well);
    QList<dns::Record> old;
    {
        QList<dns::Record> plain = world.dns.server("192.0.2.2").records("example.org");
        for (const dns::Type type : {dns::Type::DNSKEY, dns::Type::NSEC, dns::Type::RRSIG})
            plain.removeIf([type](const dns::Record &record) { return record.type == type; });
        old = world.signer.sign("example.org", plain, expired());
    }
    world.dns.server("192.0.2.2").records("example.org") = old;
    const DnssecReport report = world.inspect(usualQuestions());
    QCOMPARE(report.state, State::Signed);
    COMPARE_FINDING(report.findings.first(), Severity::Warning,
        u"At ns2.example.org (192.0.2.2) the signature of example.org. DNSKEY, _acme-challenge.www.example.org. TXT, "
        "example.org. SOA ended on 2026-11-01 12:30 UTC."_s);
    for (const Finding &finding : report.findings)
        QCOMPARE(finding.severity, Severity::Warning);
}

void TestDnssecWeight::oneBadServerRefusesWhenAResolverSaw()
{
    InspectedWorld world(Well);
    test::breakSignatures(world.dns.server("192.0.2.2").records("example.org"), "www.example.org", dns::Type::NSEC);
    QCOMPARE(world.inspect({caa(u"www.example.org"_s)}).findings.first().severity, Severity::Warning);
    const Finding finding = world.inspect({caa(u"www.example.org"_s, ResolverSaw::Bogus)}).findings.first();
    QCOMPARE(finding.severity, Severity::Fail);
    QCOMPARE(finding.server, u"ns2.example.org (192.0.2.2)"_s);
    QVERIFY(finding.saw.startsWith(u"At ns2.example.org (192.0.2.2) the answer that there is no www.example.org. CAA"));
}

void TestDnssecWeight::aSilentServerIsNotDnssecsFault()
{
    InspectedWorld world(Well);
    world.dns.server("192.0.2.2").isSilent = true;
    const DnssecReport report = world.inspect(usualQuestions());
    QCOMPARE(report.findings.size(), 1);
    QCOMPARE(report.findings.first().severity, Severity::Ok);
    for (const dns::Query &query : world.dns.asked) // who was silent about keys is not asked again and again
        QVERIFY(query.server.address.toString() != u"192.0.2.2" || query.question.type != dns::Type::CAA);
}

void TestDnssecWeight::anEmptyAnswerThatIsReplacedLaterWarns()
{
    InspectedWorld world;
    world.dns.removeRecords("example.org", "_acme-challenge.www.example.org", dns::Type::TXT);
    world.dns.addRecord("example.org", "@ CAA 0 issue \"ca.example\"");
    world.sign("example.org");
    world.finish();
    world.dns.changeZone("example.org", [](QList<dns::Record> &zone) { test::removeType(zone, dns::Type::NSEC); });
    const DnssecReport report = world.inspect(
        {caa(u"example.org"_s), txt(u"_acme-challenge.www.example.org"_s, DnssecQuestion::Need::Later)});
    COMPARE_FINDING(report.findings.first(), Severity::Warning,
        u"The answer that there is no _acme-challenge.www.example.org. TXT comes without a proof (NSEC or NSEC3 records)."_s);
}

void TestDnssecWeight::answersThatAreNotNeededWarn()
{
    InspectedWorld world(Well);
    world.dns.changeZone(
        "example.org", [](QList<dns::Record> &zone) { test::breakSignatures(zone, "example.org", dns::Type::NSEC); });
    DnssecQuestion above = caa(u"example.org"_s);
    above.need = DnssecQuestion::Need::Never;
    const DnssecReport report = world.inspect({caa(u"www.example.org"_s), above});
    QCOMPARE(report.findings.size(), 1);
    QCOMPARE(report.findings.first().severity, Severity::Warning);
    QVERIFY(report.findings.first().means.startsWith(u"The authority does not need this answer now"));
    QCOMPARE(report.state, State::Signed);
    QVERIFY(report.refused.isEmpty());
}

void TestDnssecWeight::withoutTheRootNobodyVouches()
{
    InspectedWorld world(expired());
    world.dns.server("198.41.0.4").isSilent = true;
    world.dns.server("199.19.56.1").isSilent = true;
    const DnssecReport report = world.inspect(usualQuestions());
    COMPARE_FINDING(report.findings.first(), Severity::Warning,
        u"The signature of example.org. DNSKEY ended on 2026-11-01 12:30 UTC."_s);
    QVERIFY(report.findings.first().means.contains(u"the zones above it were not found"));
}

void TestDnssecWeight::withoutAnAnswerAboutKeysNothingIsKnown()
{
    InspectedWorld world(Well);
    world.dns.server("199.19.56.1").rcodes.insert(dns::Type::DS, 2);
    const DnssecReport report = world.inspect(usualQuestions());
    COMPARE_FINDING(
        report.findings.first(), Severity::Info, u"Whether example.org. is signed could not be found out."_s);
    QCOMPARE(report.state, State::Unknown);
}

QTEST_GUILESS_MAIN(TestDnssecWeight)
#include "tst_dnssecweight.moc"
