// SPDX-License-Identifier: MIT
#include "checks/dnssec.h"

#include "support/fakeclock.h"
#include "support/signedworld.h"

#include <QTest>

using namespace cw;
using namespace cw::checks;
using namespace Qt::StringLiterals;
using test::SignedWorld;
using test::ZoneSigner;

namespace
{

using State = DnssecReport::State;

dns::Name nameOf(const QString &text)
{
    return dns::Name::parse(text).value();
}

struct World : SignedWorld {
    test::FakeClock clock;
    ActivityLog log;
    CancelToken token;

    World()
    {
        dns.addZone("example.org", {"ns1.example.org=192.0.2.1", "ns2.example.org=192.0.2.2"},
            "www A 192.0.2.80\n*.wild TXT \"x\"\n_acme-challenge.www TXT \"token\"\nalias CNAME www\nout CNAME "
            "www.other.org.");
    }

    // A world whose example.org is signed as `how` says.
    explicit World(const ZoneSigner::How &how)
        : World()
    {
        sign("example.org", how);
        finish();
    }

    DnssecReport inspect(const QList<DnssecQuestion> &questions, const QString &zone = u"example.org"_s)
    {
        cw::dns::Resolver resolver(dns, dns.settings(), clock, log);
        DnssecInspector inspector(resolver, clock);
        return inspector.inspect(resolver.zoneOf(nameOf(zone), token).value(), questions, token);
    }
};

DnssecQuestion caa(const QString &name, ResolverSaw saw = ResolverSaw::NotKnown)
{
    return {{nameOf(name), dns::Type::CAA}, saw, DnssecQuestion::Need::Now};
}

DnssecQuestion txt(const QString &name, DnssecQuestion::Need need = DnssecQuestion::Need::Now)
{
    return {{nameOf(name), dns::Type::TXT}, ResolverSaw::NotKnown, need};
}

const QList<DnssecQuestion> Usual{
    caa(u"www.example.org"_s), caa(u"example.org"_s), txt(u"_acme-challenge.www.example.org"_s)};

const ZoneSigner::How Well;

ZoneSigner::How until(const QDateTime &end)
{
    ZoneSigner::How how;
    how.from = end.addDays(-30);
    how.until = end;
    return how;
}

ZoneSigner::How nsec3()
{
    ZoneSigner::How how;
    how.withNsec3 = true;
    return how;
}

ZoneSigner::How expired()
{
    return until(QDateTime(QDate(2026, 11, 1), QTime(12, 30), Qt::UTC));
}

} // namespace

// Every finding in full: QCOMPARE shows it when it differs.
#define COMPARE_FINDING(finding, theSeverity, theSaw)                                                                  \
    QCOMPARE((finding).saw, theSaw);                                                                                   \
    QCOMPARE((finding).severity, theSeverity);                                                                         \
    QCOMPARE((finding).check, u"dnssec"_s)

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
    void expiredSignaturesRefuse();
    void signaturesOfTomorrowRefuse();
    void signaturesThatJustEndedWarn();
    void aBrokenSignatureRefusesOnlyItsAnswer();
    void anAnswerWithoutSignatureRefuses();
    void theEmptyAnswerBugRefusesAndNamesTheWayAround();
    void aBitmapThatContradictsRefuses();
    void aWildcardWithoutProofRefuses();
    void aBrokenSoaRefusesEveryEmptyAnswer();
    void aServerWithoutSignaturesAmongOthersWarns();
    void aServerWithOldSignaturesAmongOthersWarns();
    void oneBadServerRefusesWhenAResolverSaw();
    void aSilentServerIsNotDnssecsFault();
    void silentServersOfARegistryAreReplacedByOthers();
    void anEmptyAnswerThatIsReplacedLaterWarns();
    void aBrokenZoneAboveRefuses();
    void aBrokenTopLevelDomainIsNotTheUsersToRepair();
    void aBrokenAliasRefuses();
    void aliasesAreFollowedIntoBrokenZones();
    void aliasesIntoUnsignedZonesOfTheSameServerAreFine();
    void anAliasInAnUnsignedZoneIsFollowedWhenAResolverSaw();
    void answersThatAreNotNeededWarn();
    void aZoneOfItsOwnForTheChallengeIsInspectedWithItsParent();
    void signaturesThatEndSoonWarn();
    void shortSignaturesDoNotEndTooSoon();
    void theClockIsBlamedWhenEverythingIsOld();
    void theClockIsBlamedWhenAResolverTakesThem();
    void aResolverThatStillTakesItMakesItAWarning();
    void saysWhenAResolverSawWhatIsNotThere();
    void zonesAreAskedOnce();
    void manyZonesShareTheirBatches();
    void keysThatNobodyHandsOutWarn();
    void withoutAnAnswerAboutKeysNothingIsKnown();
    void withoutTheRootNobodyVouches();
    void canceledSaysNothing();
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
    World world(how);
    const DnssecReport report = world.inspect(Usual
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
    World world;
    world.finish();
    const DnssecReport report = world.inspect(Usual);
    QCOMPARE(report.findings.size(), 1);
    COMPARE_FINDING(report.findings.first(), Severity::Info, u"example.org. is not signed with DNSSEC."_s);
    QCOMPARE(report.state, State::Unsigned);
    for (const dns::Query &query : world.dns.asked)
        QVERIFY(query.question.type != dns::Type::CAA && query.question.type != dns::Type::TXT);
}

void TestDnssecInspector::aSignedZoneWithoutDsIsTakenForUnsigned()
{
    World world;
    world.sign("example.org", expired(), SignedWorld::Ds::Forget);
    world.finish();
    const DnssecReport report = world.inspect(Usual);
    QCOMPARE(report.findings.size(), 1);
    COMPARE_FINDING(report.findings.first(), Severity::Info,
        u"example.org. has keys and signatures, but no DS record at its parent."_s);
    QCOMPARE(report.state, State::Unsigned);
}

void TestDnssecInspector::unknownAlgorithmsAreTakenForUnsigned()
{
    World world;
    world.sign("example.org", expired());
    world.dns.changeZone("org", [](QList<dns::Record> &zone) {
        for (dns::Record &record : zone) {
            if (record.type == dns::Type::DS)
                record.rdata[2] = char(200);
        }
    });
    world.finish();
    const DnssecReport report = world.inspect(Usual);
    QCOMPARE(report.findings.size(), 1);
    COMPARE_FINDING(report.findings.first(), Severity::Info,
        u"The DS records of example.org. are of algorithms or digests that resolvers do not know."_s);
    QCOMPARE(report.state, State::Unsigned);
}

void TestDnssecInspector::aDsForAnUnsignedZoneRefuses()
{
    World world(Well);
    world.dns.changeZone("example.org", [](QList<dns::Record> &zone) {
        for (const dns::Type type : {dns::Type::DNSKEY, dns::Type::NSEC, dns::Type::RRSIG})
            zone.removeIf([type](const dns::Record &record) { return record.type == type; });
    });
    const DnssecReport report = world.inspect(Usual);
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
    World world;
    world.sign("example.org");
    world.signer.changeKey("example.org");
    world.dns.changeZone("example.org", [](QList<dns::Record> &zone) {
        for (const dns::Type type : {dns::Type::DNSKEY, dns::Type::NSEC, dns::Type::RRSIG})
            zone.removeIf([type](const dns::Record &record) { return record.type == type; });
    });
    world.sign("example.org", {}, SignedWorld::Ds::Forget);
    world.finish();
    const DnssecReport report = world.inspect(Usual);
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
    World world;
    world.sign("example.org");
    world.dns.changeZone("org", [](QList<dns::Record> &zone) {
        for (dns::Record &record : zone) {
            if (record.type == dns::Type::DS)
                record.rdata.back() = char(record.rdata.back() ^ 1);
        }
    });
    world.finish();
    const Finding finding = world.inspect(Usual).findings.first();
    QVERIFY2(finding.saw.endsWith(u", but its digest is not that of the key."), qPrintable(finding.saw));
    QCOMPARE(finding.severity, Severity::Fail);
}

void TestDnssecInspector::expiredSignaturesRefuse()
{
    World world(expired());
    const DnssecReport report = world.inspect(Usual);
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
    World world(how);
    const DnssecReport report = world.inspect(Usual);
    QCOMPARE(report.findings.size(), 1);
    COMPARE_FINDING(report.findings.first(), Severity::Fail,
        u"The signature of example.org. DNSKEY is valid only from 2026-12-01 00:00 UTC on."_s);
}

void TestDnssecInspector::signaturesThatJustEndedWarn()
{
    World world(until(QDateTime(QDate(2026, 11, 22), QTime(13, 30), Qt::UTC))); // half an hour ago
    const DnssecReport report = world.inspect(Usual);
    COMPARE_FINDING(report.findings.first(), Severity::Warning,
        u"The signature of example.org. DNSKEY ended on 2026-11-22 13:30 UTC."_s);
    const QList<DnssecQuestion> seen{caa(u"www.example.org"_s, ResolverSaw::Bogus)};
    QCOMPARE(world.inspect(seen).findings.first().severity, Severity::Fail);
}

void TestDnssecInspector::aBrokenSignatureRefusesOnlyItsAnswer()
{
    World world(Well);
    world.dns.changeZone("example.org", [](QList<dns::Record> &zone) {
        test::breakSignatures(zone, "_acme-challenge.www.example.org", dns::Type::TXT);
    });
    const DnssecReport report = world.inspect(Usual);
    QCOMPARE(report.findings.size(), 1);
    const Finding finding = report.findings.first();
    QVERIFY2(finding.saw.startsWith(u"The signature of _acme-challenge.www.example.org. TXT by the key "),
        qPrintable(finding.saw));
    QCOMPARE(finding.severity, Severity::Fail);
    QCOMPARE(finding.where, u"_acme-challenge.www.example.org."_s);
    QCOMPARE(finding.server, QString());
    QCOMPARE(report.state, State::Broken);
    QCOMPARE(report.refused, QList{Usual.at(2).question});
}

void TestDnssecInspector::anAnswerWithoutSignatureRefuses()
{
    World world(Well);
    world.dns.changeZone("example.org", [](QList<dns::Record> &zone) {
        test::removeSignatures(zone, "_acme-challenge.www.example.org", dns::Type::TXT);
    });
    COMPARE_FINDING(world.inspect(Usual).findings.first(), Severity::Fail,
        u"_acme-challenge.www.example.org. TXT comes without a signature, although the zone example.org. is signed."_s);
}

void TestDnssecInspector::theEmptyAnswerBugRefusesAndNamesTheWayAround()
{
    for (const ZoneSigner::How &how : {ZoneSigner::How(), nsec3()}) {
        World world(how);
        world.dns.changeZone("example.org", [](QList<dns::Record> &zone) {
            test::removeType(zone, dns::Type::NSEC);
            test::removeType(zone, dns::Type::NSEC3);
        });
        const DnssecReport report = world.inspect(Usual);
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
    World world;
    world.dns.addRecord("example.org", "www CAA 0 issue \"ca.example\"");
    world.sign("example.org");
    world.finish();
    world.dns.changeZone("example.org", [](QList<dns::Record> &zone) { test::removeType(zone, dns::Type::CAA); });
    COMPARE_FINDING(world.inspect(Usual).findings.first(), Severity::Fail,
        u"The answer says that there is no www.example.org. CAA, but the NSEC or NSEC3 record in it says that there is."_s);
}

void TestDnssecInspector::aWildcardWithoutProofRefuses()
{
    World world(Well);
    world.dns.changeZone("example.org", [](QList<dns::Record> &zone) { test::removeType(zone, dns::Type::NSEC); });
    const Finding finding = world.inspect({txt(u"a.wild.example.org"_s)}).findings.first();
    COMPARE_FINDING(finding, Severity::Fail,
        u"A wildcard made the answer for a.wild.example.org. TXT, but nothing in it proves that there is no nearer name."_s);
}

void TestDnssecInspector::aBrokenSoaRefusesEveryEmptyAnswer()
{
    World world(Well);
    world.dns.changeZone(
        "example.org", [](QList<dns::Record> &zone) { test::breakSignatures(zone, "example.org", dns::Type::SOA); });
    const DnssecReport report = world.inspect(Usual);
    QVERIFY(report.findings.first().saw.startsWith(u"The signature of example.org. SOA by the key "));
    QCOMPARE(report.findings.first().severity, Severity::Fail);
    QCOMPARE(report.refused.size(), 2);
    QCOMPARE(world.inspect({Usual.last()}).findings.first().severity, Severity::Warning); // the TXT record is fine
}

void TestDnssecInspector::aServerWithoutSignaturesAmongOthersWarns()
{
    World world(Well);
    QList<dns::Record> &zone = world.dns.server("192.0.2.2").records("example.org");
    for (const dns::Type type : {dns::Type::DNSKEY, dns::Type::NSEC, dns::Type::RRSIG})
        zone.removeIf([type](const dns::Record &record) { return record.type == type; });
    const DnssecReport report = world.inspect(Usual);
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

void TestDnssecInspector::aServerWithOldSignaturesAmongOthersWarns()
{
    World world(Well);
    QList<dns::Record> old;
    {
        QList<dns::Record> plain = world.dns.server("192.0.2.2").records("example.org");
        for (const dns::Type type : {dns::Type::DNSKEY, dns::Type::NSEC, dns::Type::RRSIG})
            plain.removeIf([type](const dns::Record &record) { return record.type == type; });
        old = world.signer.sign("example.org", plain, expired());
    }
    world.dns.server("192.0.2.2").records("example.org") = old;
    const DnssecReport report = world.inspect(Usual);
    QCOMPARE(report.state, State::Signed);
    COMPARE_FINDING(report.findings.first(), Severity::Warning,
        u"At ns2.example.org (192.0.2.2) the signature of example.org. DNSKEY, _acme-challenge.www.example.org. TXT, "
        "example.org. SOA ended on 2026-11-01 12:30 UTC."_s);
    for (const Finding &finding : report.findings)
        QCOMPARE(finding.severity, Severity::Warning);
}

void TestDnssecInspector::oneBadServerRefusesWhenAResolverSaw()
{
    World world(Well);
    test::breakSignatures(world.dns.server("192.0.2.2").records("example.org"), "www.example.org", dns::Type::NSEC);
    COMPARE_FINDING(world.inspect({caa(u"www.example.org"_s)}).findings.first(), Severity::Warning,
        world.inspect({caa(u"www.example.org"_s)}).findings.first().saw);
    const Finding finding = world.inspect({caa(u"www.example.org"_s, ResolverSaw::Bogus)}).findings.first();
    QCOMPARE(finding.severity, Severity::Fail);
    QCOMPARE(finding.server, u"ns2.example.org (192.0.2.2)"_s);
    QVERIFY(finding.saw.startsWith(u"At ns2.example.org (192.0.2.2) the answer that there is no www.example.org. CAA"));
}

void TestDnssecInspector::aSilentServerIsNotDnssecsFault()
{
    World world(Well);
    world.dns.server("192.0.2.2").isSilent = true;
    const DnssecReport report = world.inspect(Usual);
    QCOMPARE(report.findings.size(), 1);
    QCOMPARE(report.findings.first().severity, Severity::Ok);
    for (const dns::Query &query : world.dns.asked) // who was silent about keys is not asked again and again
        QVERIFY(query.server.address.toString() != u"192.0.2.2" || query.question.type != dns::Type::CAA);
}

void TestDnssecInspector::silentServersOfARegistryAreReplacedByOthers()
{
    World world;
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

void TestDnssecInspector::anEmptyAnswerThatIsReplacedLaterWarns()
{
    World world;
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

void TestDnssecInspector::aBrokenZoneAboveRefuses()
{
    World world;
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

void TestDnssecInspector::aBrokenTopLevelDomainIsNotTheUsersToRepair()
{
    World world;
    world.sign("example.org");
    world.sign("org", expired());
    world.sign(".");
    const Finding finding = world.inspect(Usual).findings.first();
    COMPARE_FINDING(finding, Severity::Fail, u"The signature of org. DNSKEY ended on 2026-11-01 12:30 UTC."_s);
    QVERIFY(finding.todo.first().startsWith(u"The fault is not in your zone, but in org."));
}

void TestDnssecInspector::aBrokenAliasRefuses()
{
    World world(Well);
    world.dns.changeZone("example.org",
        [](QList<dns::Record> &zone) { test::breakSignatures(zone, "alias.example.org", dns::Type::CNAME); });
    const DnssecReport report = world.inspect({caa(u"alias.example.org"_s)});
    QVERIFY(report.findings.first().saw.startsWith(u"The signature of alias.example.org. CNAME by the key"));
    QCOMPARE(report.findings.first().severity, Severity::Fail);
}

void TestDnssecInspector::aliasesAreFollowedIntoBrokenZones()
{
    World world;
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

void TestDnssecInspector::aliasesIntoUnsignedZonesOfTheSameServerAreFine()
{
    // The server puts the target's records, which nobody signed, into the same answer.
    World world;
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

void TestDnssecInspector::anAliasInAnUnsignedZoneIsFollowedWhenAResolverSaw()
{
    World world;
    world.dns.addZone("other.org", {"ns1.other.org=192.0.2.3"}, "www A 192.0.2.80");
    world.sign("other.org", expired());
    world.finish();
    const DnssecReport report = world.inspect({caa(u"out.example.org"_s, ResolverSaw::Bogus)});
    COMPARE_FINDING(report.findings.first(), Severity::Fail,
        u"The signature of other.org. DNSKEY ended on 2026-11-01 12:30 UTC."_s);
    QCOMPARE(report.state, State::Broken);
}

void TestDnssecInspector::answersThatAreNotNeededWarn()
{
    World world(Well);
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

void TestDnssecInspector::aZoneOfItsOwnForTheChallengeIsInspectedWithItsParent()
{
    World world;
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

void TestDnssecInspector::signaturesThatEndSoonWarn()
{
    World world(until(QDateTime(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC)));
    const DnssecReport report = world.inspect(Usual);
    QCOMPARE(report.findings.size(), 1);
    COMPARE_FINDING(report.findings.first(), Severity::Warning,
        u"Signatures of example.org. end on 2026-11-24 12:00 UTC and were not renewed so far."_s);
    QCOMPARE(report.state, State::Signed);
}

void TestDnssecInspector::shortSignaturesDoNotEndTooSoon()
{
    ZoneSigner::How how;
    how.from = QDateTime(QDate(2026, 11, 21), QTime(14, 0), Qt::UTC);
    how.until = QDateTime(QDate(2026, 11, 23), QTime(14, 0), Qt::UTC);
    World world(how);
    QCOMPARE(world.inspect(Usual).findings.first().severity, Severity::Ok);
}

void TestDnssecInspector::theClockIsBlamedWhenEverythingIsOld()
{
    World world(Well);
    world.clock.advance(std::chrono::hours(24 * 60));
    const DnssecReport report = world.inspect(Usual);
    QCOMPARE(report.findings.size(), 1);
    COMPARE_FINDING(report.findings.first(), Severity::Warning,
        u"By the clock of this computer, which says 2027-01-21 14:00 UTC, signatures are out of their time that "
        u"everybody "
        "else takes."_s);
    QCOMPARE(report.findings.first().cause, u"client_check_false_negative"_s);
    QCOMPARE(report.state, State::Unknown);
    QVERIFY(report.refused.isEmpty());
}

void TestDnssecInspector::theClockIsBlamedWhenAResolverTakesThem()
{
    World world(expired());
    const DnssecReport report = world.inspect({caa(u"www.example.org"_s, ResolverSaw::Validated)});
    QCOMPARE(report.findings.first().severity, Severity::Warning);
    QCOMPARE(report.findings.first().cause, u"client_check_false_negative"_s);
}

void TestDnssecInspector::aResolverThatStillTakesItMakesItAWarning()
{
    World world(Well);
    world.dns.changeZone("example.org",
        [](QList<dns::Record> &zone) { test::removeSignatures(zone, "www.example.org", dns::Type::NSEC); });
    const DnssecReport report = world.inspect({caa(u"www.example.org"_s, ResolverSaw::Validated)});
    COMPARE_FINDING(report.findings.first(), Severity::Warning,
        u"The answer that there is no www.example.org. CAA comes with NSEC or NSEC3 records that are not signed."_s);
    QVERIFY(report.findings.first().means.contains(u"still takes it"));
}

void TestDnssecInspector::saysWhenAResolverSawWhatIsNotThere()
{
    World world(Well);
    const DnssecReport report = world.inspect({caa(u"www.example.org"_s, ResolverSaw::Bogus)});
    COMPARE_FINDING(report.findings.first(), Severity::Info,
        u"A resolver took an answer of example.org. for forged, but what its servers answer here is signed as it "
        u"should "
        "be."_s);
}

void TestDnssecInspector::zonesAreAskedOnce()
{
    World world(Well);
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

void TestDnssecInspector::manyZonesShareTheirBatches()
{
    World world;
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

void TestDnssecInspector::keysThatNobodyHandsOutWarn()
{
    World world(Well);
    for (const char *address : {"192.0.2.1", "192.0.2.2"})
        world.dns.server(address).rcodes.insert(dns::Type::DNSKEY, 2);
    const DnssecReport report = world.inspect(Usual);
    COMPARE_FINDING(report.findings.first(), Severity::Warning,
        u"A DS record at the parent says that example.org. is signed, but none of its servers answers the question for "
        u"its "
        "keys (DNSKEY)."_s);
    QCOMPARE(report.findings.first().evidence.first().result, u"SERVFAIL"_s);
    QCOMPARE(report.state, State::Unknown);
    QCOMPARE(world.inspect({caa(u"www.example.org"_s, ResolverSaw::Bogus)}).findings.first().severity, Severity::Fail);
}

void TestDnssecInspector::withoutAnAnswerAboutKeysNothingIsKnown()
{
    World world(Well);
    world.dns.server("199.19.56.1").rcodes.insert(dns::Type::DS, 2);
    const DnssecReport report = world.inspect(Usual);
    COMPARE_FINDING(
        report.findings.first(), Severity::Info, u"Whether example.org. is signed could not be found out."_s);
    QCOMPARE(report.state, State::Unknown);
}

void TestDnssecInspector::withoutTheRootNobodyVouches()
{
    World world(expired());
    world.dns.server("198.41.0.4").isSilent = true;
    world.dns.server("199.19.56.1").isSilent = true;
    const DnssecReport report = world.inspect(Usual);
    COMPARE_FINDING(report.findings.first(), Severity::Warning,
        u"The signature of example.org. DNSKEY ended on 2026-11-01 12:30 UTC."_s);
    QVERIFY(report.findings.first().means.contains(u"the zones above it were not found"));
}

void TestDnssecInspector::canceledSaysNothing()
{
    World world(Well);
    cw::dns::Resolver resolver(world.dns, world.dns.settings(), world.clock, world.log);
    DnssecInspector inspector(resolver, world.clock);
    const dns::Zone zone = resolver.zoneOf(nameOf(u"example.org"_s), world.token).value();
    world.token.cancel();
    const DnssecReport report = inspector.inspect(zone, Usual, world.token);
    QCOMPARE(report.state, State::Unknown);
    QVERIFY(report.findings.isEmpty());
}

QTEST_GUILESS_MAIN(TestDnssecInspector)
#include "tst_dnssecinspector.moc"
