// SPDX-License-Identifier: MIT
#include "net/qthttptransport.h"

#include "loopbackserver.h"

#include <QTest>
#include <QTimer>

#include <thread>

using namespace cw;
using namespace cw::net;
using namespace cw::test;
using namespace std::chrono_literals;
using Scheme = LoopbackServer::Scheme;

namespace
{

HttpRequest get(const QUrl &url, std::chrono::milliseconds timeout = 30s)
{
    return {Method::Get, url, QByteArray(), {}, timeout};
}

template <typename T> T failureOf(const Result<HttpResponse> &result)
{
    if (result || !std::holds_alternative<T>(result.failure())) {
        QTest::qFail("no such failure", __FILE__, __LINE__);
        return T();
    }
    return std::get<T>(result.failure());
}

} // namespace

class TestQtHttpTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void givesStatusHeadersAndBody();
    void sendsMethodHeadersAndBody();
    void takesEveryStatusForAnAnswer_data();
    void takesEveryStatusForAnAnswer();
    void asksForTheHeadAlone();
    void sendsAllSideBySideAndKeepsTheOrder();
    void sendsNothingWhenThereIsNothing();
    void followsFiveRedirectsOfAGet();
    void refusesTheSixthRedirect();
    void refusesARedirectToPlainHttp();
    void neverRedirectsAPost();
    void refusesFilesAndOtherSchemes();
    void stopsAtTheLargestBody_data();
    void stopsAtTheLargestBody();
    void trustsTheExtraRoot();
    void refusesAnUnknownRootWithQtsWords();
    void saysThatTheConnectionWasRefused();
    void saysThatTheHostWasNotFound();
    void saysThatTheAnswerBroke_data();
    void saysThatTheAnswerBroke();
    void sendsSomePostsOnceOnly();
    void givesUpAfterTheTimeLimit();
    void keepsWhatCameBeforeTheCancel();
    void endsAtOnceWhenCanceledByAnotherThread();
    void logsMethodUrlStatusAndTimeButNoBody();

private:
    CancelToken m_token;
    ActivityLog m_log;
    QStringList m_lines;
};

void TestQtHttpTransport::init()
{
    m_token = CancelToken();
    m_lines.clear();
    m_log.setListener([this](const LogEntry &entry) { m_lines.append(entry.text); });
}

void TestQtHttpTransport::givesStatusHeadersAndBody()
{
    LoopbackServer server(Scheme::Http);
    server.answer(
        QStringLiteral("/"), LoopbackServer::ok("hello", "Replay-Nonce: abc\r\nLink: <a>\r\nRetry-After: 3\r\n"));
    QtHttpTransport http(QByteArray(), "test", m_log);
    const auto response = http.send(get(server.url(QStringLiteral("/"))), m_token);
    QVERIFY(response);
    QCOMPARE(response->status, 200);
    QCOMPARE(response->url, server.url(QStringLiteral("/")));
    QCOMPARE(response->body, QByteArray("hello"));
    QCOMPARE(response->header("replay-nonce"), QByteArray("abc"));
    QCOMPARE(response->headerValues("RETRY-AFTER"), QList<QByteArray> {"3"});
    QCOMPARE(response->header("X-None"), QByteArray());
}

void TestQtHttpTransport::sendsMethodHeadersAndBody()
{
    LoopbackServer server(Scheme::Http);
    server.answer(QStringLiteral("/new?a=b"), LoopbackServer::ok("{}"));
    QtHttpTransport http(QByteArray(), QtHttpTransport::defaultUserAgent(), m_log);
    HttpRequest request {Method::Post, server.url(QStringLiteral("/new?a=b")), "{\"x\":1}", {}, 30s};
    request.headers = {{"Content-Type", "application/jose+json"}, {"Accept", "text/plain"}};
    QVERIFY(http.send(request, m_token));
    const QByteArray sent = server.requests.value(0);
    QVERIFY(sent.startsWith("POST /new?a=b HTTP/1.1\r\n"));
    QVERIFY(sent.endsWith("\r\n\r\n{\"x\":1}"));
    QVERIFY(sent.toLower().contains("\r\ncontent-type: application/jose+json\r\n"));
    QVERIFY(sent.toLower().contains("\r\naccept: text/plain\r\n"));
    QVERIFY2(sent.toLower().contains("\r\nuser-agent: certwright/") && sent.contains("(Qt 6."), sent.constData());
    // "ACME clients SHOULD send an Accept-Language header field" RFC 8555 6.1
    QVERIFY(sent.toLower().contains("\r\naccept-language: "));
    QVERIFY(!sent.toLower().contains("\r\ncookie:"));
}

void TestQtHttpTransport::takesEveryStatusForAnAnswer_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {201, 204, 400, 401, 403, 404, 409, 410, 418, 429, 500, 502, 503, 504})
        QTest::addRow("%d", status) << status;
}

void TestQtHttpTransport::takesEveryStatusForAnAnswer()
{
    QFETCH(const int, status);
    const QByteArray body = status == 204 ? QByteArray() : QByteArray("{\"type\":\"x\"}");
    LoopbackServer server(Scheme::Http);
    server.answer(QStringLiteral("/"), "HTTP/1.1 " + QByteArray::number(status) + " Text\r\nContent-Length: "
                                           + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QtHttpTransport http(QByteArray(), "test", m_log);
    const auto response = http.send(get(server.url(QStringLiteral("/"))), m_token);
    QVERIFY(response);
    QCOMPARE(response->status, status);
    QCOMPARE(response->body, body);
}

void TestQtHttpTransport::asksForTheHeadAlone()
{
    LoopbackServer server(Scheme::Http);
    server.answer(QStringLiteral("/nonce"), "HTTP/1.1 200 OK\r\nReplay-Nonce: n1\r\nContent-Length: 5\r\n\r\n");
    QtHttpTransport http(QByteArray(), "test", m_log);
    const auto response
        = http.send({Method::Head, server.url(QStringLiteral("/nonce")), QByteArray(), {}, 30s}, m_token);
    QVERIFY(response);
    QCOMPARE(response->header("Replay-Nonce"), QByteArray("n1"));
    QVERIFY(server.requests.value(0).startsWith("HEAD "));
}

void TestQtHttpTransport::sendsAllSideBySideAndKeepsTheOrder()
{
    LoopbackServer server(Scheme::Http);
    QList<HttpRequest> requests;
    for (int i = 0; i < 20; ++i) {
        const QString path = QStringLiteral("/%1").arg(i);
        server.answer(path, LoopbackServer::ok(QByteArray::number(i)));
        requests.append(get(server.url(path)));
    }
    QtHttpTransport http(QByteArray(), "test", m_log);
    const auto responses = http.sendAll(requests, m_token);
    QCOMPARE(responses.size(), 20);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(responses.at(i)->body, QByteArray::number(i));
}

void TestQtHttpTransport::sendsNothingWhenThereIsNothing()
{
    QtHttpTransport http(QByteArray(), "test", m_log);
    QVERIFY(http.sendAll({}, m_token).isEmpty());
}

void TestQtHttpTransport::followsFiveRedirectsOfAGet()
{
    LoopbackServer server(Scheme::Https);
    const QList<int> statuses {301, 302, 303, 307, 308};
    for (int i = 0; i < 5; ++i)
        server.answer(QStringLiteral("/%1").arg(i),
            LoopbackServer::redirect(statuses.at(i), QUrl(QStringLiteral("/%1").arg(i + 1))));
    server.answer(QStringLiteral("/5"), LoopbackServer::ok("there"));
    QtHttpTransport http(server.rootPem(), "test", m_log);
    const auto response = http.send(get(server.url(QStringLiteral("/0"))), m_token);
    QVERIFY(response);
    QCOMPARE(response->body, QByteArray("there"));
    QCOMPARE(response->url, server.url(QStringLiteral("/5")));
}

void TestQtHttpTransport::refusesTheSixthRedirect()
{
    LoopbackServer server(Scheme::Https);
    server.answer(QStringLiteral("/"), LoopbackServer::redirect(302, server.url(QStringLiteral("/"))));
    QtHttpTransport http(server.rootPem(), "test", m_log);
    const auto response = http.send(get(server.url(QStringLiteral("/"))), m_token);
    QCOMPARE(failureOf<ProtocolFailure>(response).kind, ProtocolFailure::Kind::TooManyRedirects);
    QCOMPARE(server.requests.size(), 6);
}

void TestQtHttpTransport::refusesARedirectToPlainHttp()
{
    LoopbackServer plain(Scheme::Http);
    LoopbackServer server(Scheme::Https);
    server.answer(QStringLiteral("/"), LoopbackServer::redirect(302, plain.url(QStringLiteral("/x"))));
    QtHttpTransport http(server.rootPem(), "test", m_log);
    const auto failure = failureOf<ProtocolFailure>(http.send(get(server.url(QStringLiteral("/"))), m_token));
    QCOMPARE(failure.kind, ProtocolFailure::Kind::NotHttps);
    QCOMPARE(failure.url, plain.url(QStringLiteral("/x")));
    QCOMPARE(plain.connections, 0);
}

void TestQtHttpTransport::neverRedirectsAPost()
{
    LoopbackServer server(Scheme::Https);
    server.answer(QStringLiteral("/"), LoopbackServer::redirect(307, server.url(QStringLiteral("/other"))));
    QtHttpTransport http(server.rootPem(), "test", m_log);
    HttpRequest request{
        Method::Post, server.url(QStringLiteral("/")), "{}", {{"Content-Type", "application/jose+json"}}, 30s};
    const auto response = http.send(request, m_token);
    QVERIFY(response);
    QCOMPARE(response->status, 307);
    QCOMPARE(server.requests.size(), 1);
}

void TestQtHttpTransport::refusesFilesAndOtherSchemes()
{
    QtHttpTransport http(QByteArray(), "test", m_log);
    for (const char *url : {"file:///etc/hostname", "data:text/plain,hello", "ftp://127.0.0.1/", "qrc:/x", ""}) {
        const auto failure = failureOf<ProtocolFailure>(http.send(get(QUrl(QString::fromLatin1(url))), m_token));
        QCOMPARE(failure.kind, ProtocolFailure::Kind::NotHttps);
    }
}

void TestQtHttpTransport::stopsAtTheLargestBody_data()
{
    QTest::addColumn<bool>("hasLength");
    QTest::newRow("length said") << true;
    QTest::newRow("length unsaid") << false;
}

void TestQtHttpTransport::stopsAtTheLargestBody()
{
    QFETCH(const bool, hasLength);
    LoopbackServer server(Scheme::Http);
    const auto answer = [&](qint64 size) {
        const QByteArray body(size, 'x');
        return hasLength ? LoopbackServer::ok(body) : "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body;
    };
    server.answer(QStringLiteral("/largest"), answer(DefaultMaxBody));
    server.answer(QStringLiteral("/larger"), answer(DefaultMaxBody + 1));
    QtHttpTransport http(QByteArray(), "test", m_log);
    const auto largest = http.send(get(server.url(QStringLiteral("/largest"))), m_token);
    QVERIFY(largest);
    QCOMPARE(largest->body.size(), DefaultMaxBody);
    const auto larger = http.send(get(server.url(QStringLiteral("/larger"))), m_token);
    QCOMPARE(failureOf<ProtocolFailure>(larger).kind, ProtocolFailure::Kind::TooLarge);
}

void TestQtHttpTransport::trustsTheExtraRoot()
{
    LoopbackServer server(Scheme::Https);
    server.answer(QStringLiteral("/"), LoopbackServer::ok("secret"));
    for (const HttpVersion version : {HttpVersion::Newest, HttpVersion::OnlyHttp1}) {
        QtHttpTransport http(server.rootPem(), "test", m_log, version);
        const auto response = http.send(get(server.url(QStringLiteral("/"))), m_token);
        QVERIFY(response);
        QCOMPARE(response->body, QByteArray("secret"));
    }
}

void TestQtHttpTransport::refusesAnUnknownRootWithQtsWords()
{
    LoopbackServer server(Scheme::Https);
    server.answer(QStringLiteral("/"), LoopbackServer::ok("secret"));
    QtHttpTransport http(LoopbackServer(Scheme::Https).rootPem(), "test", m_log);
    const auto failure = failureOf<NetworkFailure>(http.send(get(server.url(QStringLiteral("/"))), m_token));
    QCOMPARE(failure.stage, NetworkFailure::Stage::Tls);
    QVERIFY2(failure.detail.contains(u"certificate"), qPrintable(failure.detail));
    QCOMPARE(failure.url, server.url(QStringLiteral("/")));
    QVERIFY(server.requests.isEmpty());
}

void TestQtHttpTransport::saysThatTheConnectionWasRefused()
{
    const QUrl url = LoopbackServer(Scheme::Http).url(QStringLiteral("/")); // the server is gone again
    QtHttpTransport http(QByteArray(), "test", m_log);
    QCOMPARE(failureOf<NetworkFailure>(http.send(get(url), m_token)).stage, NetworkFailure::Stage::Refused);
}

void TestQtHttpTransport::saysThatTheHostWasNotFound()
{
    QtHttpTransport http(QByteArray(), "test", m_log);
    // "invalid." never exists (RFC 6761 6.4).
    const auto failure
        = failureOf<NetworkFailure>(http.send(get(QUrl(QStringLiteral("https://ca.invalid/dir"))), m_token));
    QCOMPARE(failure.stage, NetworkFailure::Stage::Lookup);
}

void TestQtHttpTransport::saysThatTheAnswerBroke_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing came") << QByteArray();
    QTest::newRow("within the head") << QByteArray("HTTP/1.1 200 OK\r\nContent-Le");
    QTest::newRow("within the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    QTest::newRow("no HTTP") << QByteArray("220 mail.example ESMTP\r\n");
}

void TestQtHttpTransport::saysThatTheAnswerBroke()
{
    QFETCH(const QByteArray, bytes);
    LoopbackServer server(Scheme::Http);
    server.answer(QStringLiteral("/"), bytes);
    QtHttpTransport http(QByteArray(), "test", m_log);
    const auto failure = failureOf<NetworkFailure>(http.send(get(server.url(QStringLiteral("/"))), m_token));
    QCOMPARE(failure.stage, NetworkFailure::Stage::Transfer);
    QVERIFY(!failure.detail.isEmpty());
}

void TestQtHttpTransport::sendsSomePostsOnceOnly()
{
    // The server took the request and lost the answer; Qt sends it three times more if it can.
    LoopbackServer server(Scheme::Http);
    server.answer(QStringLiteral("/"), QByteArray());
    QtHttpTransport http(QByteArray(), "test", m_log);
    HttpRequest request{Method::Post, server.url(QStringLiteral("/")), "{}", {{"Content-Type", "application/json"}}, 30s};
    request.sending = Sending::Once;
    const auto failure = failureOf<NetworkFailure>(http.send(request, m_token));
    QCOMPARE(failure.stage, NetworkFailure::Stage::Transfer);
    QCOMPARE(server.requests.size(), 1);

    server.answer(QStringLiteral("/"), LoopbackServer::ok("taken"));
    const auto response = http.send(request, m_token);
    QVERIFY(response);
    QCOMPARE(response->body, QByteArray("taken"));
    QVERIFY(server.requests.last().endsWith("{}"));
}

void TestQtHttpTransport::givesUpAfterTheTimeLimit()
{
    LoopbackServer server(Scheme::Http);
    server.answer(
        QStringLiteral("/"), "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", LoopbackServer::After::StaySilent);
    QtHttpTransport http(QByteArray(), "test", m_log);
    const auto failure = failureOf<NetworkFailure>(http.send(get(server.url(QStringLiteral("/")), 50ms), m_token));
    QCOMPARE(failure.stage, NetworkFailure::Stage::Timeout);
}

void TestQtHttpTransport::keepsWhatCameBeforeTheCancel()
{
    LoopbackServer server(Scheme::Http);
    server.answer(QStringLiteral("/quick"), LoopbackServer::ok("done"));
    server.answer(QStringLiteral("/slow"), QByteArray(), LoopbackServer::After::StaySilent);
    QtHttpTransport http(QByteArray(), "test", m_log);
    QTimer settle; // lets the quick answer arrive
    connect(&settle, &QTimer::timeout, this, [this] { m_token.cancel(); });
    QTimer watch;
    connect(&watch, &QTimer::timeout, this, [&] {
        if (server.requests.size() == 2 && !settle.isActive())
            settle.start(20);
    });
    watch.start(5);
    const auto responses
        = http.sendAll({get(server.url(QStringLiteral("/quick"))), get(server.url(QStringLiteral("/slow")))}, m_token);
    QVERIFY(responses.at(0));
    QCOMPARE(responses.at(0)->body, QByteArray("done"));
    failureOf<Canceled>(responses.at(1));
}

void TestQtHttpTransport::endsAtOnceWhenCanceledByAnotherThread()
{
    LoopbackServer server(Scheme::Http);
    server.answer(QStringLiteral("/"), QByteArray(), LoopbackServer::After::StaySilent);
    QtHttpTransport http(QByteArray(), "test", m_log);
    for (int round = 0; round < 20; ++round) {
        CancelToken token;
        std::thread other([token]() mutable { token.cancel(); });
        const auto response = http.send(get(server.url(QStringLiteral("/"))), token);
        other.join();
        failureOf<Canceled>(response);
    }
}

void TestQtHttpTransport::logsMethodUrlStatusAndTimeButNoBody()
{
    LoopbackServer server(Scheme::Http);
    server.answer(QStringLiteral("/a"), LoopbackServer::ok("the body"));
    QtHttpTransport http(QByteArray(), "test", m_log);
    HttpRequest request{
        Method::Post, server.url(QStringLiteral("/a")), "my secret", {{"Content-Type", "text/plain"}}, 30s};
    QVERIFY2(http.send(request, m_token), qPrintable(m_lines.join(u'\n')));
    QCOMPARE(m_lines.size(), 1);
    QVERIFY2(m_lines.first().startsWith(QStringLiteral("POST %1: 200 (").arg(request.url.toString())),
        qPrintable(m_lines.first()));
    QVERIFY(!m_lines.first().contains(u"secret") && !m_lines.first().contains(u"body"));

    server.answer(QStringLiteral("/b"), QByteArray());
    QVERIFY(!http.send(get(server.url(QStringLiteral("/b"))), m_token));
    QVERIFY2(m_lines.last().contains(u"broke"), qPrintable(m_lines.last()));
}

QTEST_GUILESS_MAIN(TestQtHttpTransport)
#include "tst_qthttptransport.moc"
