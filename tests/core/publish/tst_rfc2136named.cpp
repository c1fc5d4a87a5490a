// SPDX-License-Identifier: MIT
#include "base/explain.h"
#include "dns/nettransport.h"
#include "publish/rfc2136.h"
#include "support/fakeclock.h"
#include "support/nonote.h"
#include "support/testnamed.h"

#include <QTest>

using namespace cw;
using namespace cw::publish;
using namespace cw::test;
using namespace std::chrono_literals;

namespace
{

dns::Name name(const char *text)
{
    return dns::Name::parse(QString::fromLatin1(text)).value();
}

dns::TsigKey key(const char *keyName, crypto::Digest digest = crypto::Digest::Sha256)
{
    return {name(keyName), digest, "a secret of more than 32 bytes, for tests only"};
}

TxtRecord record(const char *owner, const char *zone, const QByteArray &value)
{
    return {name(owner), name(zone), value, 60};
}

const char Challenge[] = "_acme-challenge.example.test";

// The world's clock, some time off.
class ShiftedClock final : public Clock
{
public:
    explicit ShiftedClock(std::chrono::seconds shift) : m_shift(shift) { }
    QDateTime now() const override { return m_system.now().addSecs(m_shift.count()); }
    std::chrono::milliseconds ticks() const override { return m_system.ticks(); }
    bool sleep(std::chrono::milliseconds time, CancelToken &token) override { return m_system.sleep(time, token); }

private:
    SystemClock m_system;
    std::chrono::seconds m_shift;
};

} // namespace

// Against a real BIND: what it takes, and what it says when it does not.
class TestRfc2136Named : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void rehearsesWithoutAnyChange();
    void publishesAHundredNamesInOneUpdate();
    void addsTwoValuesAtOneNameAndRemovesThemByValue_data();
    void addsTwoValuesAtOneNameAndRemovesThemByValue();
    void removesWhatIsGoneAlready();
    void findsThePrimaryByItself();
    void takesTheServerByItsHostName();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void saysThatTheServerIsDown();
    void writesIntoTheLogWhatItDid();

private:
    Rfc2136Publisher publisher(Rfc2136Settings settings, Clock *clock = nullptr);
    Rfc2136Settings atServer(const dns::TsigKey &tsigKey) const;
    quint32 serialOf(const char *zone);

    TestNamed m_named;
    ActivityLog m_log;
    SystemClock m_clock;
    CancelToken m_token;
    std::unique_ptr<dns::NetTransport> m_transport;
    std::unique_ptr<dns::Resolver> m_resolver;
};

void TestRfc2136Named::initTestCase()
{
    using crypto::Digest;
    for (const auto &[keyName, digest] : {std::pair {"sha1", Digest::Sha1}, {"sha224", Digest::Sha224},
                                          {"sha256", Digest::Sha256}, {"sha384", Digest::Sha384}, {"sha512", Digest::Sha512}})
        m_named.addKey(key(keyName, digest));
    m_named.addZone({".", "@ NS ns.example.test.\nexample.test. NS ns.example.test.\nns.example.test. A 127.0.0.1", ""});
    m_named.addZone({"example.test", "@ NS ns\nns A 127.0.0.1\n_acme-challenge TXT foreign",
                     "sha1 sha224 sha256 sha384 sha512"});
    m_named.addZone({"closed.test", "@ NS ns.example.test.", ""});
    QVERIFY(m_named.start());
    m_transport = std::make_unique<dns::NetTransport>(m_log);
    m_resolver = std::make_unique<dns::Resolver>(*m_transport, m_named.settings(), m_clock, m_log);
}

void TestRfc2136Named::cleanup()
{
    QCOMPARE(m_named.textsAt(Challenge), QList<QByteArray> {"foreign"}); // each test leaves the zone as it was
}

Rfc2136Publisher TestRfc2136Named::publisher(Rfc2136Settings settings, Clock *clock)
{
    return {*m_transport, *m_resolver, std::move(settings), clock ? *clock : m_clock, m_log};
}

Rfc2136Settings TestRfc2136Named::atServer(const dns::TsigKey &tsigKey) const
{
    return {QStringLiteral("127.0.0.1"), m_named.port(), tsigKey};
}

void TestRfc2136Named::rehearsesWithoutAnyChange()
{
    const quint32 serial = serialOf("example.test");
    QVERIFY(publisher(atServer(key("sha256"))).rehearse({record(Challenge, "example.test", "x")}, m_token));
    QCOMPARE(serialOf("example.test"), serial);
    QCOMPARE(m_named.textsAt(Challenge), QList<QByteArray> {"foreign"});
}

void TestRfc2136Named::publishesAHundredNamesInOneUpdate()
{
    QList<TxtRecord> records;
    for (int i = 0; i < 100; ++i)
        records.append(record(qPrintable(QStringLiteral("_acme-challenge.host%1.example.test").arg(i)), "example.test",
                              QByteArray(43, 'x')));
    const quint32 serial = serialOf("example.test");
    QStringList lines;
    m_log.setListener([&lines](const LogEntry &entry) {
        if (entry.kind == LogEntry::Kind::Update && entry.text.contains(u'@'))
            lines.append(entry.text);
    });
    Rfc2136Publisher rfc2136 = publisher(atServer(key("sha256")));
    QVERIFY(rfc2136.present(records, NoNote, m_token));
    QCOMPARE(lines.size(), 1); // messages to the server
    QCOMPARE(serialOf("example.test"), serial + 1);
    QCOMPARE(m_named.textsAt("_acme-challenge.host99.example.test").size(), 1);
    QVERIFY(rfc2136.cleanUp(records, m_token));
    m_log.setListener({});
    QCOMPARE(lines.size(), 2);
    QVERIFY(m_named.textsAt("_acme-challenge.host99.example.test").isEmpty());
}

quint32 TestRfc2136Named::serialOf(const char *zone)
{
    const Result<dns::Zone> found = dns::Resolver(*m_transport, m_named.settings(), m_clock, m_log).zoneOf(name(zone), m_token);
    return found ? found->soa.serial : 0;
}

void TestRfc2136Named::addsTwoValuesAtOneNameAndRemovesThemByValue_data()
{
    QTest::addColumn<int>("digest");
    for (const auto digest : {crypto::Digest::Sha1, crypto::Digest::Sha224, crypto::Digest::Sha256, crypto::Digest::Sha384,
                              crypto::Digest::Sha512})
        QTest::newRow(qPrintable(dns::tsigAlgorithmName(digest))) << int(digest);
}

void TestRfc2136Named::addsTwoValuesAtOneNameAndRemovesThemByValue()
{
    QFETCH(int, digest);
    const auto used = crypto::Digest(digest);
    const QByteArray keyName = dns::tsigAlgorithmName(used).mid(5).toUpper().toLatin1(); // case of key names is no matter
    Rfc2136Publisher rfc2136 = publisher(atServer(key(keyName.constData(), used)));
    const TxtRecord one = record(Challenge, "example.test", "one");
    const TxtRecord two = record(Challenge, "example.test", QByteArray(300, '2'));
    QVERIFY(rfc2136.present({one, two}, NoNote, m_token));
    QCOMPARE(m_named.textsAt(Challenge), (QList<QByteArray> {two.value, "foreign", "one"}));
    QVERIFY(rfc2136.cleanUp({one}, m_token));
    QCOMPARE(m_named.textsAt(Challenge), (QList<QByteArray> {two.value, "foreign"}));
    QVERIFY(rfc2136.cleanUp({two}, m_token));
}

void TestRfc2136Named::removesWhatIsGoneAlready()
{
    Rfc2136Publisher rfc2136 = publisher(atServer(key("sha256")));
    QVERIFY(rfc2136.cleanUp({record(Challenge, "example.test", "never was there")}, m_token));
    QVERIFY(rfc2136.cleanUp({record("nothing.example.test", "example.test", "x")}, m_token));
}

void TestRfc2136Named::findsThePrimaryByItself()
{
    Rfc2136Publisher rfc2136 = publisher({{}, 0, key("sha256")});
    const TxtRecord one = record(Challenge, "example.test", "one");
    QVERIFY(rfc2136.present({one}, NoNote, m_token));
    QCOMPARE(m_named.textsAt(Challenge).size(), 2);
    QVERIFY(rfc2136.cleanUp({one}, m_token));
}

void TestRfc2136Named::takesTheServerByItsHostName()
{
    Rfc2136Publisher rfc2136 = publisher({QStringLiteral("ns.example.test"), 0, key("sha256")});
    const TxtRecord one = record(Challenge, "example.test", "one");
    QVERIFY(rfc2136.present({one}, NoNote, m_token) && rfc2136.cleanUp({one}, m_token));
}

void TestRfc2136Named::saysWhatIsWrong_data()
{
    using Kind = PublishFailure::Kind;
    QTest::addColumn<QString>("what");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("rcode");
    QTest::addColumn<int>("tsigError");
    QTest::addColumn<int>("skew");
    QTest::newRow("wrong secret") << "secret" << QByteArray("example.test") << int(Kind::BadSignature) << 9 << 16 << 0;
    QTest::newRow("unknown key") << "name" << QByteArray("example.test") << int(Kind::BadKey) << 9 << 17 << 0;
    QTest::newRow("other algorithm") << "algorithm" << QByteArray("example.test") << int(Kind::BadKey) << 9 << 17 << 0;
    QTest::newRow("our clock an hour ahead") << "ahead" << QByteArray("example.test") << int(Kind::BadTime) << 9 << 18 << -3600;
    QTest::newRow("our clock an hour behind") << "behind" << QByteArray("example.test") << int(Kind::BadTime) << 9 << 18 << 3600;
    QTest::newRow("updates not allowed") << "" << QByteArray("closed.test") << int(Kind::Refused) << 5 << 0 << 0;
    QTest::newRow("not its zone") << "" << QByteArray("elsewhere.test") << int(Kind::NotAuthoritative) << 9 << 0 << 0;
    QTest::newRow("name outside the zone") << "outside" << QByteArray("example.test") << int(Kind::NotInZone) << 10 << 0 << 0;
}

void TestRfc2136Named::saysWhatIsWrong()
{
    QFETCH(QString, what);
    QFETCH(QByteArray, zone);
    QFETCH(int, skew);
    dns::TsigKey used = key("sha256");
    if (what == u"secret")
        used.secret += 'x';
    if (what == u"name")
        used.name = name("nobody");
    if (what == u"algorithm")
        used.digest = crypto::Digest::Sha512;
    ShiftedClock clock(what == u"ahead" ? 1h : what == u"behind" ? -1h : 0h);
    TxtRecord asked = record("_acme-challenge.example.test", zone.constData(), "x");
    if (what == u"outside")
        asked.owner = name("www.elsewhere.test");
    Rfc2136Publisher rfc2136 = publisher(atServer(used), &clock);
    const auto result = rfc2136.present({asked}, NoNote, m_token);
    QVERIFY(!result);
    const auto failure = std::get<PublishFailure>(result.failure());
    QTEST(int(failure.kind), "kind");
    QTEST(failure.rcode, "rcode");
    QTEST(failure.tsigError, "tsigError");
    QVERIFY2(qAbs(failure.clockSkewSeconds - skew) <= 2, qPrintable(QString::number(failure.clockSkewSeconds)));
    QCOMPARE(failure.server, QStringLiteral("127.0.0.1:%1").arg(m_named.port()));
    QCOMPARE(failure.zone, QString::fromLatin1(zone));
    QCOMPARE(failure.name, asked.owner.withoutFinalDot());
    QCOMPARE(failure.keyName, used.name.withoutFinalDot());
    const QHash<PublishFailure::Kind, QString> words {
        {PublishFailure::Kind::BadSignature, QStringLiteral("BADSIG")}, {PublishFailure::Kind::BadKey, QStringLiteral("BADKEY")},
        {PublishFailure::Kind::BadTime, QStringLiteral("BADTIME")}, {PublishFailure::Kind::Refused, QStringLiteral("REFUSED")},
        {PublishFailure::Kind::NotAuthoritative, QStringLiteral("NOTAUTH")}, {PublishFailure::Kind::NotInZone, QStringLiteral("NOTZONE")}};
    const QString text = explain(failure).text;
    QVERIFY2(text.contains(words.value(failure.kind)) && text.startsWith(failure.server), qPrintable(text));
    if (skew != 0)
        QVERIFY(qAbs(failure.serverTime.secsTo(QDateTime::currentDateTimeUtc())) <= 2);
    // A rehearsal shows the same, but for the records that it does not send.
    const auto rehearsed = rfc2136.rehearse({asked}, m_token);
    QCOMPARE(bool(rehearsed), what == u"outside");
    if (!rehearsed)
        QCOMPARE(std::get<PublishFailure>(rehearsed.failure()).kind, failure.kind);
}

void TestRfc2136Named::saysThatTheServerIsDown()
{
    Rfc2136Settings settings = atServer(key("sha256"));
    settings.server = QStringLiteral("127.0.0.77"); // nobody listens there
    const auto result = publisher(settings).present({record(Challenge, "example.test", "x")}, NoNote, m_token);
    const auto failure = std::get<PublishFailure>(result.failure());
    QCOMPARE(failure.kind, PublishFailure::Kind::NoAnswer);
    QCOMPARE(failure.server, QStringLiteral("127.0.0.77:%1").arg(m_named.port()));
    QVERIFY(!failure.detail.isEmpty());
}

void TestRfc2136Named::writesIntoTheLogWhatItDid()
{
    QStringList lines;
    m_log.setListener([&lines](const LogEntry &entry) { lines.append(entry.text); });
    Rfc2136Publisher rfc2136 = publisher(atServer(key("sha256")));
    const TxtRecord one = record(Challenge, "example.test", "one");
    QVERIFY(rfc2136.present({one}, NoNote, m_token) && rfc2136.cleanUp({one}, m_token));
    m_log.setListener({});
    const QString place = QStringLiteral("1 TXT records of zone example.test. at 127.0.0.1:%1").arg(m_named.port());
    QVERIFY(lines.contains(QStringLiteral("added ") + place) && lines.contains(QStringLiteral("removed ") + place));
}

QTEST_GUILESS_MAIN(TestRfc2136Named)
#include "tst_rfc2136named.moc"
