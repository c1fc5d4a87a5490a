// SPDX-License-Identifier: MIT
#include "acme/client.h"

#include "support/fakehttp.h"

#include <QTest>

using namespace cw;
using namespace cw::acme;
using namespace cw::test;

namespace
{

const char Url[] = "https://ca.test/dir";
const QByteArray Needed
    = R"("newNonce":"https://ca.test/n","newAccount":"https://ca.test/a","newOrder":"https://ca.test/o")";

} // namespace

class TestDirectory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItNeedsAndWhatItMayHave();
    void worksWithoutMeta_data();
    void worksWithoutMeta();
    void refusesPlainHttpWithoutSendingAnything();
    void refusesWhatIsNoDirectory_data();
    void refusesWhatIsNoDirectory();
    void keepsTheProblemOfTheCa();
    void passesOnWhatTheNetworkSays();
    void isKnownByTheUrlThatWasGiven();
};

void TestDirectory::readsWhatItNeedsAndWhatItMayHave()
{
    FakeHttp http;
    http.expectGet(
        Url, FakeHttp::json(200, "{" + Needed + R"(,"revokeCert":"https://ca.test/r","keyChange":"https://ca.test/k",
        "renewalInfo":"https://ca.test/ari","KJ2hQ3":"https://community.letsencrypt.org/t/adding-random-entries/33417","newAuthz":7,
        "meta":{"termsOfService":"https://ca.test/tos","website":"https://ca.test","caaIdentities":["ca.test",5],
        "externalAccountRequired":true,"profiles":{"classic":"The usual","short":"Six days"},"color":"blue"}})"));
    CancelToken token;
    const Directory directory = readDirectory(http, QUrl(QString::fromLatin1(Url)), token).value();
    QCOMPARE(directory.url, QUrl(QStringLiteral("https://ca.test/dir")));
    QCOMPARE(directory.newNonce, QUrl(QStringLiteral("https://ca.test/n")));
    QCOMPARE(directory.newAccount, QUrl(QStringLiteral("https://ca.test/a")));
    QCOMPARE(directory.newOrder, QUrl(QStringLiteral("https://ca.test/o")));
    QCOMPARE(directory.revokeCert, QUrl(QStringLiteral("https://ca.test/r")));
    QCOMPARE(directory.keyChange, QUrl(QStringLiteral("https://ca.test/k")));
    QCOMPARE(directory.renewalInfo, QUrl(QStringLiteral("https://ca.test/ari")));
    QCOMPARE(directory.termsOfService, QUrl(QStringLiteral("https://ca.test/tos")));
    QCOMPARE(directory.website, QUrl(QStringLiteral("https://ca.test")));
    QCOMPARE(directory.caaIdentities, QStringList {QStringLiteral("ca.test")});
    QVERIFY(directory.externalAccountRequired);
    QCOMPARE(directory.profiles.value(QStringLiteral("short")), QStringLiteral("Six days"));
    QCOMPARE(http.requests.first().headers.value(0).second, QByteArray("application/json"));
}

void TestDirectory::worksWithoutMeta_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::newRow("no meta") << QByteArray();
    QTest::newRow("empty meta") << QByteArray(R"(,"meta":{})");
    QTest::newRow("meta is null") << QByteArray(R"(,"meta":null)");
    QTest::newRow("meta is a text") << QByteArray(R"(,"meta":"none")");
    QTest::newRow("meta of other types") << QByteArray(
        R"(,"meta":{"termsOfService":1,"caaIdentities":"x","profiles":[]})");
}

void TestDirectory::worksWithoutMeta()
{
    QFETCH(const QByteArray, rest);
    FakeHttp http;
    http.expectGet(Url, FakeHttp::json(200, "{" + Needed + rest + "}"));
    CancelToken token;
    const Directory directory = readDirectory(http, QUrl(QString::fromLatin1(Url)), token).value();
    QVERIFY(directory.termsOfService.isEmpty());
    QVERIFY(directory.caaIdentities.isEmpty());
    QVERIFY(!directory.externalAccountRequired);
    QVERIFY(directory.profiles.isEmpty());
}

void TestDirectory::refusesPlainHttpWithoutSendingAnything()
{
    FakeHttp http;
    CancelToken token;
    for (const char *url : {"http://ca.test/dir", "ftp://ca.test/dir", "ca.test/dir", ""}) {
        const auto directory = readDirectory(http, QUrl(QString::fromLatin1(url)), token);
        QVERIFY(!directory);
        QCOMPARE(std::get<ProtocolFailure>(directory.failure()).kind, ProtocolFailure::Kind::NotHttps);
    }
    QVERIFY(http.requests.isEmpty());
}

void TestDirectory::refusesWhatIsNoDirectory_data()
{
    using Kind = ProtocolFailure::Kind;
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("detail");
    QTest::newRow("web page") << 200 << QByteArray("<!DOCTYPE html><title>It works</title>") << Kind::NotAcme
                              << QStringLiteral("application/json");
    QTest::newRow("nothing") << 200 << QByteArray() << Kind::NotAcme << QStringLiteral("application/json");
    QTest::newRow("JSON array") << 200 << QByteArray("[]") << Kind::NotAcme << QStringLiteral("application/json");
    QTest::newRow("JSON of something else")
        << 200 << QByteArray(R"({"version":"1.2"})") << Kind::MissingMember << QStringLiteral("newNonce");
    QTest::newRow("no newOrder") << 200
                                 << QByteArray(R"({"newNonce":"https://ca.test/n","newAccount":"https://ca.test/a"})")
                                 << Kind::MissingMember << QStringLiteral("newOrder");
    QTest::newRow("newOrder is a number")
        << 200 << QByteArray(R"({"newNonce":"https://ca.test/n","newAccount":"https://ca.test/a","newOrder":1})")
        << Kind::BadMember << QStringLiteral("newOrder");
    QTest::newRow("newOrder over plain http")
        << 200
        << QByteArray(
               R"({"newNonce":"https://ca.test/n","newAccount":"https://ca.test/a","newOrder":"http://ca.test/o"})")
        << Kind::BadMember << QStringLiteral("newOrder");
    QTest::newRow("a page that says not found") << 404 << QByteArray("<h1>Not Found</h1>") << Kind::UnexpectedStatus
                                                << QStringLiteral("application/problem+json");
}

void TestDirectory::refusesWhatIsNoDirectory()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const ProtocolFailure::Kind, kind);
    QFETCH(const QString, detail);
    FakeHttp http;
    http.expectGet(Url, FakeHttp::json(status, body));
    CancelToken token;
    const auto directory = readDirectory(http, QUrl(QString::fromLatin1(Url)), token);
    QVERIFY(!directory);
    const auto failure = std::get<ProtocolFailure>(directory.failure());
    QCOMPARE(failure.kind, kind);
    QCOMPARE(failure.detail, detail);
    QCOMPARE(failure.url, QUrl(QString::fromLatin1(Url)));
    if (kind == ProtocolFailure::Kind::NotAcme || kind == ProtocolFailure::Kind::UnexpectedStatus) {
        QCOMPARE(failure.excerpt, body);
        QCOMPARE(failure.status, status);
    }
}

void TestDirectory::keepsTheProblemOfTheCa()
{
    FakeHttp http;
    http.expectGet(Url, FakeHttp::json(503, R"({"type":"urn:ietf:params:acme:error:rateLimited","detail":"Busy"})"));
    CancelToken token;
    const auto directory = readDirectory(http, QUrl(QString::fromLatin1(Url)), token);
    QVERIFY(!directory);
    QCOMPARE(std::get<Problem>(directory.failure()).detail, QStringLiteral("Busy"));
}

void TestDirectory::passesOnWhatTheNetworkSays()
{
    FakeHttp http;
    http.expectGet(Url, FakeHttp::lost(NetworkFailure::Stage::Tls));
    CancelToken token;
    const auto directory = readDirectory(http, QUrl(QString::fromLatin1(Url)), token);
    QVERIFY(!directory);
    QCOMPARE(std::get<NetworkFailure>(directory.failure()).stage, NetworkFailure::Stage::Tls);
}

void TestDirectory::isKnownByTheUrlThatWasGiven()
{
    FakeHttp http;
    http.expectGet("https://ca.test", FakeHttp::json(200, "{" + Needed + "}"));
    CancelToken token;
    const Directory directory = readDirectory(http, QUrl(QStringLiteral("https://ca.test")), token).value();
    QCOMPARE(directory.url, QUrl(QStringLiteral("https://ca.test")));
}

QTEST_GUILESS_MAIN(TestDirectory)
#include "tst_directory.moc"
