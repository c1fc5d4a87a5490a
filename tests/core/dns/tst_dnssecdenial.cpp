// SPDX-License-Identifier: MIT
#include "dns/dnssecdenial.h"

#include "support/fakeclock.h"
#include "support/fakedns.h"
#include "support/zonesigner.h"

#include <QElapsedTimer>
#include <QTest>

using namespace cw::dns;
using cw::test::FakeDns;
using cw::test::ZoneSigner;
using namespace Qt::StringLiterals;

namespace
{

using State = Denial::State;
using What = Denied::What;

const Name Zone = Name::parse(u"example.org").value();
const QDateTime Now = cw::test::FakeClock().now();

Name nameOf(const QString &text)
{
    return Name::parse(text).value();
}

// A zone with everything that denials are about.
QList<Record> plainZone()
{
    QList<Record> records;
    for (const char *line : {"@ SOA ns1 hostmaster 1 3600 600 86400 300", "@ NS ns1", "ns1 A 192.0.2.1",
             "www A 192.0.2.80", "deep.below.ent TXT \"x\"", "*.wild TXT \"anything\"", "alias CNAME www",
             "unsigned NS ns1.unsigned", "ns1.unsigned A 192.0.2.9", "signed NS ns1.signed", "ns1.signed A 192.0.2.9",
             "signed DS 1 13 2 0000000000000000000000000000000000000000000000000000000000000000", "old DNAME new"})
        records.append(FakeDns::record("example.org", line));
    return records;
}

struct SignedZone {
    QList<Record> keys;
    QList<Record> proofs; // all NSEC or NSEC3 records with their signatures
};

SignedZone signedZone(const ZoneSigner::How &how)
{
    ZoneSigner signer;
    SignedZone zone;
    for (const Record &record : signer.sign("example.org", plainZone(), how)) {
        const std::optional<Signature> signature = signatureOf(record);
        const Type type = signature ? signature->covered : record.type;
        if (record.type == Type::DNSKEY)
            zone.keys.append(record);
        else if (type == Type::NSEC || type == Type::NSEC3)
            zone.proofs.append(record);
    }
    return zone;
}

const SignedZone &nsecZone()
{
    static const SignedZone zone = signedZone({});
    return zone;
}

const SignedZone &nsec3Zone()
{
    static const SignedZone zone = [] {
        ZoneSigner::How how;
        how.withNsec3 = true;
        how.iterations = 5;
        return signedZone(how);
    }();
    return zone;
}

const SignedZone &optOutZone()
{
    static const SignedZone zone = [] {
        ZoneSigner::How how;
        how.withNsec3 = true;
        how.withOptOut = true;
        return signedZone(how);
    }();
    return zone;
}

Denial deny(const SignedZone &zone, const Denied &denied, const QList<Record> &proofs)
{
    WorkBudget budget;
    return checkDenial(proofs, denied, Zone, zone.keys, Now, budget);
}

Denial deny(const SignedZone &zone, const Denied &denied)
{
    return deny(zone, denied, zone.proofs);
}

Denied noType(const QString &name, Type type = Type::CAA)
{
    return {What::Type, {nameOf(name), type}};
}

Denied noName(const QString &name)
{
    return {What::Name, {nameOf(name), Type::CAA}};
}

Denied noCloserMatch(const QString &name, int labels)
{
    return {What::CloserMatch, {nameOf(name), Type::TXT}, labels};
}

QList<Record> without(QList<Record> proofs, const Name &owner)
{
    proofs.removeIf([&owner](const Record &record) { return record.owner == owner; });
    return proofs;
}

Name hashed(const QString &name, int iterations = 5)
{
    return Zone.child(nsec3Label(nameOf(name), {}, iterations)).value();
}

// What owner covers `name`, by the chain: the greatest one before it.
Name coveringHash(const QList<Record> &proofs, const QString &name)
{
    const QByteArray hash = nsec3Label(nameOf(name), {}, 5);
    QByteArray best;
    QByteArray last;
    for (const Record &record : proofs) {
        const QByteArray label = record.owner.labels().first().toLower();
        last = std::max(last, label);
        if (label < hash)
            best = std::max(best, label);
    }
    return Zone.child(best.isEmpty() ? last : best).value();
}

} // namespace

class TestDnssecDenial : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void believesAWholeChain_data();
    void believesAWholeChain();
    void missesWhatIsLeftOutOfNsec();
    void missesWhatIsLeftOutOfNsec3();
    void optOutProvesOnlyThatNothingSignedIsThere();
    void toldApartWhenSignaturesAreMissingOrBroken();
    void anAnswerWithoutNsecProvesNothing();
    void proofsOfAnotherZoneDoNotCount();
    void theSideOfACutThatSpeaksDecides();
    void manyIterationsAreNotComputed();
    void aNameOfManyLabelsIsBounded();
    void hashesAsTheRfcDoes();
};

void TestDnssecDenial::believesAWholeChain_data()
{
    QTest::addColumn<Denied>("denied");
    QTest::addColumn<State>("state");
    QTest::newRow("type at a name") << noType(u"www.example.org"_s) << State::Proved;
    QTest::newRow("type at the apex") << noType(u"example.org"_s) << State::Proved;
    QTest::newRow("type that is there") << noType(u"www.example.org"_s, Type::A) << State::TypeInBitmap;
    QTest::newRow("type at an alias") << noType(u"alias.example.org"_s) << State::TypeInBitmap;
    QTest::newRow("empty non-terminal") << noType(u"ent.example.org"_s) << State::Proved;
    QTest::newRow("empty non-terminal below") << noType(u"below.ent.example.org"_s) << State::Proved;
    QTest::newRow("name") << noName(u"nothing.example.org"_s) << State::Proved;
    QTest::newRow("name before all") << noName(u"!.example.org"_s) << State::Proved;
    QTest::newRow("name behind all") << noName(u"zzz.example.org"_s) << State::Proved;
    QTest::newRow("name some labels down") << noName(u"a.b.c.example.org"_s) << State::Proved;
    QTest::newRow("name below a name") << noName(u"a.www.example.org"_s) << State::Proved;
    QTest::newRow("name that a wildcard would make")
        << noType(u"x.wild.example.org"_s, Type::TXT) << State::WildcardNotDenied;
    QTest::newRow("type that no wildcard makes") << noType(u"x.wild.example.org"_s) << State::Proved;
    QTest::newRow("NXDOMAIN for a name without the type") << noName(u"www.example.org"_s) << State::Proved;
    QTest::newRow("wildcard's answer") << noCloserMatch(u"x.wild.example.org"_s, 3) << State::Proved;
    QTest::newRow("wildcard's answer, deep") << noCloserMatch(u"y.x.wild.example.org"_s, 3) << State::Proved;
    QTest::newRow("wildcard's answer, capitals") << noCloserMatch(u"X.Wild.Example.org"_s, 3) << State::Proved;
    QTest::newRow("DS of an unsigned zone") << noType(u"unsigned.example.org"_s, Type::DS) << State::Proved;
    QTest::newRow("DS of a signed zone") << noType(u"signed.example.org"_s, Type::DS) << State::TypeInBitmap;
    QTest::newRow("type at a cut") << noType(u"unsigned.example.org"_s) << State::WrongRange;
}

void TestDnssecDenial::believesAWholeChain()
{
    QFETCH(Denied, denied);
    QFETCH(State, state);
    const Denial byNsec = deny(nsecZone(), denied);
    QCOMPARE(byNsec.state, state);
    QVERIFY(!byNsec.isNsec3);
    const Denial byNsec3 = deny(nsec3Zone(), denied);
    QCOMPARE(byNsec3.state, state);
    QVERIFY(byNsec3.isNsec3);
}

void TestDnssecDenial::missesWhatIsLeftOutOfNsec()
{
    const SignedZone &zone = nsecZone();
    Denial denial = deny(zone, noType(u"www.example.org"_s), without(zone.proofs, nameOf(u"www.example.org"_s)));
    QCOMPARE(denial.state, State::WrongRange);
    QCOMPARE(denial.about, nameOf(u"www.example.org"_s));

    // deep.below.ent is the last one before `nothing`, the apex the last one before the wildcard
    denial
        = deny(zone, noName(u"nothing.example.org"_s), without(zone.proofs, nameOf(u"deep.below.ent.example.org"_s)));
    QCOMPARE(denial.state, State::WrongRange);
    denial = deny(zone, noName(u"nothing.example.org"_s), without(zone.proofs, Zone));
    QCOMPARE(denial.state, State::WildcardNotDenied);
    QCOMPARE(denial.about, nameOf(u"*.example.org"_s));
}

void TestDnssecDenial::missesWhatIsLeftOutOfNsec3()
{
    const SignedZone &zone = nsec3Zone();
    QCOMPARE(hashed(u"www.example.org"_s).labelCount(), 3);
    Denial denial = deny(zone, noType(u"www.example.org"_s), without(zone.proofs, hashed(u"www.example.org"_s)));
    QCOMPARE(denial.state, State::WrongRange);
    QCOMPARE(denial.about, nameOf(u"www.example.org"_s));

    denial = deny(zone, noName(u"a.nothing.example.org"_s), without(zone.proofs, hashed(u"example.org"_s)));
    QCOMPARE(denial.state, State::ClosestEncloserMissing);
    const Name cover = coveringHash(zone.proofs, u"nothing.example.org"_s);
    denial = deny(zone, noName(u"a.nothing.example.org"_s), without(zone.proofs, cover));
    QCOMPARE(denial.state, State::WrongRange);
    QCOMPARE(denial.about, nameOf(u"nothing.example.org"_s));
    // the star is covered by another record than the name
    const Name star = coveringHash(zone.proofs, u"*.example.org"_s);
    QVERIFY(star != cover && star != hashed(u"example.org"_s));
    denial = deny(zone, noName(u"a.nothing.example.org"_s), without(zone.proofs, star));
    QCOMPARE(denial.state, State::WildcardNotDenied);
    denial = deny(zone, noCloserMatch(u"x.wild.example.org"_s, 3),
        without(zone.proofs, coveringHash(zone.proofs, u"x.wild.example.org"_s)));
    QCOMPARE(denial.state, State::WrongRange);
}

void TestDnssecDenial::optOutProvesOnlyThatNothingSignedIsThere()
{
    const SignedZone &zone = optOutZone();
    QCOMPARE(deny(zone, noType(u"unsigned.example.org"_s, Type::DS)).state, State::OptOut);
    QCOMPARE(deny(zone, noName(u"nothing.example.org"_s)).state, State::OptOut);
    QCOMPARE(deny(zone, noType(u"signed.example.org"_s, Type::DS)).state, State::TypeInBitmap);
    QCOMPARE(deny(zone, noType(u"www.example.org"_s)).state, State::Proved);
    QVERIFY(deny(zone, noType(u"unsigned.example.org"_s, Type::DS)).isSufficient());
}

void TestDnssecDenial::toldApartWhenSignaturesAreMissingOrBroken()
{
    for (const SignedZone *zone : {&nsecZone(), &nsec3Zone()}) {
        QList<Record> unsignedProofs = zone->proofs;
        unsignedProofs.removeIf([](const Record &record) { return record.type == Type::RRSIG; });
        Denial denial = deny(*zone, noName(u"nothing.example.org"_s), unsignedProofs);
        QCOMPARE(denial.state, State::NotSigned);
        QVERIFY(!denial.isSufficient());

        QList<Record> broken = zone->proofs;
        for (Record &record : broken) {
            if (record.type == Type::RRSIG)
                record.rdata.back() = char(record.rdata.back() ^ 1);
        }
        denial = deny(*zone, noName(u"nothing.example.org"_s), broken);
        QCOMPARE(denial.state, State::BadSignature);
        QCOMPARE(denial.signatures.first().state, SignatureCheck::State::Bad);
        QVERIFY(!denial.unsound.isEmpty());

        WorkBudget budget;
        const QDateTime late = ZoneSigner::How().until.addDays(1);
        denial = checkDenial(zone->proofs, noType(u"www.example.org"_s), Zone, zone->keys, late, budget);
        QCOMPARE(denial.state, State::BadSignature);
        QCOMPARE(denial.signatures.first().state, SignatureCheck::State::Expired);
    }
}

void TestDnssecDenial::anAnswerWithoutNsecProvesNothing()
{
    const Denial denial = deny(nsecZone(), noType(u"www.example.org"_s), {});
    QCOMPARE(denial.state, State::NoProof);
    QCOMPARE(denial.about, nameOf(u"www.example.org"_s));
}

void TestDnssecDenial::proofsOfAnotherZoneDoNotCount()
{
    WorkBudget budget;
    const Denied denied = noType(u"www.example.net"_s);
    const Denial denial
        = checkDenial(nsecZone().proofs, denied, nameOf(u"example.net"_s), nsecZone().keys, Now, budget);
    QCOMPARE(denial.state, State::NoProof);
}

void TestDnssecDenial::theSideOfACutThatSpeaksDecides()
{
    // The child's own record at its apex has the SOA bit: it may not deny its DS (RFC 6840 4.1).
    QCOMPARE(deny(nsecZone(), noType(u"example.org"_s, Type::DS)).state, State::WrongRange);
    // Below a delegation or a DNAME nothing can be denied by the zone above.
    QCOMPARE(deny(nsecZone(), noName(u"x.unsigned.example.org"_s)).state, State::WrongRange);
    QCOMPARE(deny(nsecZone(), noName(u"x.old.example.org"_s)).state, State::WrongRange);
    QCOMPARE(deny(nsec3Zone(), noName(u"x.old.example.org"_s)).state, State::ClosestEncloserMissing);
}

void TestDnssecDenial::manyIterationsAreNotComputed()
{
    SignedZone zone = nsec3Zone();
    for (Record &record : zone.proofs) {
        if (record.type == Type::NSEC3)
            record.rdata[2] = char(0xff); // 65285 iterations
    }
    WorkBudget budget;
    QElapsedTimer timer;
    timer.start();
    const Denial denial = checkDenial(zone.proofs, noName(u"a.example.org"_s), Zone, zone.keys, Now, budget);
    QCOMPARE(denial.state, State::BadSignature); // the records were changed; that they say too much shows all the same
    QVERIFY(timer.elapsed() < 1000);
}

void TestDnssecDenial::aNameOfManyLabelsIsBounded()
{
    QElapsedTimer timer;
    timer.start();
    const QString deep = u"a."_s.repeated(120) + u"example.org"_s;
    QCOMPARE(deny(nsecZone(), noName(deep)).state, State::Proved);
    QCOMPARE(deny(nsec3Zone(), noName(deep)).state, State::Proved);
    QVERIFY(timer.elapsed() < 1000);
}

void TestDnssecDenial::hashesAsTheRfcDoes()
{
    // RFC 5155 appendix A: salt aabbccdd, 12 iterations
    const QByteArray salt = QByteArray::fromHex("aabbccdd");
    QCOMPARE(nsec3Label(nameOf(u"example"_s), salt, 12), "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom");
    QCOMPARE(nsec3Label(nameOf(u"A.Example"_s), salt, 12), "35mthgpgcu1qg68fab165klnsnk3dpvl");
}

QTEST_GUILESS_MAIN(TestDnssecDenial)
#include "tst_dnssecdenial.moc"
