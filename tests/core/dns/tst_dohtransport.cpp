// SPDX-License-Identifier: MIT
#include "dns/dohtransport.h"

#include "dns/endpoint.h"
#include "dns/wire.h"
#include "support/fakehttp.h"

#include <QTest>

using namespace cw;
using namespace cw::dns;
using namespace cw::test;
using namespace std::chrono_literals;

namespace
{

const char Url[] = "https://dns.test/dns-query";
const QByteArray DnsType = "application/dns-message";

// An answer in wire format: the question's own bytes, and one A record where there is an address.
QByteArray answerTo(const Question &question, quint16 id = 0, int rcode = 0, quint32 ttl = 300)
{
    QByteArray wire = makeQuery(id, question, {true, false, false, false, false, 0});
    wire[2] = char(quint8(wire[2]) | 0x80); // a response
    wire[3] = char(0x80 | rcode); // recursion available
    if (rcode != 0)
        return wire;
    wire[7] = 1; // one answer
    wire += QByteArray("\xc0\x0c", 2);
    append16(wire, int(Type::A));
    append16(wire, int(Class::IN));
    append32(wire, ttl);
    append16(wire, 4);
    return wire + QByteArray("\xc0\x00\x02\x50", 4);
}

Question questionFor(const char *name)
{
    return {Name::parse(QString::fromLatin1(name)).value(), Type::A};
}

Query queryFor(const Question &question, const char *url = Url)
{
    Query query;
    query.question = question;
    query.server = parseDoh(QString::fromLatin1(url)).value();
    query.timeout = 2s;
    query.tries = 3;
    return query;
}

DnsFailure failureIn(const Reply &reply)
{
    return reply.message ? DnsFailure() : std::get<DnsFailure>(reply.message.failure());
}

} // namespace

class TestDohTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void postsTheQuestion();
    void getsTheQuestionWhereTheUrlIsATemplate_data();
    void getsTheQuestionWhereTheUrlIsATemplate();
    void keepsEveryRcode();
    void takesTheAgeOffTheTtl();
    void doesNotTakeWhatIsNoAnswer_data();
    void doesNotTakeWhatIsNoAnswer();
    void saysThatTheServerCannotBeReached_data();
    void saysThatTheServerCannotBeReached();
    void asksAServerAtMost8AtATime();
    void asksServersSideBySideAndKeepsTheOrder();
    void asksOnceMoreWhenTheConnectionIsCut();
    void holdsCanceledWhenCanceled();
    void writesALineForEachAnswer();

private:
    Reply ask(const Query &query) { return DohTransport(m_http, m_log).ask(query, m_token); }

    FakeHttp m_http;
    ActivityLog m_log;
    CancelToken m_token;

private Q_SLOTS:
    void init()
    {
        m_http = FakeHttp();
        m_token = CancelToken();
    }
    void cleanup() { QVERIFY(m_http.isDone()); }
};

void TestDohTransport::postsTheQuestion()
{
    const Question question = questionFor("www.example.org");
    m_http.expectPost(Url, FakeHttp::body(200, DnsType, answerTo(question)));
    const Reply reply = ask(queryFor(question));
    QVERIFY(reply.message);
    QCOMPARE(addressOf(reply.message->answer.value(0)), QStringLiteral("192.0.2.80"));
    QVERIFY(reply.cameByTcp);

    const net::HttpRequest request = m_http.requests.value(0);
    QCOMPARE(request.body, makeQuery(0, question, QueryFlags())); // the id is 0
    QVERIFY(request.headers.contains({"Content-Type", DnsType}));
    QVERIFY(request.headers.contains({"Accept", DnsType}));
    QCOMPARE(request.timeout, 6000ms);
    QCOMPARE(request.maxBody, 65535);
}

void TestDohTransport::getsTheQuestionWhereTheUrlIsATemplate_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("asked");
    // www.example.com A of RFC 8484 4.1.1, but with our flags: no recursion desired, no EDNS.
    const QString dns = QStringLiteral("dns=AAAAAAABAAAAAAAAA3d3dwdleGFtcGxlA2NvbQAAAQAB");
    QTest::newRow("template") << "https://dns.test/dns-query{?dns}"
                              << QStringLiteral("https://dns.test/dns-query?") + dns;
    QTest::newRow("more variables") << "https://dns.test/q?a=b{&dns}"
                                    << QStringLiteral("https://dns.test/q?a=b&") + dns;
}

void TestDohTransport::getsTheQuestionWhereTheUrlIsATemplate()
{
    QFETCH(const QString, url);
    QFETCH(const QString, asked);
    const Question question = questionFor("www.example.com");
    m_http.expectGet(asked.toLatin1().constData(), FakeHttp::body(200, DnsType, answerTo(question)));
    Query query = queryFor(question, url.toLatin1().constData());
    query.flags.edns = false;
    const Reply reply = ask(query);
    QVERIFY(reply.message);
    QVERIFY(m_http.requests.value(0).body.isEmpty());
    QCOMPARE(query.server.toString(), url);
}

void TestDohTransport::keepsEveryRcode()
{
    const Question question = questionFor("www.example.org");
    for (const int rcode : {2, 3, 5}) {
        m_http.expectPost(Url, FakeHttp::body(200, DnsType + "; charset=x", answerTo(question, 0, rcode)));
        QCOMPARE(ask(queryFor(question)).message.value().rcode, rcode);
    }
}

void TestDohTransport::takesTheAgeOffTheTtl()
{
    const Question question = questionFor("www.example.org");
    m_http.expectPost(Url, FakeHttp::body(200, DnsType, answerTo(question, 0, 0, 300), {{"Age", "120"}}));
    QCOMPARE(ask(queryFor(question)).message.value().answer.first().ttl, 180U);
    m_http.expectPost(Url, FakeHttp::body(200, DnsType, answerTo(question, 0, 0, 300), {{"Age", "999"}}));
    QCOMPARE(ask(queryFor(question)).message.value().answer.first().ttl, 0U);
}

void TestDohTransport::doesNotTakeWhatIsNoAnswer_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<DnsFailure::Kind>("kind");
    QTest::addColumn<QString>("detail");
    using Kind = DnsFailure::Kind;
    const QByteArray good = answerTo(questionFor("www.example.org"));
    QTest::newRow("HTTP 500") << 500 << DnsType << good << Kind::Http << "HTTP 500";
    QTest::newRow("HTTP 404") << 404 << QByteArray("text/html") << QByteArray("<p>no</p>") << Kind::Http << "HTTP 404";
    QTest::newRow("a portal's page") << 200 << QByteArray("text/html") << QByteArray("<p>log in</p>") << Kind::Http
                                     << "text/html";
    QTest::newRow("DNS in JSON") << 200 << QByteArray("application/dns-json") << QByteArray("{}") << Kind::Http
                                 << "application/dns-json";
    QTest::newRow("no media type") << 200 << QByteArray() << good << Kind::Http << "";
    QTest::newRow("another id") << 200 << DnsType << answerTo(questionFor("www.example.org"), 7) << Kind::Malformed
                                << "another id";
    QTest::newRow("another question") << 200 << DnsType << answerTo(questionFor("www.example.net")) << Kind::Malformed
                                      << "another question";
    QTest::newRow("the question itself") << 200 << DnsType << makeQuery(0, questionFor("www.example.org"), QueryFlags())
                                         << Kind::Malformed << "another question";
    QTest::newRow("nothing") << 200 << DnsType << QByteArray() << Kind::Malformed << "impossible length";
    QTest::newRow("cut") << 200 << DnsType << good.chopped(2) << Kind::Malformed << "broken record";
    QTest::newRow("70 kB") << 200 << DnsType << good + QByteArray(70000, 'x') << Kind::Malformed << "impossible length";
}

void TestDohTransport::doesNotTakeWhatIsNoAnswer()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, body);
    m_http.expectPost(Url, FakeHttp::body(status, type, body));
    const Reply reply = ask(queryFor(questionFor("www.example.org")));
    QVERIFY(!reply.message);
    QTEST(failureIn(reply).kind, "kind");
    QTEST(failureIn(reply).detail, "detail");
    QCOMPARE(failureIn(reply).server, QString::fromLatin1(Url));
    QCOMPARE(failureIn(reply).question, QStringLiteral("www.example.org. A"));
}

void TestDohTransport::saysThatTheServerCannotBeReached_data()
{
    QTest::addColumn<Failure>("http");
    QTest::addColumn<DnsFailure::Kind>("kind");
    using Kind = DnsFailure::Kind;
    using Stage = NetworkFailure::Stage;
    QTest::newRow("timeout") << Failure(NetworkFailure{Stage::Timeout, {}, {}}) << Kind::NoAnswer;
    QTest::newRow("refused") << Failure(NetworkFailure{Stage::Refused, {}, {}}) << Kind::Unreachable;
    QTest::newRow("its name is unknown") << Failure(NetworkFailure{Stage::Lookup, {}, {}}) << Kind::Unreachable;
    QTest::newRow("a certificate of somebody else") << Failure(NetworkFailure{Stage::Tls, {}, {}}) << Kind::Unreachable;
    QTest::newRow("too large") << Failure(ProtocolFailure{ProtocolFailure::Kind::TooLarge, {}, 200, {}, {}})
                               << Kind::Malformed;
    QTest::newRow("round in circles") << Failure(ProtocolFailure{ProtocolFailure::Kind::TooManyRedirects, {}, 302, {},
        {}}) << Kind::Http;
}

void TestDohTransport::saysThatTheServerCannotBeReached()
{
    QFETCH(const Failure, http);
    m_http.expectPost(Url, http);
    const Reply reply = ask(queryFor(questionFor("www.example.org")));
    QTEST(failureIn(reply).kind, "kind");
    QCOMPARE(failureIn(reply).server, QString::fromLatin1(Url));
}

void TestDohTransport::asksAServerAtMost8AtATime()
{
    const Question question = questionFor("www.example.org");
    for (int i = 0; i < 20; ++i)
        m_http.expectPost(Url, FakeHttp::body(200, DnsType, answerTo(question)));
    const QList<Reply> replies = DohTransport(m_http, m_log).askAll(QList<Query>(20, queryFor(question)), m_token);
    for (const Reply &reply : replies)
        QVERIFY(reply.message);
    QCOMPARE(m_http.batches, (QList<qsizetype>{8, 8, 4}));
}

void TestDohTransport::asksServersSideBySideAndKeepsTheOrder()
{
    QList<Query> queries;
    for (int i = 0; i < 30; ++i) {
        const QByteArray url = QByteArray("https://dns.test/") + QByteArray::number(i % 3);
        queries.append(queryFor(
            questionFor(QByteArray("n" + QByteArray::number(i) + ".example.org").constData()), url.constData()));
        m_http.expectPost(url.constData(), FakeHttp::body(200, DnsType, answerTo(queries.last().question)));
    }
    const QList<Reply> replies = DohTransport(m_http, m_log).askAll(queries, m_token);
    for (int i = 0; i < 30; ++i)
        QCOMPARE(replies[i].message.value().questions.first(), queries[i].question);
    QCOMPARE(m_http.batches, (QList<qsizetype>{24, 6}));
}

void TestDohTransport::asksOnceMoreWhenTheConnectionIsCut()
{
    const Question question = questionFor("www.example.org");
    m_http.expectPost(Url, FakeHttp::lost());
    m_http.expectPost(Url, FakeHttp::body(200, DnsType, answerTo(question)));
    QVERIFY(ask(queryFor(question)).message);
    m_http.expectPost(Url, FakeHttp::lost());
    m_http.expectPost(Url, FakeHttp::lost());
    QCOMPARE(failureIn(ask(queryFor(question))).kind, DnsFailure::Kind::Unreachable);
}

void TestDohTransport::holdsCanceledWhenCanceled()
{
    m_token.cancel();
    const Reply reply = ask(queryFor(questionFor("www.example.org")));
    QVERIFY(!reply.message && isCanceled(reply.message.failure()));
}

void TestDohTransport::writesALineForEachAnswer()
{
    QStringList lines;
    m_log.setListener([&lines](const LogEntry &entry) { lines.append(entry.text); });
    const Question question = questionFor("www.example.org");
    m_http.expectPost(Url, FakeHttp::body(200, DnsType, answerTo(question)));
    m_http.expectPost(Url, FakeHttp::body(500, {}, {}));
    DohTransport(m_http, m_log).askAll({queryFor(question), queryFor(question)}, m_token);
    QCOMPARE(lines,
        (QStringList{
            QStringLiteral("@https://dns.test/dns-query www.example.org. A: NOERROR, 1 in the answer, 0 ms, https"),
            QStringLiteral("@https://dns.test/dns-query www.example.org. A: HTTP 500, 0 ms, https")}));
}

QTEST_GUILESS_MAIN(TestDohTransport)
#include "tst_dohtransport.moc"
