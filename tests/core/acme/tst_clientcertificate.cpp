// SPDX-License-Identifier: MIT
// What the client asks about a certificate: other chains, its revocation, when to renew it.
#include "acme/client.h"

#include "acme/renewalinfo.h"
#include "crypto/certificate.h"
#include "crypto/jws.h"
#include "support/fakecaissuer.h"
#include "support/fakeclock.h"
#include "support/fakehttp.h"
#include "support/jwscheck.h"

#include <QJsonDocument>
#include <QTest>

using namespace cw;
using namespace cw::acme;
using namespace cw::test;

namespace
{

const char ChainUrl[] = "https://ca.test/cert/1";
const char RevokeUrl[] = "https://ca.test/revoke";
const QString RenewalId = QStringLiteral("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE");
const char RenewalUrl[] = "https://ca.test/ari/aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE";
const QByteArray Window = R"({"suggestedWindow":{"start":"2026-12-01T04:00:00Z","end":"2026-12-08T04:00:00Z"},)"
                          R"("explanationURL":"https://ca.test/why"})";

Directory directory()
{
    Directory directory;
    directory.url = QUrl(QStringLiteral("https://ca.test/dir"));
    directory.newNonce = QUrl(QStringLiteral("https://ca.test/nonce"));
    directory.revokeCert = QUrl(QString::fromLatin1(RevokeUrl));
    directory.renewalInfo = QUrl(QStringLiteral("https://ca.test/ari"));
    return directory;
}

QJsonObject payloadOf(const net::HttpRequest &request)
{
    return QJsonDocument::fromJson(readJws(request.body)->payload).object();
}

const BadInput *badInput(const Failure &failure)
{
    return std::get_if<BadInput>(&failure);
}

} // namespace

class TestClientCertificate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void findsOtherChains_data();
    void findsOtherChains();
    void revokesByTheAccount();
    void revokesByTheKeyOfTheCertificate();
    void leavesTheReasonOut();
    void asksAgainWhenTheAnswerToARevocationIsLost();
    void saysThatTheCaDoesNotRevoke();
    void readsTheRenewalWindow();
    void doesNotTakeAWindowThatCannotBe_data();
    void doesNotTakeAWindowThatCannotBe();
    void saysThatTheCaHasNoRenewalInfo();
    void keepsTheProblemOfAnUnknownCertificate();
    void leavesOutAnExplanationThatIsNoWebPage();

private:
    Client client(const Directory &at = directory());

    FakeHttp m_http;
    FakeClock m_clock;
    ActivityLog m_log;
    CancelToken m_token;
    const crypto::PrivateKey m_key = crypto::PrivateKey::generate(crypto::KeyType::EcP256);
};

void TestClientCertificate::init()
{
    m_http = FakeHttp();
    m_clock = FakeClock();
    m_token = CancelToken();
}

void TestClientCertificate::cleanup()
{
    QVERIFY(m_http.isDone());
}

Client TestClientCertificate::client(const Directory &at)
{
    Client client(m_http, at, m_key, m_clock, m_log);
    client.setAccountUrl(QStringLiteral("https://ca.test/acct/1"));
    return client;
}

void TestClientCertificate::findsOtherChains_data()
{
    QTest::addColumn<QList<QByteArray>>("headers");
    QTest::addColumn<QStringList>("urls");
    const QString one = QStringLiteral("https://ca.test/cert/1/alt/1");
    const QString two = QStringLiteral("https://ca.test/cert/1/alt/2");
    using Headers = QList<QByteArray>;
    QTest::newRow("none") << Headers {} << QStringList {};
    QTest::newRow("index only") << Headers {"<https://ca.test/dir>;rel=\"index\""} << QStringList {};
    QTest::newRow("beside the index") << Headers {"<https://ca.test/dir>;rel=\"index\"", "<https://ca.test/cert/1/alt/1>;rel=\"alternate\""} << QStringList {one};
    QTest::newRow("two fields") << Headers {"<https://ca.test/cert/1/alt/1>; rel=\"alternate\"", "<https://ca.test/cert/1/alt/2>; rel=\"alternate\""} << QStringList {one, two};
    QTest::newRow("two in one field") << Headers {"<https://ca.test/cert/1/alt/1>;rel=\"alternate\", <https://ca.test/cert/1/alt/2>;rel=\"alternate\""} << QStringList {one, two};
    QTest::newRow("merged by lines") << Headers {"<https://ca.test/cert/1/alt/1>;rel=\"alternate\"\n<https://ca.test/dir>;rel=\"index\""} << QStringList {one};
    QTest::newRow("without quotes") << Headers {"<https://ca.test/cert/1/alt/1>;rel=alternate"} << QStringList {one};
    QTest::newRow("other letters") << Headers {"<https://ca.test/cert/1/alt/1> ; REL = \"Alternate\""} << QStringList {one};
    QTest::newRow("several relations") << Headers {"<https://ca.test/cert/1/alt/1>;title=\"a, b; c\";rel=\"up alternate\""} << QStringList {one};
    QTest::newRow("relative") << Headers {"</cert/1/alt/1>;rel=\"alternate\""} << QStringList {one};
    QTest::newRow("twice the same") << Headers {"</cert/1/alt/1>;rel=\"alternate\", </cert/1/alt/1>;rel=\"alternate\""} << QStringList {one};
    QTest::newRow("comma in the URL") << Headers {"<https://ca.test/cert/1,2>;rel=\"alternate\""} << QStringList {QStringLiteral("https://ca.test/cert/1,2")};
    QTest::newRow("no https") << Headers {"<http://ca.test/cert/1/alt/1>;rel=\"alternate\""} << QStringList {};
    QTest::newRow("no brackets") << Headers {"https://ca.test/cert/1/alt/1;rel=\"alternate\""} << QStringList {};
    QTest::newRow("garbage") << Headers {"<<<;;\",rel=\"alternate", ">", "<>;rel=alternate", ""} << QStringList {};
}

void TestClientCertificate::findsOtherChains()
{
    QFETCH(QList<QByteArray>, headers);
    FakeHttp::Headers links;
    for (const QByteArray &header : headers)
        links.append({"Link", header});
    const QByteArray pem = FakeCaIssuer(m_clock.now()).rootPem();
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    m_http.expectPost(ChainUrl, FakeHttp::body(200, "application/pem-certificate-chain", pem, links));
    const Result<Download> download = client().downloadChain(QUrl(QString::fromLatin1(ChainUrl)), m_token);
    QVERIFY(download);
    QTEST(download->alternates, "urls");
    QCOMPARE(download->pem, pem);
}

void TestClientCertificate::revokesByTheAccount()
{
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    m_http.expectPost(RevokeUrl, FakeHttp::body(200, {}, {}));
    QVERIFY(client().revoke("\x01\x02", 4, m_token));
    const net::HttpRequest &request = m_http.requests.last();
    QVERIFY(isSignedBy(m_key.publicJwk(), *readJws(request.body)));
    QCOMPARE(readJws(request.body)->header.value(u"kid").toString(), QStringLiteral("https://ca.test/acct/1"));
    QCOMPARE(payloadOf(request), (QJsonObject {{QStringLiteral("certificate"), QStringLiteral("AQI")}, {QStringLiteral("reason"), 4}}));
}

void TestClientCertificate::revokesByTheKeyOfTheCertificate()
{
    const crypto::PrivateKey certificateKey = crypto::PrivateKey::generate(crypto::KeyType::EcP256);
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    m_http.expectPost(RevokeUrl, FakeHttp::body(200, {}, {}));
    QVERIFY(client().revokeByKey(certificateKey, "\x01\x02", 1, m_token));
    const Jws jws = *readJws(m_http.requests.last().body);
    QVERIFY(isSignedBy(certificateKey.publicJwk(), jws));
    QCOMPARE(jws.header.value(u"jwk").toObject(), certificateKey.publicJwk());
    QVERIFY(!jws.header.contains(u"kid"));
}

void TestClientCertificate::leavesTheReasonOut()
{
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    m_http.expectPost(RevokeUrl, FakeHttp::body(200, {}, {}));
    QVERIFY(client().revoke("\x01\x02", -1, m_token));
    QVERIFY(!payloadOf(m_http.requests.last()).contains(u"reason"));
}

// The CA may have revoked it although its answer did not arrive: then it says "alreadyRevoked", which the caller knows.
void TestClientCertificate::asksAgainWhenTheAnswerToARevocationIsLost()
{
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n1"));
    m_http.expectPost(RevokeUrl, FakeHttp::lost());
    m_http.expectHead("https://ca.test/nonce", FakeHttp::nonce("n2"));
    m_http.expectPost(RevokeUrl, FakeHttp::json(400, R"({"type":"urn:ietf:params:acme:error:alreadyRevoked"})"));
    const Result<Nothing> revoked = client().revoke("\x01\x02", 0, m_token);
    QVERIFY(!revoked);
    QCOMPARE(std::get<Problem>(revoked.failure()).kind(), QStringLiteral("alreadyRevoked"));
}

void TestClientCertificate::saysThatTheCaDoesNotRevoke()
{
    Directory without = directory();
    without.revokeCert.clear();
    const Result<Nothing> byAccount = client(without).revoke("\x01", -1, m_token);
    const Result<Nothing> byKey = client(without).revokeByKey(m_key, "\x01", -1, m_token);
    for (const Result<Nothing> &result : {byAccount, byKey}) {
        QVERIFY(!result && badInput(result.failure()));
        QCOMPARE(badInput(result.failure())->fault, BadInput::Fault::NotOfferedByCa);
        QCOMPARE(badInput(result.failure())->value, QStringLiteral("revokeCert"));
    }
}

void TestClientCertificate::readsTheRenewalWindow()
{
    m_http.expectGet(RenewalUrl, FakeHttp::json(200, Window, {{"Retry-After", "21600"}}));
    const Result<RenewalInfo> info = client().renewalInfo(RenewalId, m_token);
    QVERIFY(info);
    QCOMPARE(info->start, QDateTime(QDate(2026, 12, 1), QTime(4, 0), Qt::UTC));
    QCOMPARE(info->end, QDateTime(QDate(2026, 12, 8), QTime(4, 0), Qt::UTC));
    QCOMPARE(info->explanationUrl, QUrl(QStringLiteral("https://ca.test/why")));
    QCOMPARE(info->retryAfterSeconds, 21600);
    QCOMPARE(m_http.requests.last().body, QByteArray()); // nothing signed: a plain GET
}

void TestClientCertificate::doesNotTakeAWindowThatCannotBe_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("none") << QByteArray("{}");
    QTest::newRow("no JSON") << QByteArray("<html>");
    QTest::newRow("no times") << QByteArray(R"({"suggestedWindow":{}})");
    QTest::newRow("no end") << QByteArray(R"({"suggestedWindow":{"start":"2026-12-01T04:00:00Z"}})");
    QTest::newRow("ends before it starts") << QByteArray(R"({"suggestedWindow":{"start":"2026-12-08T04:00:00Z","end":"2026-12-01T04:00:00Z"}})");
    QTest::newRow("ends when it starts") << QByteArray(R"({"suggestedWindow":{"start":"2026-12-01T04:00:00Z","end":"2026-12-01T04:00:00Z"}})");
}

void TestClientCertificate::doesNotTakeAWindowThatCannotBe()
{
    QFETCH(QByteArray, body);
    m_http.expectGet(RenewalUrl, FakeHttp::json(200, body));
    const Result<RenewalInfo> info = client().renewalInfo(RenewalId, m_token);
    QVERIFY(!info && std::holds_alternative<ProtocolFailure>(info.failure()));
}

void TestClientCertificate::saysThatTheCaHasNoRenewalInfo()
{
    Directory without = directory();
    without.renewalInfo.clear();
    const Result<RenewalInfo> info = readRenewalInfo(m_http, without, RenewalId, m_clock.now(), m_token);
    QVERIFY(!info && badInput(info.failure()));
    QCOMPARE(badInput(info.failure())->value, QStringLiteral("renewalInfo"));
}

void TestClientCertificate::keepsTheProblemOfAnUnknownCertificate()
{
    m_http.expectGet(RenewalUrl, FakeHttp::json(404, R"({"type":"urn:ietf:params:acme:error:malformed","detail":"Certificate not found"})"));
    const Result<RenewalInfo> info = client().renewalInfo(RenewalId, m_token);
    QVERIFY(!info);
    QCOMPARE(std::get<Problem>(info.failure()).detail, QStringLiteral("Certificate not found"));
}

void TestClientCertificate::leavesOutAnExplanationThatIsNoWebPage()
{
    QByteArray window = Window;
    window.replace("https://ca.test/why", "file:///etc/passwd");
    m_http.expectGet(RenewalUrl, FakeHttp::json(200, window));
    const Result<RenewalInfo> info = client().renewalInfo(RenewalId, m_token);
    QVERIFY(info);
    QVERIFY(info->explanationUrl.isEmpty());
    QCOMPARE(info->retryAfterSeconds, -1);
}

QTEST_GUILESS_MAIN(TestClientCertificate)
#include "tst_clientcertificate.moc"
