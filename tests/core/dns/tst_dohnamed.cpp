// SPDX-License-Identifier: MIT
#include "dns/nettransport.h"

#include "dns/endpoint.h"
#include "net/qthttptransport.h"
#include "support/testnamed.h"

#include <QTest>

using namespace cw;
using namespace cw::dns;
using namespace cw::test;
using namespace std::chrono_literals;

// The transport against a real DoH server: BIND 9 over HTTP/2 and TLS, with a certificate of its own root.
class TestDohNamed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void bringsTheAnswer_data();
    void bringsTheAnswer();
    void asksHundredsBesidePlainQuestions();
    void doesNotTrustAnUnknownRoot();
    void saysThatThePathIsWrong();
    void stopsWhenCanceled();

private:
    Query query(const QString &name, const QString &path = QStringLiteral("/dns-query")) const;
    std::unique_ptr<DnsTransport> transport()
    {
        return std::make_unique<NetTransport>(m_log, [this] {
            return std::make_unique<net::QtHttpTransport>(m_tls.rootPem, net::QtHttpTransport::defaultUserAgent(), m_log);
        });
    }
    static DnsFailure failureIn(const Reply &reply)
    {
        return reply.message ? DnsFailure() : std::get<DnsFailure>(reply.message.failure());
    }

    crypto::LocalTls m_tls;
    TestNamed m_named;
    ActivityLog m_log;
    CancelToken m_token;
};

void TestDohNamed::initTestCase()
{
    m_tls = crypto::makeLocalTls(QDateTime::currentDateTimeUtc(), 2);
    m_named.addHttps(m_tls);
    // An answer of more than 4,096 bytes, and many names.
    QByteArray text = "@ NS ns\nns A 127.0.0.1\n";
    for (int i = 0; i < 40; ++i)
        text += "big TXT \"" + QByteArray(200, 'a') + QByteArray::number(i) + "\"\n";
    for (int i = 0; i < 300; ++i)
        text += "n" + QByteArray::number(i) + " TXT \"" + QByteArray::number(i) + "\"\n";
    m_named.addZone({"example.org", text, {}});
    QVERIFY(m_named.start());
}

Query TestDohNamed::query(const QString &name, const QString &path) const
{
    Query query;
    query.question = {Name::parse(name).value(), Type::TXT};
    query.server = parseDoh(QStringLiteral("https://127.0.0.1:%1%2").arg(m_named.httpsPort()).arg(path)).value();
    return query;
}

void TestDohNamed::bringsTheAnswer_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("POST") << "/dns-query";
    QTest::newRow("GET") << "/dns-query{?dns}";
}

void TestDohNamed::bringsTheAnswer()
{
    QFETCH(const QString, path);
    const QList<Reply> replies = transport()->askAll(
        {query(QStringLiteral("n7.example.org"), path), query(QStringLiteral("big.example.org"), path),
         query(QStringLiteral("none.example.org"), path)},
        m_token);
    for (const Reply &reply : replies)
        QVERIFY2(reply.message, qPrintable(failureIn(reply).detail));
    QCOMPARE(textOf(replies[0].message->answer.value(0)), QByteArray("7"));
    QCOMPARE(replies[1].message->answer.size(), 40);
    QVERIFY(!replies[1].message->isTruncated);
    QCOMPARE(replies[2].message->rcode, 3);
}

void TestDohNamed::asksHundredsBesidePlainQuestions()
{
    QList<Query> queries;
    for (int i = 0; i < 300; ++i) {
        queries.append(query(QStringLiteral("n%1.example.org").arg(i)));
        if (i % 3 == 0)
            queries.last().server = {QHostAddress(QHostAddress::LocalHost), m_named.port()};
    }
    const QList<Reply> replies = transport()->askAll(queries, m_token);
    for (int i = 0; i < 300; ++i) {
        QVERIFY2(replies[i].message, qPrintable(failureIn(replies[i]).detail));
        QCOMPARE(textOf(replies[i].message->answer.value(0)), QByteArray::number(i));
        QCOMPARE(replies[i].cameByTcp, i % 3 != 0);
    }
}

void TestDohNamed::doesNotTrustAnUnknownRoot()
{
    const Reply reply = NetTransport(m_log).ask(query(QStringLiteral("n7.example.org")), m_token);
    QCOMPARE(failureIn(reply).kind, DnsFailure::Kind::Unreachable);
    QVERIFY2(failureIn(reply).detail.contains(QStringLiteral("certificate")), qPrintable(failureIn(reply).detail));
}

void TestDohNamed::saysThatThePathIsWrong()
{
    const Reply reply = transport()->ask(query(QStringLiteral("n7.example.org"), QStringLiteral("/dns")), m_token);
    QCOMPARE(failureIn(reply).kind, DnsFailure::Kind::Http);
    QCOMPARE(failureIn(reply).detail, QStringLiteral("HTTP 404"));
}

void TestDohNamed::stopsWhenCanceled()
{
    CancelToken token;
    token.cancel();
    const Reply reply = transport()->ask(query(QStringLiteral("n7.example.org")), token);
    QVERIFY(isCanceled(reply.message.failure()));
}

QTEST_GUILESS_MAIN(TestDohNamed)
#include "tst_dohnamed.moc"
