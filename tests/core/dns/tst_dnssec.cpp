// SPDX-License-Identifier: MIT
#include "dns/dnssec.h"

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

using DsState = DsCheck::State;
using State = SignatureCheck::State;

const Name Zone = Name::parse(u"example.org").value();
const QDateTime Now = cw::test::FakeClock().now();

QList<Record> plainZone()
{
    QList<Record> records;
    for (const char *line : {"@ SOA ns1 hostmaster 1 3600 600 86400 300", "@ NS ns1", "ns1 A 192.0.2.1",
             "www A 192.0.2.80", "www A 192.0.2.81", "*.wild TXT \"anything\"", "Mixed.Case MX 10 MX.Example.ORG."})
        records.append(FakeDns::record("example.org", line));
    return records;
}

QList<Record> ofType(const QList<Record> &records, Type type)
{
    QList<Record> found;
    for (const Record &record : records) {
        if (record.type == type)
            found.append(record);
    }
    return found;
}

RecordSet setAt(const QList<Record> &records, const char *owner, Type type)
{
    for (const RecordSet &set : recordSetsIn(records)) {
        if (set.owner == Name::parse(QString::fromLatin1(owner)).value() && set.type == type)
            return set;
    }
    return {};
}

QList<SignatureCheck> check(const RecordSet &set, const QList<Record> &keys, const QDateTime &now = Now)
{
    WorkBudget budget;
    return checkSignatures(set, Zone, keys, now, budget);
}

// "Good" for one good signature, "Expired, NoKey" for two.
QString statesOf(const QList<SignatureCheck> &checks)
{
    static const QStringList names{u"Good"_s, u"Expired"_s, u"NotYetValid"_s, u"NoKey"_s, u"NotAZoneKey"_s, u"Bad"_s,
        u"WrongSigner"_s, u"UnknownAlgorithm"_s, u"NotTried"_s};
    QStringList states;
    for (const SignatureCheck &checked : checks)
        states.append(names.at(int(checked.state)));
    return states.join(u", "_s);
}

} // namespace

class TestDnssec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void acceptsWhatBindSigned_data();
    void acceptsWhatBindSigned();
    void acceptsAWildcardsAnswer();
    void tellsWhyASignatureDoesNotCount();
    void readsTimesAcrossTheEndOfTheCounter();
    void putsSignaturesToTheirRecords();
    void comparesDsWithKeys();
    void aDsOfAnUnknownKindCountsForNobody();
    void theStrongestDigestDecides();
    void computesTheKeyTagAsBindDoes();
    void aThousandSignaturesAndKeysAreBounded();
    void tenThousandRecordsAreBounded();
    void whatWasVerifiedOnceCostsNothing();

private:
    ZoneSigner m_signer;
    QList<Record> m_zone;
    QList<Record> m_keys;
};

void TestDnssec::initTestCase()
{
    m_zone = m_signer.sign("example.org", plainZone(), {});
    m_keys = ofType(m_zone, Type::DNSKEY);
    QCOMPARE(m_keys.size(), 1);
}

void TestDnssec::acceptsWhatBindSigned_data()
{
    QTest::addColumn<QByteArray>("algorithm");
    for (const char *algorithm : {"RSASHA256", "RSASHA512", "ECDSAP256SHA256", "ECDSAP384SHA384", "ED25519", "ED448"})
        QTest::newRow(algorithm) << QByteArray(algorithm);
}

void TestDnssec::acceptsWhatBindSigned()
{
    QFETCH(QByteArray, algorithm);
    ZoneSigner signer;
    ZoneSigner::How how;
    how.algorithm = algorithm;
    const QList<Record> zone = signer.sign("example.org", plainZone(), how);
    const QList<Record> keys = ofType(zone, Type::DNSKEY);
    int sets = 0;
    for (const RecordSet &set : recordSetsIn(zone)) {
        QVERIFY2(isGood(check(set, keys)), qPrintable(toText(set.records.first())));
        ++sets;
    }
    QVERIFY(sets > 10);
}

void TestDnssec::acceptsAWildcardsAnswer()
{
    RecordSet set = setAt(m_zone, "*.wild.example.org", Type::TXT);
    const Name made = Name::parse(u"a.b.wild.example.org").value();
    for (Record &record : set.records)
        record.owner = made;
    set.owner = made;
    const QList<SignatureCheck> checks = check(set, m_keys);
    QCOMPARE(statesOf(checks), u"Good"_s);
    QCOMPARE(int(checks.first().signature.labels), 3);
}

void TestDnssec::tellsWhyASignatureDoesNotCount()
{
    const RecordSet good = setAt(m_zone, "www.example.org", Type::A);
    QCOMPARE(good.records.size(), 2);
    QCOMPARE(statesOf(check(good, m_keys)), u"Good"_s);
    const SignatureCheck one = check(good, m_keys).first();
    QCOMPARE(one.inception, ZoneSigner::How().from);
    QCOMPARE(one.expiration, ZoneSigner::How().until);
    QCOMPARE(one.signature.signer, Zone);

    QCOMPARE(statesOf(check(good, m_keys, ZoneSigner::How().until.addSecs(1))), u"Expired"_s);
    QCOMPARE(statesOf(check(good, m_keys, ZoneSigner::How().from.addSecs(-1))), u"NotYetValid"_s);
    QCOMPARE(statesOf(check(good, {})), u"NoKey"_s);

    RecordSet changed = good;
    changed.records[0].rdata[3] = 99;
    QCOMPARE(statesOf(check(changed, m_keys)), u"Bad"_s);
    changed = good;
    changed.records.removeLast();
    QCOMPARE(statesOf(check(changed, m_keys)), u"Bad"_s);
    changed = good;
    changed.signatures[0].rdata.back() = char(changed.signatures[0].rdata.back() ^ 1);
    QCOMPARE(statesOf(check(changed, m_keys)), u"Bad"_s);
    changed = good;
    changed.signatures[0].rdata[2] = char(200);
    QCOMPARE(statesOf(check(changed, m_keys)), u"UnknownAlgorithm"_s);
    changed = good;
    changed.signatures.append(changed.signatures.first());
    changed.signatures[0].rdata.back() = char(changed.signatures[0].rdata.back() ^ 1);
    QCOMPARE(statesOf(check(changed, m_keys)), u"Bad, Good"_s);
    QVERIFY(isGood(check(changed, m_keys)));

    QList<Record> otherUse = m_keys;
    otherUse[0].rdata[0] = 0; // without the zone key bit; the tag changes with it
    RecordSet byIt = good;
    const quint16 tag = dnsKeyOf(otherUse[0])->tag;
    byIt.signatures[0].rdata[16] = char(tag >> 8);
    byIt.signatures[0].rdata[17] = char(tag & 0xff);
    QCOMPARE(statesOf(check(byIt, otherUse)), u"NotAZoneKey"_s);

    WorkBudget budget;
    QCOMPARE(statesOf(checkSignatures(good, Zone.parent(), m_keys, Now, budget)), u"WrongSigner"_s);
    budget.verifications = 0;
    QCOMPARE(statesOf(checkSignatures(good, Zone, m_keys, Now, budget)), u"NotTried"_s);
}

void TestDnssec::readsTimesAcrossTheEndOfTheCounter()
{
    const QDateTime late = QDateTime(QDate(2106, 2, 7), QTime(6, 0), Qt::UTC); // 2^32 seconds are over at 06:28:16
    QCOMPARE(timeNear(late, 3600).toString(Qt::ISODate), u"2106-02-07T07:28:16Z"_s);
    QCOMPARE(timeNear(late, 0xffffffff).toString(Qt::ISODate), u"2106-02-07T06:28:15Z"_s);
    QCOMPARE(timeNear(Now, quint32(Now.toSecsSinceEpoch())), Now);
}

void TestDnssec::putsSignaturesToTheirRecords()
{
    QList<Record> section = setAt(m_zone, "www.example.org", Type::A).records;
    section += section; // repeated records are one
    section += setAt(m_zone, "www.example.org", Type::A).signatures;
    section += setAt(m_zone, "example.org", Type::SOA).signatures; // about records that are not there
    section[0].owner = Name::parse(u"WWW.example.org").value();
    const QList<RecordSet> sets = recordSetsIn(section);
    QCOMPARE(sets.size(), 1);
    QCOMPARE(sets[0].records.size(), 2);
    QCOMPARE(sets[0].signatures.size(), 1);
    QVERIFY(isGood(check(sets[0], m_keys)));
}

void TestDnssec::comparesDsWithKeys()
{
    const Record ds = m_signer.dsFor("example.org");
    QCOMPARE(checkDs({ds}, m_keys).first().state, DsState::Fits);
    QCOMPARE(keysThatFit({ds}, m_keys), m_keys);
    QCOMPARE(dsFor(m_keys.first()).rdata, ds.rdata);
    QCOMPARE(checkDs({m_signer.dsFor("example.org", 1)}, m_keys).first().state, DsState::Fits);
    QCOMPARE(checkDs({m_signer.dsFor("example.org", 4)}, m_keys).first().state, DsState::Fits);

    Record changed = ds;
    changed.rdata.back() = char(changed.rdata.back() ^ 1);
    QCOMPARE(checkDs({changed}, m_keys).first().state, DsState::DigestDiffers);
    QVERIFY(keysThatFit({changed}, m_keys).isEmpty());
    changed = ds;
    changed.rdata[0] = char(changed.rdata[0] ^ 1);
    QCOMPARE(checkDs({changed}, m_keys).first().state, DsState::NoSuchKey);
    QCOMPARE(checkDs({ds}, {}).first().state, DsState::NoSuchKey);
    QVERIFY(!countsAsUnsigned(checkDs({ds}, {})));
}

void TestDnssec::aDsOfAnUnknownKindCountsForNobody()
{
    Record algorithm = m_signer.dsFor("example.org");
    algorithm.rdata[2] = char(200);
    Record digest = m_signer.dsFor("example.org");
    digest.rdata[3] = char(9);
    const QList<DsCheck> checks = checkDs({algorithm, digest}, m_keys);
    QCOMPARE(checks.at(0).state, DsState::UnknownAlgorithm);
    QCOMPARE(checks.at(1).state, DsState::UnknownDigest);
    QVERIFY(countsAsUnsigned(checks));
    QVERIFY(!countsAsUnsigned(checkDs({algorithm, m_signer.dsFor("example.org")}, m_keys)));
    QVERIFY(countsAsUnsigned({}));
}

void TestDnssec::theStrongestDigestDecides()
{
    Record wrong = m_signer.dsFor("example.org", 2);
    wrong.rdata.back() = char(wrong.rdata.back() ^ 1);
    const QList<DsCheck> checks = checkDs({m_signer.dsFor("example.org", 1), wrong}, m_keys);
    QCOMPARE(checks.at(0).state, DsState::Outdone);
    QCOMPARE(checks.at(1).state, DsState::DigestDiffers);
}

void TestDnssec::computesTheKeyTagAsBindDoes()
{
    const std::optional<Ds> ds = dsOf(m_signer.dsFor("example.org"));
    QCOMPARE(dnsKeyOf(m_keys.first())->tag, ds->keyTag);
}

void TestDnssec::aThousandSignaturesAndKeysAreBounded()
{
    RecordSet set = setAt(m_zone, "www.example.org", Type::A);
    QList<Record> keys;
    for (int i = 0; i < 1000; ++i) { // all with the same tag: swapped 16-bit words do not change it
        Record key = m_keys.first();
        std::swap(key.rdata[10], key.rdata[12 + i % 20 * 2]);
        std::swap(key.rdata[11], key.rdata[13 + i % 20 * 2]);
        keys.append(key);
        set.signatures.append(set.signatures.first());
        set.signatures.last().rdata[40] = char(i);
    }
    WorkBudget budget;
    QElapsedTimer timer;
    timer.start();
    const QList<SignatureCheck> checks = checkSignatures(set, Zone, keys, Now, budget);
    QVERIFY(timer.elapsed() < 1000);
    QCOMPARE(checks.size(), 1001);
    QCOMPARE(checks.last().state, State::NotTried);
    QVERIFY(WorkBudget().verifications - budget.verifications <= 8 * 4);
}

void TestDnssec::tenThousandRecordsAreBounded()
{
    QList<Record> section = setAt(m_zone, "www.example.org", Type::A).signatures;
    Record record = setAt(m_zone, "www.example.org", Type::A).records.first();
    for (int i = 0; i < 10000; ++i) {
        record.rdata[1] = char(i >> 8);
        record.rdata[2] = char(i & 0xff);
        section.append(record);
    }
    QElapsedTimer timer;
    timer.start();
    const QList<RecordSet> sets = recordSetsIn(section);
    QCOMPARE(sets.first().records.size(), 10000);
    WorkBudget budget;
    QCOMPARE(statesOf(checkSignatures(sets.first(), Zone, m_keys, Now, budget)), u"Bad"_s);
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(WorkBudget().verifications - budget.verifications > 100);
}

void TestDnssec::whatWasVerifiedOnceCostsNothing()
{
    const RecordSet set = setAt(m_zone, "www.example.org", Type::A);
    WorkBudget budget;
    budget.verifications = 1;
    QCOMPARE(statesOf(checkSignatures(set, Zone, m_keys, Now, budget)), u"Good"_s);
    QCOMPARE(statesOf(checkSignatures(set, Zone, m_keys, Now, budget)), u"Good"_s);
    RecordSet other = set;
    other.records[0].rdata[3] = 99;
    QCOMPARE(statesOf(checkSignatures(other, Zone, m_keys, Now, budget)), u"NotTried"_s);
}

QTEST_GUILESS_MAIN(TestDnssec)
#include "tst_dnssec.moc"
