// SPDX-License-Identifier: MIT
// What the client sends, request by request; tst_issuance_over_acme has the whole way.
#include "acme/client.h"

#include "crypto/certificate.h"
#include "support/fakeclock.h"
#include "support/fakehttp.h"
#include "support/jwscheck.h"

#include <QJsonDocument>
#include <QJsonArray>
#include <QTest>

using namespace cw;
using namespace cw::acme;
using namespace cw::test;

namespace
{

const char OrderUrl[] = "https://ca.test/order/1";
const QString AccountUrl = QStringLiteral("https://ca.test/acct/1");
const QByteArray OrderBody = R"({"status":"pending","identifiers":[{"type":"dns","value":"example.org"}],)"
                             R"("authorizations":["https://ca.test/z/1"],"finalize":"https://ca.test/order/1/f"})";
const QByteArray BadNonce = R"({"type":"urn:ietf:params:acme:error:badNonce","detail":"old"})";

Directory directory()
{
    Directory directory;
    directory.newNonce = QUrl(QStringLiteral("https://ca.test/nonce"));
    directory.newAccount = QUrl(QStringLiteral("https://ca.test/acct"));
    directory.newOrder = QUrl(QStringLiteral("https://ca.test/order"));
    return directory;
}

QJsonObject headerOf(const net::HttpRequest &request)
{
    return readJws(request.body)->header;
}

QString nonceOf(const net::HttpRequest &request)
{
    return headerOf(request).value(u"nonce").toString();
}

} // namespace

class TestClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void signsAsTheRfcDemands();
    void sendsTheAccountWithItsKey();
    void takesTheNonceOfEveryAnswer();
    void takesTheNonceOfAnErrorToo();
    void repeatsWithTheNonceOfTheRefusal();
    void ignoresNoncesThatAreNotBase64Url();
    void asksForManyNoncesAtOnce();
    void sendsMoreAtOnceWithMoreNonces();
    void asksForNoMoreNoncesThanTheCaGives();
    void saysThatTheCaGivesNoNonces();
    void readsAgainAfterAServerError();
    void readsTwiceMoreAndThenGivesUp();
    void doesNotReadAgainWhenTheCaAsksForPatience();
    void waitsAsLongAsABusyCaAsks();
    void doesNotWaitForeverForABusyCa();
    void stopsWhenCanceledInThePause();
    void listsTheOrdersOfTheAccount();
    void hasNoOrdersWhereTheCaKeepsNoList();
    void refusesAnOrderForOtherNames();
    void refusesAnOrderWithoutUrl();
    void keepsOnlyCertificatesOfTheDownload();
    void refusesADownloadThatIsNoChain();
    void answersChallengesWithAnEmptyObject();

private:
    Client client();

    FakeHttp m_http;
    FakeClock m_clock;
    ActivityLog m_log;
    CancelToken m_token;
    const crypto::PrivateKey m_key = crypto::PrivateKey::generate(crypto::KeyType::EcP256);
};

void TestClient::init()
{
    m_http = FakeHttp();
    m_clock = FakeClock();
    m_token = CancelToken();
}

void TestClient::cleanup()
{
    QVERIFY(m_http.isDone());
}

Client TestClient::client()
{
    Client client(m_http, directory(), m_key, m_clock, m_log);
    client.setAccountUrl(AccountUrl);
    return client;
}

void TestClient::signsAsTheRfcDemands()
{
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    m_http.expectPost(OrderUrl, FakeHttp::json(200, OrderBody));
    QVERIFY(client().order(QString::fromLatin1(OrderUrl), m_token));
    const net::HttpRequest &request = m_http.requests.last();
    QVERIFY(request.headers.contains({"Content-Type", "application/jose+json"}));
    const Jws jws = *readJws(request.body);
    QVERIFY(isSignedBy(m_key.publicJwk(), jws));
    QCOMPARE(jws.payload, QByteArray()); // POST-as-GET
    QCOMPARE(jws.header.value(u"kid").toString(), AccountUrl);
    QCOMPARE(jws.header.value(u"url").toString(), QString::fromLatin1(OrderUrl));
    QCOMPARE(jws.header.value(u"nonce").toString(), QStringLiteral("n1"));
    QCOMPARE(jws.header.value(u"alg").toString(), QStringLiteral("ES256"));
}

void TestClient::sendsTheAccountWithItsKey()
{
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    m_http.expectPost(
        "https://ca.test/acct", FakeHttp::json(201, R"({"status":"valid"})", {{"Location", "https://ca.test/acct/9"}}));
    Client client = this->client();
    const auto account = client.newAccount({{QStringLiteral("mailto:a@example.org")}, true, false}, m_token);
    QCOMPARE(account.value().url, QStringLiteral("https://ca.test/acct/9"));
    const Jws jws = *readJws(m_http.requests.last().body);
    QCOMPARE(jws.header.value(u"jwk").toObject(), m_key.publicJwk());
    QVERIFY(!jws.header.contains(u"kid"));
    QCOMPARE(jws.payload, QByteArray(R"({"contact":["mailto:a@example.org"],"termsOfServiceAgreed":true})"));
}

void TestClient::takesTheNonceOfEveryAnswer()
{
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    m_http.expectPost(OrderUrl, FakeHttp::json(200, OrderBody, {{"replay-nonce", "n2"}}));
    m_http.expectPost(OrderUrl, FakeHttp::json(200, OrderBody));
    Client client = this->client();
    QVERIFY(client.order(QString::fromLatin1(OrderUrl), m_token));
    QVERIFY(client.order(QString::fromLatin1(OrderUrl), m_token));
    QCOMPARE(nonceOf(m_http.requests.last()), QStringLiteral("n2"));
}

void TestClient::takesTheNonceOfAnErrorToo()
{
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    m_http.expectPost(
        OrderUrl, FakeHttp::json(404, R"({"type":"urn:ietf:params:acme:error:malformed"})", {{"Replay-Nonce", "n2"}}));
    m_http.expectPost(OrderUrl, FakeHttp::json(200, OrderBody));
    Client client = this->client();
    QVERIFY(!client.order(QString::fromLatin1(OrderUrl), m_token));
    QVERIFY(client.order(QString::fromLatin1(OrderUrl), m_token));
    QCOMPARE(nonceOf(m_http.requests.last()), QStringLiteral("n2"));
}

void TestClient::repeatsWithTheNonceOfTheRefusal()
{
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("a1"));
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("a2"));
    m_http.expectPost("https://ca.test/c/1", FakeHttp::json(400, BadNonce, {{"Replay-Nonce", "b1"}}));
    m_http.expectPost("https://ca.test/c/2", FakeHttp::json(400, BadNonce, {{"Replay-Nonce", "b2"}}));
    m_http.expectPost("https://ca.test/c/1", FakeHttp::json(200, R"({"type":"x"})"));
    m_http.expectPost("https://ca.test/c/2", FakeHttp::json(200, R"({"type":"x"})"));
    const auto answers = client().answerChallenges(
        {QStringLiteral("https://ca.test/c/1"), QStringLiteral("https://ca.test/c/2")}, m_token);
    QVERIFY(answers.at(0) && answers.at(1));
    QCOMPARE(nonceOf(m_http.requests.at(4)), QStringLiteral("b1"));
    QCOMPARE(nonceOf(m_http.requests.at(5)), QStringLiteral("b2"));
    QVERIFY(m_clock.sleeps.isEmpty());
}

void TestClient::ignoresNoncesThatAreNotBase64Url()
{
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    m_http.expectPost(OrderUrl, FakeHttp::json(200, OrderBody, {{"Replay-Nonce", "not valid"}}));
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n2"));
    m_http.expectPost(OrderUrl, FakeHttp::json(200, OrderBody));
    Client client = this->client();
    QVERIFY(client.order(QString::fromLatin1(OrderUrl), m_token));
    QVERIFY(client.order(QString::fromLatin1(OrderUrl), m_token));
    QCOMPARE(nonceOf(m_http.requests.last()), QStringLiteral("n2"));
}

void TestClient::asksForManyNoncesAtOnce()
{
    QStringList urls;
    for (int i = 0; i < 5; ++i) {
        m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n" + QByteArray::number(i)));
        const QByteArray url = "https://ca.test/c/" + QByteArray::number(i);
        m_http.expectPost(url.constData(), FakeHttp::json(200, R"({"type":"x"})"));
        urls.append(QString::fromLatin1(url));
    }
    QCOMPARE(client().answerChallenges(urls, m_token).size(), 5);
    QCOMPARE(m_http.batches, (QList<qsizetype> {5, 5}));
    QSet<QString> nonces;
    for (qsizetype i = 5; i < 10; ++i)
        nonces.insert(nonceOf(m_http.requests.at(i)));
    QCOMPARE(nonces.size(), 5);
}

void TestClient::sendsMoreAtOnceWithMoreNonces()
{
    QStringList urls;
    // Ten at first, with a nonce each; beside them go as many questions for more as the CA bears in a second.
    for (int i = 0; i < 20; ++i)
        m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n" + QByteArray::number(i)));
    for (int i = 0; i < 40; ++i) {
        const QByteArray url = "https://ca.test/c/" + QByteArray::number(i);
        m_http.expectPost(
            url.constData(), FakeHttp::json(200, R"({"type":"x"})", {{"Replay-Nonce", "m" + QByteArray::number(i)}}));
        urls.append(QString::fromLatin1(url));
    }
    const auto answers = client().answerChallenges(urls, m_token);
    QCOMPARE(answers.size(), 40);
    QVERIFY(std::all_of(answers.begin(), answers.end(), [](const auto &answer) { return answer.isOk(); }));
    QCOMPARE(m_http.batches, (QList<qsizetype> {10, 10 + 10, 20, 10}));
    QVERIFY(m_http.isDone());
}

void TestClient::asksForNoMoreNoncesThanTheCaGives()
{
    QStringList urls;
    for (int i = 0; i < 10; ++i)
        m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n" + QByteArray::number(i)));
    for (int i = 0; i < 5; ++i)
        m_http.expectHead("https://ca.test/nonce", FakeHttp::body(503, QByteArray(), QByteArray()));
    for (int i = 0; i < 25; ++i) {
        const QByteArray url = "https://ca.test/c/" + QByteArray::number(i);
        m_http.expectPost(
            url.constData(), FakeHttp::json(200, R"({"type":"x"})", {{"Replay-Nonce", "m" + QByteArray::number(i)}}));
        urls.append(QString::fromLatin1(url));
    }
    const auto answers = client().answerChallenges(urls, m_token);
    QVERIFY(std::all_of(answers.begin(), answers.end(), [](const auto &answer) { return answer.isOk(); }));
    QCOMPARE(m_http.batches, (QList<qsizetype> {10, 10 + 5, 10, 5}));
    QVERIFY(m_http.isDone());
}

void TestClient::saysThatTheCaGivesNoNonces()
{
    m_http.expectHead("https://ca.test/nonce", FakeHttp::body(200, QByteArray(), QByteArray()));
    const auto order = client().order(QString::fromLatin1(OrderUrl), m_token);
    QVERIFY(!order);
    QCOMPARE(std::get<ProtocolFailure>(order.failure()).kind, ProtocolFailure::Kind::MissingHeader);
    QCOMPARE(std::get<ProtocolFailure>(order.failure()).detail, QStringLiteral("Replay-Nonce"));
}

void TestClient::readsAgainAfterAServerError()
{
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    m_http.expectPost(OrderUrl, FakeHttp::body(502, "text/html", "<h1>Bad Gateway</h1>"));
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n2"));
    m_http.expectPost(OrderUrl, FakeHttp::json(200, OrderBody));
    QVERIFY(client().order(QString::fromLatin1(OrderUrl), m_token));
    QCOMPARE(m_clock.sleeps, QList<std::chrono::milliseconds> {std::chrono::seconds(1)});
}

void TestClient::readsTwiceMoreAndThenGivesUp()
{
    for (int i = 0; i < 3; ++i) {
        m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n" + QByteArray::number(i)));
        m_http.expectPost(OrderUrl, FakeHttp::lost());
    }
    const auto order = client().order(QString::fromLatin1(OrderUrl), m_token);
    QVERIFY(!order);
    QCOMPARE(std::get<NetworkFailure>(order.failure()).stage, NetworkFailure::Stage::Transfer);
    QCOMPARE(m_clock.sleeps.size(), 2);
}

void TestClient::doesNotReadAgainWhenTheCaAsksForPatience()
{
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    m_http.expectPost(OrderUrl,
        FakeHttp::json(503, R"({"type":"urn:ietf:params:acme:error:rateLimited"})", {{"Retry-After", "120"}}));
    const auto order = client().order(QString::fromLatin1(OrderUrl), m_token);
    QVERIFY(!order);
    QCOMPARE(std::get<Problem>(order.failure()).retryAfter, m_clock.now().addSecs(120));
    QVERIFY(m_clock.sleeps.isEmpty());
}

// Any request: the CA has done nothing with it.
void TestClient::waitsAsLongAsABusyCaAsks()
{
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    auto busy = FakeHttp::json(503, R"({"type":"urn:ietf:params:acme:error:rateLimited"})", {{"Retry-After", "30"}, {"Replay-Nonce", "n2"}});
    m_http.expectPost("https://ca.test/order", busy);
    m_http.expectPost("https://ca.test/order", FakeHttp::json(201, OrderBody, {{"Location", OrderUrl}}));
    QVERIFY(client().newOrder({{{QStringLiteral("dns"), QStringLiteral("example.org")}}}, m_token));
    QCOMPARE(m_clock.sleeps, QList<std::chrono::milliseconds>({std::chrono::seconds(30)}));
}

void TestClient::doesNotWaitForeverForABusyCa()
{
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    for (const char *nonce : {"n2", "n3", "n4"}) {
        m_http.expectPost("https://ca.test/order",
            FakeHttp::json(429, R"({"type":"urn:ietf:params:acme:error:rateLimited"})", {{"Retry-After", "60"}, {"Replay-Nonce", nonce}}));
    }
    const auto order = client().newOrder({{{QStringLiteral("dns"), QStringLiteral("example.org")}}}, m_token);
    QVERIFY(!order);
    QCOMPARE(std::get<Problem>(order.failure()).retryAfter, m_clock.now().addSecs(60));
    QCOMPARE(m_clock.sleeps.size(), 2);
}

void TestClient::stopsWhenCanceledInThePause()
{
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    m_http.expectPost(OrderUrl, FakeHttp::lost());
    m_clock.onSleep = [this] { m_token.cancel(); };
    const auto order = client().order(QString::fromLatin1(OrderUrl), m_token);
    QVERIFY(!order);
    QVERIFY(isCanceled(order.failure()));
}

void TestClient::listsTheOrdersOfTheAccount()
{
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    m_http.expectPost("https://ca.test/acct/1",
        FakeHttp::json(200, R"({"status":"valid","orders":"https://ca.test/acct/1/orders"})", {{"Replay-Nonce", "n2"}}));
    m_http.expectPost("https://ca.test/acct/1/orders",
        FakeHttp::json(200, R"({"orders":["https://ca.test/order/1","https://ca.test/order/2"]})"));
    const auto urls = client().orderUrls(m_token);
    QVERIFY(urls);
    QCOMPARE(*urls, (QStringList {QStringLiteral("https://ca.test/order/1"), QStringLiteral("https://ca.test/order/2")}));
}

void TestClient::hasNoOrdersWhereTheCaKeepsNoList()
{
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    m_http.expectPost("https://ca.test/acct/1", FakeHttp::json(200, R"({"status":"valid"})"));
    const auto urls = client().orderUrls(m_token);
    QVERIFY(urls);
    QVERIFY(urls->isEmpty());
}

void TestClient::refusesAnOrderForOtherNames()
{
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    m_http.expectPost("https://ca.test/order", FakeHttp::json(201, OrderBody, {{"Location", OrderUrl}}));
    const auto order = client().newOrder({{{QStringLiteral("dns"), QStringLiteral("example.net")}}}, m_token);
    QVERIFY(!order);
    QCOMPARE(std::get<ProtocolFailure>(order.failure()).kind, ProtocolFailure::Kind::Inconsistent);
}

void TestClient::refusesAnOrderWithoutUrl()
{
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    m_http.expectPost("https://ca.test/order", FakeHttp::json(201, OrderBody));
    const auto order = client().newOrder({{{QStringLiteral("dns"), QStringLiteral("example.org")}}}, m_token);
    QVERIFY(!order);
    QCOMPARE(std::get<ProtocolFailure>(order.failure()).detail, QStringLiteral("Location"));
}

void TestClient::keepsOnlyCertificatesOfTheDownload()
{
    const QByteArray pem = crypto::makeLocalTls(m_clock.now(), 1).certificatePem;
    const QByteArray junk = "Subject: x\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    m_http.expectPost("https://ca.test/cert", FakeHttp::body(200, "application/pem-certificate-chain", junk + pem));
    QCOMPARE(client().downloadChain(QUrl(QStringLiteral("https://ca.test/cert")), m_token).value().pem, pem);
    QVERIFY(m_http.requests.last().headers.contains({"Accept", "application/pem-certificate-chain"}));
}

void TestClient::refusesADownloadThatIsNoChain()
{
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    m_http.expectPost("https://ca.test/cert", FakeHttp::body(200, "text/html", "<h1>Welcome</h1>"));
    const auto chain = client().downloadChain(QUrl(QStringLiteral("https://ca.test/cert")), m_token);
    QVERIFY(!chain);
    const auto failure = std::get<ProtocolFailure>(chain.failure());
    QCOMPARE(failure.kind, ProtocolFailure::Kind::BadContent);
    QCOMPARE(failure.url, QUrl(QStringLiteral("https://ca.test/cert")));
    QCOMPARE(failure.excerpt, QByteArray("<h1>Welcome</h1>"));
}

void TestClient::answersChallengesWithAnEmptyObject()
{
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    m_http.expectPost(
        "https://ca.test/c/1", FakeHttp::json(200, R"({"type":"dns-01","url":"https://ca.test/c/1","token":"abc"})"));
    QVERIFY(client().answerChallenges({QStringLiteral("https://ca.test/c/1")}, m_token).first());
    QCOMPARE(readJws(m_http.requests.last().body)->payload, QByteArray("{}"));
}

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
