// SPDX-License-Identifier: MIT
#include "checks/dnssec.h"
#include "dns/nettransport.h"

#include "support/fakedns.h"
#include "support/signedworld.h"
#include "support/testnamed.h"

#include <QTest>

using namespace cw;
using namespace cw::checks;
using namespace Qt::StringLiterals;
using test::ZoneSigner;

namespace
{

using State = DnssecReport::State;
using Records = QList<dns::Record>;

dns::Name nameOf(const QString &text)
{
    return dns::Name::parse(text).value();
}

ZoneSigner::How signedFor(qint64 fromDays, qint64 untilDays)
{
    ZoneSigner::How how;
    how.from = QDateTime::currentDateTimeUtc().addDays(fromDays);
    how.until = QDateTime::currentDateTimeUtc().addDays(untilDays);
    return how;
}

ZoneSigner::How nsec3(bool withOptOut)
{
    ZoneSigner::How how = signedFor(-1, 30);
    how.withNsec3 = true;
    how.withOptOut = withOptOut;
    return how;
}

Records recordsFrom(const char *apex, const char *text)
{
    Records records;
    for (const QByteArray &line : QByteArray(text).split('\n'))
        records.append(test::FakeDns::record(apex, line));
    return records;
}

QByteArray zoneFile(const Records &records)
{
    QByteArray text;
    for (const dns::Record &record : records)
        text += dns::toText(record).toUtf8() + '\n';
    return text;
}

} // namespace

// Signed zones at a real BIND with a root of its own: real answers with real proofs, over real UDP.
class TestDnssecNamed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();

private:
    using Change = std::function<void(Records &)>;
    enum class Ds { Right, WrongKey, Forgotten };
    void addZone(const char *apex, const ZoneSigner::How &how, const Change &change = {}, Ds ds = Ds::Right);

    ZoneSigner m_signer;
    Records m_root;
    test::TestNamed m_named;
};

void TestDnssecNamed::addZone(const char *apex, const ZoneSigner::How &how, const Change &change, Ds ds)
{
    const Records plain = recordsFrom(apex,
        "@ SOA ns hostmaster 1 3600 600 86400 60\n@ NS ns\nns A 127.0.0.1\nwww A 192.0.2.80\n_acme-challenge.www TXT "
        "token\n*.wild TXT made\ncut NS ns.elsewhere.test.\nalias CNAME www");
    m_root += recordsFrom(apex, "@ NS ns\nns A 127.0.0.1");
    Records zone = m_signer.sign(apex, plain, how);
    if (ds == Ds::WrongKey) {
        m_signer.changeKey(apex);
        m_signer.sign(apex, plain, how);
    }
    if (ds != Ds::Forgotten)
        m_root.append(m_signer.dsFor(apex));
    if (change)
        change(zone);
    m_named.addZone({apex, zoneFile(zone), ""});
}

void TestDnssecNamed::initTestCase()
{
    m_root
        = recordsFrom(".", "@ SOA ns.root. hostmaster.root. 1 3600 600 86400 60\n@ NS ns.root.\nns.root. A 127.0.0.1");
    addZone("good.test", signedFor(-1, 30));
    addZone("nsec3.test", nsec3(false));
    addZone("optout.test", nsec3(true));
    addZone("expired.test", signedFor(-60, -30));
    addZone("future.test", signedFor(30, 60));
    addZone("badsig.test", signedFor(-1, 30),
        [](Records &zone) { test::breakSignatures(zone, "_acme-challenge.www.badsig.test", dns::Type::TXT); });
    addZone("badproof.test", signedFor(-1, 30),
        [](Records &zone) { test::breakSignatures(zone, "www.badproof.test", dns::Type::NSEC); });
    addZone("nosig.test", signedFor(-1, 30),
        [](Records &zone) { test::removeSignatures(zone, "_acme-challenge.www.nosig.test", dns::Type::TXT); });
    addZone("unsigned.test", signedFor(-1, 30), [](Records &zone) {
        for (const dns::Type type : {dns::Type::DNSKEY, dns::Type::NSEC, dns::Type::RRSIG})
            zone.removeIf([type](const dns::Record &record) { return record.type == type; });
    });
    addZone("wrongds.test", signedFor(-1, 30), {}, Ds::WrongKey);
    addZone("nods.test", signedFor(-1, 30), {}, Ds::Forgotten);
    m_named.addZone({".", zoneFile(m_signer.sign(".", m_root, signedFor(-1, 30))), ""});
    QVERIFY(m_named.start());
}

void TestDnssecNamed::saysWhatIsWrong_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<Severity>("severity");
    QTest::addColumn<QString>("saw"); // a part of it
    QTest::addColumn<int>("refused"); // of seven questions
    const QString isFine = u" is signed; its keys fit the zone above"_s;
    QTest::newRow("good.test") << State::Signed << Severity::Ok << isFine << 0;
    QTest::newRow("nsec3.test") << State::Signed << Severity::Ok << isFine << 0;
    QTest::newRow("optout.test") << State::Signed << Severity::Ok << isFine << 0;
    QTest::newRow("expired.test") << State::Broken << Severity::Fail
                                  << u"The signature of expired.test. DNSKEY ended on "_s << 7;
    QTest::newRow("future.test") << State::Broken << Severity::Fail
                                 << u"The signature of future.test. DNSKEY is valid only from "_s << 7;
    QTest::newRow("badsig.test") << State::Broken << Severity::Fail
                                 << u"The signature of _acme-challenge.www.badsig.test. TXT by the key "_s << 1;
    QTest::newRow("badproof.test")
        << State::Broken << Severity::Fail
        << u"there is no www.badproof.test. CAA is proved by a record whose signature by the key"_s << 1;
    QTest::newRow("nosig.test") << State::Broken << Severity::Fail
                                << u"_acme-challenge.www.nosig.test. TXT comes without a signature"_s << 1;
    QTest::newRow("unsigned.test") << State::Broken << Severity::Fail << u"but the zone has no keys (DNSKEY)"_s << 7;
    QTest::newRow("wrongds.test") << State::Broken << Severity::Fail << u", which the zone does not have."_s << 7;
    QTest::newRow("nods.test") << State::Unsigned << Severity::Info << u"but no DS record at its parent"_s << 0;
}

void TestDnssecNamed::saysWhatIsWrong()
{
    QFETCH(State, state);
    QFETCH(Severity, severity);
    QFETCH(QString, saw);
    QFETCH(int, refused);
    const QString zone = QString::fromLatin1(QTest::currentDataTag());
    ActivityLog log;
    SystemClock clock;
    CancelToken token;
    dns::NetTransport transport(log);
    dns::Resolver resolver(transport, m_named.settings(), clock, log);
    DnssecInspector inspector(resolver, clock);
    QList<DnssecQuestion> questions;
    for (const char *front :
        {"www.", "alias.", "x.wild.", "no.where.", "cut."}) // empty, alias, wildcard, missing, referral
        questions.append(DnssecQuestion{{nameOf(QString::fromLatin1(front) + zone), dns::Type::CAA}});
    questions.append(DnssecQuestion{{nameOf(u"_acme-challenge.www."_s + zone), dns::Type::TXT}});
    questions.append(DnssecQuestion{{nameOf(u"y.x.wild."_s + zone), dns::Type::TXT}}); // made by the wildcard
    const DnssecReport report = inspector.inspect(resolver.zoneOf(nameOf(zone), token).value(), questions, token);
    QVERIFY2(report.findings.first().saw.contains(saw), qPrintable(report.findings.first().saw));
    QCOMPARE(report.findings.size(), 1);
    QCOMPARE(report.findings.first().severity, severity);
    QCOMPARE(report.state, state);
    QCOMPARE(int(report.refused.size()), refused);
}

QTEST_GUILESS_MAIN(TestDnssecNamed)
#include "tst_dnssecnamed.moc"
