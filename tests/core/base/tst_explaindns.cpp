// SPDX-License-Identifier: MIT
#include "base/explain.h"

#include <QTest>

using namespace cw;

class TestExplainDns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatANameServerDid_data();
    void saysWhatANameServerDid();
    void saysWhyARecordWasNotPublished_data();
    void saysWhyARecordWasNotPublished();
    void namesTheDifferenceOfTheClocks_data();
    void namesTheDifferenceOfTheClocks();
    void namesTheTimeOfBothClocks();
    void warnsOfAWeakKey();
    void speaksOfTheTicketWhereThereIsNoKey();
    void doesNotBlameOneOfSeveralNames();
    void saysSomethingForEveryKind();
};

void TestExplainDns::saysWhatANameServerDid_data()
{
    using Kind = DnsFailure::Kind;
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("rcode");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QStringList>("parts"); // of the text
    const QString server = QStringLiteral("ns1.example.org (192.0.2.1)");
    const QString question = QStringLiteral("www.example.org. TXT");
    const QString name = QStringLiteral("www.example.org");
    QTest::newRow("silence") << int(Kind::NoAnswer) << -1 << "A name server does not answer" << QStringList {server, question};
    QTest::newRow("nobody listens") << int(Kind::Unreachable) << -1 << "A name server cannot be reached"
                                    << QStringList {server, question};
    QTest::newRow("REFUSED") << int(Kind::Rcode) << 5 << "A name server refuses to answer"
                             << QStringList {server, question, QStringLiteral("REFUSED")};
    QTest::newRow("SERVFAIL") << int(Kind::Rcode) << 2 << "A name server could not answer"
                              << QStringList {server, question, QStringLiteral("SERVFAIL"), QStringLiteral("DNSSEC")};
    QTest::newRow("FORMERR") << int(Kind::Rcode) << 1 << "A name server answered with an error"
                             << QStringList {server, question, QStringLiteral("FORMERR")};
    QTest::newRow("unknown rcode") << int(Kind::Rcode) << 3841 << "A name server answered with an error"
                                   << QStringList {server, question, QStringLiteral("RCODE 3841")};
    QTest::newRow("garbage") << int(Kind::Malformed) << -1 << "A name server sent an answer that cannot be read"
                             << QStringList {server, question};
    QTest::newRow("lame") << int(Kind::NotAuthoritative) << 0 << "A name server does not serve the zone it is listed for"
                          << QStringList {server, question};
    QTest::newRow("no addresses") << int(Kind::NoServers) << -1 << "A zone has no name server that can be asked"
                                  << QStringList {name, QStringLiteral("ns1.gone.net")};
    QTest::newRow("no resolver") << int(Kind::NoResolver) << -1 << "No DNS resolver answers" << QStringList {server};
    QTest::newRow("circle") << int(Kind::Loop) << -1 << "The aliases lead in a circle" << QStringList {name};
    QTest::newRow("nowhere") << int(Kind::NotFound) << -1 << "The domain does not exist" << QStringList {name};
}

void TestExplainDns::saysWhatANameServerDid()
{
    QFETCH(int, kind);
    QFETCH(int, rcode);
    QFETCH(QStringList, parts);
    DnsFailure failure;
    failure.kind = DnsFailure::Kind(kind);
    failure.server = QStringLiteral("ns1.example.org (192.0.2.1)");
    failure.question = QStringLiteral("www.example.org. TXT");
    failure.rcode = rcode;
    failure.detail = failure.kind == DnsFailure::Kind::NoServers ? QStringLiteral("ns1.gone.net") : QString();
    const Explanation words = explain(failure);
    QTEST(words.title, "title");
    for (const QString &part : parts)
        QVERIFY2(words.text.contains(part), qPrintable(part + QStringLiteral(" in: ") + words.text));
    QVERIFY(words.nextStep.endsWith(u'.'));
    QVERIFY(!words.text.contains(QStringLiteral("org.."))); // a sentence that ends with a name ends with one dot
}

namespace
{

PublishFailure publishFailure(PublishFailure::Kind kind)
{
    PublishFailure failure;
    failure.kind = kind;
    failure.zone = QStringLiteral("example.org");
    failure.name = QStringLiteral("_acme-challenge.www.example.org");
    failure.server = QStringLiteral("ns1.example.org (192.0.2.1)");
    failure.keyName = QStringLiteral("acme-key");
    failure.rcode = 6;
    failure.clockSkewSeconds = 420;
    return failure;
}

} // namespace

void TestExplainDns::saysWhyARecordWasNotPublished_data()
{
    using Kind = PublishFailure::Kind;
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QStringList>("parts");
    const QString zone = QStringLiteral("example.org");
    const QString name = QStringLiteral("_acme-challenge.www.example.org");
    const QString key = QStringLiteral("\"acme-key\"");
    QTest::newRow("silence") << int(Kind::NoAnswer) << "The name server does not answer" << QStringList {zone};
    QTest::newRow("REFUSED") << int(Kind::Refused) << "The name server refuses the update"
                             << QStringList {QStringLiteral("REFUSED"), key, name, zone};
    QTest::newRow("NOTAUTH") << int(Kind::NotAuthoritative) << "The name server does not serve this zone"
                             << QStringList {QStringLiteral("NOTAUTH"), zone};
    QTest::newRow("NOTZONE") << int(Kind::NotInZone) << "The record is not in this zone"
                             << QStringList {QStringLiteral("NOTZONE"), name, zone};
    QTest::newRow("BADKEY") << int(Kind::BadKey) << "The name server does not know the TSIG key"
                            << QStringList {QStringLiteral("BADKEY"), key};
    QTest::newRow("BADSIG") << int(Kind::BadSignature) << "The secret of the TSIG key is not the one the name server has"
                            << QStringList {QStringLiteral("BADSIG"), key};
    QTest::newRow("BADTIME") << int(Kind::BadTime) << "The clocks of this computer and the name server differ"
                             << QStringList {QStringLiteral("BADTIME"),
                                             QStringLiteral("its clock is 7 minutes ahead of this computer's")};
    QTest::newRow("unsigned") << int(Kind::UnsignedReply) << "The answer of the name server cannot be trusted"
                              << QStringList {zone, key};
    QTest::newRow("SERVFAIL") << int(Kind::ServerFailed) << "The name server could not carry out the update"
                              << QStringList {QStringLiteral("SERVFAIL"), zone};
    QTest::newRow("NOTIMP") << int(Kind::NotImplemented) << "The name server takes no updates"
                            << QStringList {QStringLiteral("NOTIMP"), QStringLiteral("RFC 2136")};
    QTest::newRow("another rcode") << int(Kind::OtherRcode) << "The name server did not take the update"
                                   << QStringList {QStringLiteral("error code 6"), zone};
    QTest::newRow("no address") << int(Kind::NoServer) << "The name server for updates has no address" << QStringList {zone};
    QTest::newRow("not seen") << int(Kind::NotSeen) << "The record was taken but is not served"
                              << QStringList {name};
    QTest::newRow("still there") << int(Kind::StillThere) << "A record was not removed" << QStringList {name};
}

void TestExplainDns::saysWhyARecordWasNotPublished()
{
    QFETCH(int, kind);
    QFETCH(QStringList, parts);
    const Explanation words = explain(publishFailure(PublishFailure::Kind(kind)));
    QTEST(words.title, "title");
    parts.append(QStringLiteral("ns1.example.org (192.0.2.1)")); // every sentence names the server
    for (const QString &part : parts)
        QVERIFY2(words.text.contains(part), qPrintable(part + QStringLiteral(" in: ") + words.text));
    QVERIFY(words.text.endsWith(u'.') && words.nextStep.endsWith(u'.'));
}

void TestExplainDns::namesTheDifferenceOfTheClocks_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("part");
    QTest::newRow("seconds") << qint64(30) << "30 seconds ahead of";
    QTest::newRow("minutes ahead") << qint64(7 * 60 + 20) << "7 minutes ahead of";
    QTest::newRow("minutes behind") << qint64(-7 * 60) << "7 minutes behind";
    QTest::newRow("an hour, as by a wrong time zone") << qint64(3600) << "60 minutes ahead of";
    QTest::newRow("hours") << qint64(-2 * 3600 - 5) << "2 hours behind";
    QTest::newRow("years") << qint64(86400 * 365) << "8760 hours ahead of";
}

void TestExplainDns::namesTheDifferenceOfTheClocks()
{
    QFETCH(qint64, seconds);
    QFETCH(QString, part);
    PublishFailure failure = publishFailure(PublishFailure::Kind::BadTime);
    failure.clockSkewSeconds = seconds;
    QVERIFY2(explain(failure).text.contains(part), qPrintable(explain(failure).text));
}

void TestExplainDns::namesTheTimeOfBothClocks()
{
    PublishFailure failure = publishFailure(PublishFailure::Kind::BadTime);
    failure.clockSkewSeconds = -3601;
    failure.serverTime = QDateTime(QDate(2026, 11, 22), QTime(22, 59, 59), Qt::UTC);
    QCOMPARE(explain(failure).text,
             QStringLiteral("ns1.example.org (192.0.2.1) answered BADTIME: its clock is 60 minutes behind this computer's. The name "
                            "server's clock showed 2026-11-22 22:59:59 UTC when this computer's showed 2026-11-23 00:00:00 UTC."));
}

void TestExplainDns::warnsOfAWeakKey()
{
    const Explanation words = explainWeakKey(QStringLiteral("acme-key"), QStringLiteral("hmac-sha1"));
    QVERIFY(words.text.contains(QStringLiteral("\"acme-key\" signs with hmac-sha1")));
    QVERIFY(words.nextStep.contains(QStringLiteral("tsig-keygen -a hmac-sha256")));
}

void TestExplainDns::speaksOfTheTicketWhereThereIsNoKey()
{
    PublishFailure failure = publishFailure(PublishFailure::Kind::Refused);
    failure.keyName.clear();
    failure.program = QStringLiteral("nsupdate");
    QVERIFY(explain(failure).text.contains(QStringLiteral("Kerberos ticket")) && !explain(failure).text.contains(u'"'));
    failure.kind = PublishFailure::Kind::BadTime;
    failure.clockSkewSeconds = 0;
    QVERIFY(explain(failure).text.contains(QStringLiteral("the Kerberos server")));
    failure.kind = PublishFailure::Kind::NoTicket;
    QVERIFY(explain(failure).nextStep.contains(QStringLiteral("kinit")));
    failure.kind = PublishFailure::Kind::NsupdateMissing;
    QVERIFY(explain(failure).nextStep.contains(QStringLiteral("bind9-dnsutils")));
    failure.kind = PublishFailure::Kind::NsupdateFailed;
    failure.output = QStringLiteral("response to GSS-TSIG query was unsuccessful (REFUSED)");
    QCOMPARE(explain(failure).raw, failure.output);
    // The zone's SOA was refused, not the update.
    failure.kind = PublishFailure::Kind::NotAuthoritative;
    failure.rcode = 5;
    QVERIFY(explain(failure).text.contains(QStringLiteral("refuses questions about the zone example.org")));
}

void TestExplainDns::doesNotBlameOneOfSeveralNames()
{
    PublishFailure failure = publishFailure(PublishFailure::Kind::Refused);
    failure.name = QStringLiteral("a.example.org, b.example.org, c.example.org, …");
    QVERIFY(explain(failure).text.endsWith(
        QStringLiteral("the key \"acme-key\" may not change every one of these names in the zone example.org: "
                       "a.example.org, b.example.org, c.example.org, ….")));
}

void TestExplainDns::saysSomethingForEveryKind()
{
    PublishFailure nothing = publishFailure(PublishFailure::Kind::NoServer);
    nothing.server.clear();
    QCOMPARE(explain(nothing).title, QStringLiteral("The zone names no primary name server"));
    DnsFailure none;
    none.kind = DnsFailure::Kind::NoResolver;
    QVERIFY(explain(none).text.contains(QStringLiteral("names no DNS resolver")));
    for (int kind = 0; kind <= int(PublishFailure::Kind::StillThere); ++kind) {
        const QString line = explainInOneLine(publishFailure(PublishFailure::Kind(kind)));
        QVERIFY2(!line.contains(u'%') && line.size() > 60, qPrintable(line));
    }
}

QTEST_GUILESS_MAIN(TestExplainDns)
#include "tst_explaindns.moc"
