// SPDX-License-Identifier: MIT
#include "publish/rfc2136.h"
#include "support/fakeclock.h"
#include "support/fakedns.h"
#include "support/nonote.h"

#include <QTest>

using namespace cw;
using namespace cw::publish;
using namespace cw::test;

namespace
{

dns::Name name(const char *text)
{
    return dns::Name::parse(QString::fromLatin1(text)).value();
}

const dns::TsigKey Key {name("k"), crypto::Digest::Sha256, "secret"};

// What a server says to an update; `rcode` goes into the header. Signed by `key`, as RFC 8945 5.3.1 wants it, or not at all.
dns::Message replyTo(const dns::Query &query, int rcode, const dns::TsigKey *key, const Clock &clock)
{
    QByteArray wire = query.wire.first(2) + QByteArray(1, char(0xa8)) + char(rcode) + QByteArray(8, '\0');
    if (key) {
        // The signer puts nothing in front of what it signs; the request's MAC has to be there, with its length.
        const QByteArray requestMac = query.wire.chopped(6).last(32);
        dns::SignedMessage made = dns::signTsig(wire, *key, clock.now());
        const QByteArray variables = key->name.toCanonicalWire() + QByteArray::fromHex("00ff00000000")
            + name("hmac-sha256").toCanonicalWire() + made.wire.chopped(6 + 32 + 2).last(8) + QByteArray(4, '\0');
        const QByteArray mac = crypto::hmac(key->digest, key->secret, QByteArray("\0\x20", 2) + requestMac + wire + variables);
        wire = made.wire.chopped(6 + 32) + mac + made.wire.last(6);
    }
    return dns::parseMessage(wire).value();
}

TxtRecord record(const char *owner, const char *zone)
{
    return {name(owner), name(zone), "value", 60};
}

QString addressOf(const dns::Query &query)
{
    return query.server.address.toString();
}

} // namespace

// Against scripted servers: who is asked, and what is believed.
class TestRfc2136 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rehearsesOnceAZoneAndChangesNothing();
    void saysInARehearsalWhatIsWrong();
    void publishesAHundredNamesInOneRoundTrip();
    void sendsALittleByUdp();
    void goesOnByTcpWhenUdpStaysUnanswered();
    void looksForTheServerOnce();
    void asksThePrimaryOnlyWhenItHasAnAddress();
    void asksAnyNameServerWhenThePrimaryIsHidden();
    void triesTheOtherAddressWhenOneIsSilent();
    void doesNotGoOnWhenThePrimaryRefuses();
    void doesNotBelieveAReply_data();
    void doesNotBelieveAReply();
    void saysThatTheServerHasNoAddress();
    void saysWhatMayBeThereWhenItStops();
    void sendsNothingThatCannotBeNoted();
    void saysWhenNothingOfAZoneIsThere_data();
    void saysWhenNothingOfAZoneIsThere();
    void goesOnRemovingWhenOneZoneFails();
    void asksNobodyWhenCanceled();

private:
    using Reaction = std::function<std::optional<Result<dns::Message>>(const dns::Query &)>;
    Reaction says(int rcode); // to updates, signed by the key
    Rfc2136Publisher publisher(const QString &server = {});
    QStringList updatesSentTo() const;

    std::unique_ptr<FakeDns> m_dns;
    FakeClock m_clock;
    ActivityLog m_log;
    CancelToken m_token;
    std::unique_ptr<dns::Resolver> m_resolver;
};

void TestRfc2136::init()
{
    m_token = CancelToken();
    m_dns = std::make_unique<FakeDns>();
    m_dns->addRoot();
    m_dns->addZone("org", {"a0.org=199.19.56.1"});
    m_dns->addZone("example.org", {"ns1.example.org=192.0.2.1,2001:db8::1", "ns2.example.org=192.0.2.2"},
                   "hidden A 192.0.2.9");
    m_dns->addZone("other.org", {"ns.other.org=192.0.2.3"});
    m_resolver = std::make_unique<dns::Resolver>(*m_dns, m_dns->settings(), m_clock, m_log);
    for (const char *address : {"192.0.2.1", "2001:db8::1", "192.0.2.2", "192.0.2.3"})
        m_dns->server(address).answers = says(0);
}

TestRfc2136::Reaction TestRfc2136::says(int rcode)
{
    return [this, rcode](const dns::Query &query) -> std::optional<Result<dns::Message>> {
        if (query.wire.isEmpty())
            return std::nullopt;
        return replyTo(query, rcode, &Key, m_clock);
    };
}

Rfc2136Publisher TestRfc2136::publisher(const QString &server)
{
    return {*m_dns, *m_resolver, {server, 0, Key}, m_clock, m_log};
}

QStringList TestRfc2136::updatesSentTo() const
{
    QStringList addresses;
    for (const dns::Query &query : m_dns->asked) {
        if (!query.wire.isEmpty())
            addresses.append(addressOf(query));
    }
    return addresses;
}

void TestRfc2136::rehearsesOnceAZoneAndChangesNothing()
{
    QVERIFY(publisher().rehearse({record("a.example.org", "example.org"), record("c.other.org", "other.org"),
                                  record("b.example.org", "example.org")}, m_token));
    QCOMPARE(updatesSentTo(), (QStringList {QStringLiteral("192.0.2.1"), QStringLiteral("192.0.2.3")}));
    for (const dns::Query &query : std::as_const(m_dns->asked)) {
        if (!query.wire.isEmpty())
            QVERIFY(dns::parseMessage(query.wire)->authority.isEmpty()); // where an UPDATE has its changes
    }
}

void TestRfc2136::saysInARehearsalWhatIsWrong()
{
    m_dns->server("192.0.2.3").answers = says(5);
    const auto result = publisher().rehearse({record("a.example.org", "example.org"), record("c.other.org", "other.org")}, m_token);
    const auto failure = std::get<PublishFailure>(result.failure());
    QCOMPARE(failure.kind, PublishFailure::Kind::Refused);
    QCOMPARE(failure.zone, QStringLiteral("other.org"));
    QCOMPARE(failure.name, QStringLiteral("c.other.org"));
}

void TestRfc2136::publishesAHundredNamesInOneRoundTrip()
{
    QList<TxtRecord> records;
    for (int i = 0; i < 100; ++i)
        records.append({name(qPrintable(QStringLiteral("_acme-challenge.host%1.example.org").arg(i))), name("example.org"),
                        QByteArray(43, 'x'), 60});
    QVERIFY(m_resolver->zoneOf(name("example.org"), m_token)); // known since the names were looked at
    m_dns->asked.clear();
    m_dns->batches = 0;
    QVERIFY(publisher().present(records, NoNote, m_token));
    QCOMPARE(m_dns->batches, 1);
    QCOMPARE(m_dns->asked.size(), 1);
    QCOMPARE(m_dns->asked.first().carrier, dns::Carrier::TcpOnly);
    QCOMPARE(dns::parseMessage(m_dns->asked.first().wire)->authority.size(), 100);
}

void TestRfc2136::sendsALittleByUdp()
{
    QVERIFY(publisher().present({record("a.example.org", "example.org")}, NoNote, m_token));
    QCOMPARE(updatesSentTo(), QStringList {QStringLiteral("192.0.2.1")});
    QCOMPARE(m_dns->asked.last().carrier, dns::Carrier::UdpThenTcp); // TCP when the answer is truncated
}

void TestRfc2136::goesOnByTcpWhenUdpStaysUnanswered()
{
    m_dns->server("192.0.2.1").answers = [this](const dns::Query &query) -> std::optional<Result<dns::Message>> {
        if (query.wire.isEmpty())
            return std::nullopt;
        if (query.carrier != dns::Carrier::TcpOnly)
            return Failure(DnsFailure {DnsFailure::Kind::NoAnswer, {}, {}, -1, {}});
        return replyTo(query, 0, &Key, m_clock);
    };
    QVERIFY(publisher().present({record("a.example.org", "example.org")}, NoNote, m_token));
    QCOMPARE(updatesSentTo(), (QStringList {QStringLiteral("192.0.2.1"), QStringLiteral("192.0.2.1")}));
    QCOMPARE(m_dns->asked.last().wire, m_dns->asked.at(m_dns->asked.size() - 2).wire);
}

void TestRfc2136::looksForTheServerOnce()
{
    Rfc2136Publisher rfc2136 = publisher();
    QVERIFY(rfc2136.rehearse({record("a.example.org", "example.org")}, m_token));
    m_dns->asked.clear();
    QVERIFY(rfc2136.present({record("a.example.org", "example.org")}, NoNote, m_token));
    QVERIFY(rfc2136.cleanUp({record("a.example.org", "example.org")}, m_token));
    QCOMPARE(m_dns->asked.size(), 2);
}

void TestRfc2136::asksThePrimaryOnlyWhenItHasAnAddress()
{
    QVERIFY(publisher().present({record("a.example.org", "example.org"), record("b.example.org", "example.org")}, NoNote, m_token));
    QCOMPARE(updatesSentTo(), QStringList {QStringLiteral("192.0.2.1")});
}

void TestRfc2136::asksAnyNameServerWhenThePrimaryIsHidden()
{
    m_dns->removeRecords("example.org", "example.org", dns::Type::SOA);
    m_dns->addRecord("example.org", "@ SOA nowhere.example.org. hostmaster 1 1 1 1 1");
    m_dns->server("192.0.2.1").answers = says(5);
    m_dns->server("2001:db8::1").answers = says(5);
    QVERIFY(publisher().present({record("a.example.org", "example.org")}, NoNote, m_token));
    QCOMPARE(updatesSentTo(), (QStringList {QStringLiteral("192.0.2.1"), QStringLiteral("2001:db8::1"), QStringLiteral("192.0.2.2")}));
}

void TestRfc2136::triesTheOtherAddressWhenOneIsSilent()
{
    m_dns->server("192.0.2.1").answers = [](const dns::Query &query) -> std::optional<Result<dns::Message>> {
        if (query.wire.isEmpty())
            return std::nullopt;
        return Failure(DnsFailure {DnsFailure::Kind::NoAnswer, {}, {}, -1, {}});
    };
    QVERIFY(publisher().present({record("a.example.org", "example.org")}, NoNote, m_token));
    const QString silent = QStringLiteral("192.0.2.1"); // by UDP and by TCP
    QCOMPARE(updatesSentTo(), (QStringList {silent, silent, QStringLiteral("2001:db8::1")}));
}

void TestRfc2136::doesNotGoOnWhenThePrimaryRefuses()
{
    m_dns->server("192.0.2.1").answers = says(5);
    const auto result = publisher().present({record("a.example.org", "example.org")}, NoNote, m_token);
    const auto failure = std::get<PublishFailure>(result.failure());
    QCOMPARE(failure.kind, PublishFailure::Kind::Refused);
    QCOMPARE(failure.server, QStringLiteral("ns1.example.org (192.0.2.1)"));
    QCOMPARE(updatesSentTo().size(), 1);
}

void TestRfc2136::doesNotBelieveAReply_data()
{
    using Kind = PublishFailure::Kind;
    QTest::addColumn<int>("rcode");
    QTest::addColumn<QByteArray>("secret"); // of the reply; empty: not signed
    QTest::addColumn<int>("kind");
    QTest::newRow("taken, not signed") << 0 << QByteArray() << int(Kind::UnsignedReply);
    QTest::newRow("taken, signed by somebody else") << 0 << QByteArray("other") << int(Kind::UnsignedReply);
    QTest::newRow("refused, signed by somebody else") << 5 << QByteArray("other") << int(Kind::UnsignedReply);
    // Servers without updates sign nothing. That it was not taken is believed: no harm can come of it.
    QTest::newRow("refused, not signed") << 5 << QByteArray() << int(Kind::Refused);
    QTest::newRow("not implemented, not signed") << 4 << QByteArray() << int(Kind::NotImplemented);
    QTest::newRow("SERVFAIL, signed") << 2 << Key.secret << int(Kind::ServerFailed);
    QTest::newRow("YXDOMAIN, signed") << 6 << Key.secret << int(Kind::OtherRcode);
}

void TestRfc2136::doesNotBelieveAReply()
{
    QFETCH(int, rcode);
    QFETCH(QByteArray, secret);
    dns::TsigKey key = Key;
    key.secret = secret;
    m_dns->server("192.0.2.1").answers = [&](const dns::Query &query) -> std::optional<Result<dns::Message>> {
        if (query.wire.isEmpty())
            return std::nullopt;
        return replyTo(query, rcode, secret.isEmpty() ? nullptr : &key, m_clock);
    };
    const auto result = publisher().present({record("a.example.org", "example.org")}, NoNote, m_token);
    QVERIFY(!result);
    const auto failure = std::get<PublishFailure>(result.failure());
    QTEST(int(failure.kind), "kind");
    QTEST(failure.rcode, "rcode");
    m_dns->server("192.0.2.1").answers = {};
}

void TestRfc2136::saysThatTheServerHasNoAddress()
{
    const auto result = publisher(QStringLiteral("gone.example.org")).present({record("a.example.org", "example.org")}, NoNote, m_token);
    const auto failure = std::get<PublishFailure>(result.failure());
    QCOMPARE(failure.kind, PublishFailure::Kind::NoServer);
    QCOMPARE(failure.server, QStringLiteral("gone.example.org"));
    QVERIFY(updatesSentTo().isEmpty());
}

void TestRfc2136::saysWhatMayBeThereWhenItStops()
{
    m_dns->server("192.0.2.3").answers = says(5);
    QStringList noted;
    const PresenceNote note = [&noted](const QList<TxtRecord> &records, Presence presence) -> Result<Nothing> {
        const QHash<Presence, QString> words {{Presence::MayBeThere, QStringLiteral("may be there ")},
                                              {Presence::Published, QStringLiteral("published ")},
                                              {Presence::Declined, QStringLiteral("declined ")}};
        noted.append(words.value(presence) + records.first().zone.toString());
        return Nothing();
    };
    const auto result = publisher().present({record("a.example.org", "example.org"), record("b.other.org", "other.org")}, note, m_token);
    QCOMPARE(std::get<PublishFailure>(result.failure()).zone, QStringLiteral("other.org"));
    QCOMPARE(updatesSentTo(), (QStringList {QStringLiteral("192.0.2.1"), QStringLiteral("192.0.2.3")}));
    QCOMPARE(noted, (QStringList {QStringLiteral("may be there example.org."), QStringLiteral("published example.org."),
                                  QStringLiteral("may be there other.org."), QStringLiteral("declined other.org.")}));
}

void TestRfc2136::sendsNothingThatCannotBeNoted()
{
    const PresenceNote note = [](const QList<TxtRecord> &, Presence) -> Result<Nothing> {
        return Failure(StoreFailure {StoreFailure::Kind::DiskFull, {}, {}});
    };
    const auto result = publisher().present({record("a.example.org", "example.org")}, note, m_token);
    QVERIFY(std::holds_alternative<StoreFailure>(result.failure()));
    QVERIFY(updatesSentTo().isEmpty());
}

void TestRfc2136::saysWhenNothingOfAZoneIsThere_data()
{
    QTest::addColumn<int>("rcode");
    QTest::addColumn<bool>("isSilent"); // the first of its addresses
    QTest::addColumn<bool>("isDeclined");
    QTest::newRow("refused") << 5 << false << true;
    QTest::newRow("not for this server") << 9 << false << true;
    QTest::newRow("it failed half-way, maybe") << 2 << false << false;
    QTest::newRow("refused by the second, but the first has said nothing") << 5 << true << false;
}

void TestRfc2136::saysWhenNothingOfAZoneIsThere()
{
    QFETCH(int, rcode);
    QFETCH(bool, isSilent);
    m_dns->server("192.0.2.1").answers = [this, rcode, isSilent](const dns::Query &query) -> std::optional<Result<dns::Message>> {
        if (query.wire.isEmpty())
            return std::nullopt;
        if (isSilent)
            return Failure(DnsFailure {DnsFailure::Kind::NoAnswer, {}, {}, -1, {}});
        return replyTo(query, rcode, &Key, m_clock);
    };
    m_dns->server("2001:db8::1").answers = says(rcode);
    QList<Presence> noted;
    const PresenceNote note = [&noted](const QList<TxtRecord> &, Presence presence) -> Result<Nothing> {
        noted.append(presence);
        return Nothing();
    };
    QVERIFY(!publisher().present({record("a.example.org", "example.org")}, note, m_token));
    QTEST(noted.contains(Presence::Declined), "isDeclined");
}

void TestRfc2136::goesOnRemovingWhenOneZoneFails()
{
    m_dns->server("192.0.2.1").answers = says(2);
    const auto result = publisher().cleanUp({record("a.example.org", "example.org"), record("b.other.org", "other.org")}, m_token);
    QCOMPARE(std::get<PublishFailure>(result.failure()).zone, QStringLiteral("example.org"));
    QCOMPARE(updatesSentTo(), (QStringList {QStringLiteral("192.0.2.1"), QStringLiteral("192.0.2.3")}));
}

void TestRfc2136::asksNobodyWhenCanceled()
{
    m_token.cancel();
    const auto result = publisher(QStringLiteral("192.0.2.1")).present({record("a.example.org", "example.org")}, NoNote, m_token);
    QVERIFY(isCanceled(result.failure()));
    QVERIFY(updatesSentTo().isEmpty());
}

QTEST_GUILESS_MAIN(TestRfc2136)
#include "tst_rfc2136.moc"
