// SPDX-License-Identifier: MIT
#include "publish/acmednsapi.h"

#include "base/explain.h"
#include "support/fakehttp.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace cw;
using namespace cw::publish;

using Kind = PublishFailure::Kind;
using Fault = BadInput::Fault;

namespace
{

Result<net::HttpResponse> error(int status, const QByteArray &word)
{
    return test::FakeHttp::json(status, "{\"error\": \"" + word + "\"}");
}

QJsonObject bodyOf(const net::HttpRequest &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

} // namespace

Q_DECLARE_METATYPE(BadInput::Fault)

class TestAcmeDnsApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesServersThatCannotKeepASecret_data();
    void refusesServersThatCannotKeepASecret();
    void registersAnAccount();
    void registersForSomeNetworksOnly();
    void tellsWhyARegistrationFailed_data();
    void tellsWhyARegistrationFailed();
};

void TestAcmeDnsApi::refusesServersThatCannotKeepASecret_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<bool>("isFine");
    QTest::addColumn<BadInput::Fault>("fault");
    QTest::newRow("https") << "https://auth.example.net" << true << Fault::BadOption;
    QTest::newRow("https with port and path") << "https://auth.example.net:8443/acme" << true << Fault::BadOption;
    QTest::newRow("http on this computer") << "http://127.0.0.1:8080" << true << Fault::BadOption;
    QTest::newRow("http on this computer, IPv6") << "http://[::1]:8080" << true << Fault::BadOption;
    QTest::newRow("http on localhost") << "http://localhost" << true << Fault::BadOption;
    QTest::newRow("http") << "http://auth.example.net" << false << Fault::AcmeDnsNotHttps;
    QTest::newRow("http at a name that begins like this computer's") << "http://127.0.0.1.example.net" << false
                                                                     << Fault::AcmeDnsNotHttps;
    QTest::newRow("none") << "" << false << Fault::AcmeDnsServerMissing;
    QTest::newRow("no URL") << "auth.example.net" << false << Fault::AcmeDnsBadUrl;
    QTest::newRow("a file") << "file:///etc/passwd" << false << Fault::AcmeDnsBadUrl;
    QTest::newRow("with a user") << "https://me:secret-word@auth.example.net" << false << Fault::AcmeDnsBadUrl;
    QTest::newRow("with a query") << "https://auth.example.net/?x=y" << false << Fault::AcmeDnsBadUrl;
}

void TestAcmeDnsApi::refusesServersThatCannotKeepASecret()
{
    QFETCH(QString, server);
    QFETCH(bool, isFine);
    QFETCH(BadInput::Fault, fault);
    const Result<QUrl> url = acmeDnsServer(server);
    QCOMPARE(url.isOk(), isFine);
    if (isFine)
        return;
    QCOMPARE(std::get<BadInput>(url.failure()).fault, fault);
    QVERIFY(!explainInOneLine(url.failure()).contains(u"secret-word"));
}

void TestAcmeDnsApi::registersAnAccount()
{
    test::FakeHttp http;
    http.expectPost("https://auth.example.net/register",
                    test::FakeHttp::json(201, R"({"username":"u","password":"p","fulldomain":"aa.auth.example.net",)"
                                              R"("subdomain":"aa","allowfrom":[]})"));
    CancelToken token;
    const auto made = registerAcmeDnsAccount(http, QStringLiteral("https://auth.example.net"), QStringLiteral("*.example.org"), {}, token);
    QVERIFY(made);
    QCOMPARE(made->domain, QStringLiteral("*.example.org"));
    QCOMPARE(made->fullDomain, QStringLiteral("aa.auth.example.net"));
    QCOMPARE(made->username, QStringLiteral("u"));
    QCOMPARE(made->password, QStringLiteral("p"));
    QCOMPARE(made->serverUrl, QStringLiteral("https://auth.example.net"));
    QCOMPARE(bodyOf(http.requests[0]), (QJsonObject {{QStringLiteral("allowfrom"), QJsonArray()}}));
}

void TestAcmeDnsApi::registersForSomeNetworksOnly()
{
    test::FakeHttp http;
    http.expectPost("https://auth.example.net/register",
                    test::FakeHttp::json(201, R"({"username":"u","password":"p","fulldomain":"aa.auth.example.net","subdomain":"aa"})"));
    CancelToken token;
    const QString server = QStringLiteral("https://auth.example.net");
    const QStringList wanted {QStringLiteral("192.0.2.0/24"), QStringLiteral("192.0.2.7"), QStringLiteral("2001:db8::1")};
    const auto made = registerAcmeDnsAccount(http, server, QStringLiteral("example.org"), wanted, token);
    QVERIFY(made);
    const QStringList networks {QStringLiteral("192.0.2.0/24"), QStringLiteral("192.0.2.7/32"), QStringLiteral("2001:db8::1/128")};
    QCOMPARE(made->allowFrom, networks);
    QCOMPARE(bodyOf(http.requests[0])[u"allowfrom"].toArray(), QJsonArray::fromStringList(networks));
    for (const char *bad : {"192.0.2.0/33", "example.org", "192.0.2.0/", "192.0.2.0/24/1", "2001:db8::/129", ""}) {
        const auto refused = registerAcmeDnsAccount(http, server, QStringLiteral("x.example"), {QString::fromLatin1(bad)}, token);
        QVERIFY2(!refused, bad);
        QCOMPARE(std::get<BadInput>(refused.failure()).fault, Fault::AcmeDnsBadNetwork);
    }
}

void TestAcmeDnsApi::tellsWhyARegistrationFailed_data()
{
    QTest::addColumn<Result<net::HttpResponse>>("answer");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("part"); // of the explanation
    QTest::newRow("switched off") << test::FakeHttp::body(404, "text/plain", "404 page not found") << int(Kind::ApiRefused)
                                  << "registration is switched off";
    QTest::newRow("not from here") << error(401, "forbidden") << int(Kind::ApiForbidden) << "lets only certain computers register";
    QTest::newRow("bad network") << error(400, "invalid_allowfrom_cidr") << int(Kind::ApiRefused) << "invalid_allowfrom_cidr";
    QTest::newRow("half an account") << test::FakeHttp::json(201, R"({"username":"u","password":"secret-word"})")
                                     << int(Kind::ApiMisbehaves) << "not as acme-dns does";
    QTest::newRow("an account without a full name")
        << test::FakeHttp::json(201, R"({"username":"u","password":"secret-word","subdomain":"aa"})")
        << int(Kind::ApiMisbehaves) << "not as acme-dns does";
    QTest::newRow("a web page") << test::FakeHttp::body(201, "text/html", "<html>secret-word</html>") << int(Kind::ApiMisbehaves)
                                << "not as acme-dns does";
    QTest::newRow("nobody there") << test::FakeHttp::lost(NetworkFailure::Stage::Refused) << int(Kind::ApiUnreachable)
                                  << "no usable connection";
}

void TestAcmeDnsApi::tellsWhyARegistrationFailed()
{
    QFETCH(Result<net::HttpResponse>, answer);
    QFETCH(int, kind);
    QFETCH(QString, part);
    test::FakeHttp http;
    http.expectPost("https://auth.example.net/register", answer);
    CancelToken token;
    const auto made
        = registerAcmeDnsAccount(http, QStringLiteral("https://auth.example.net"), QStringLiteral("example.org"), {}, token);
    QVERIFY(!made);
    const auto *failure = std::get_if<PublishFailure>(&made.failure());
    QVERIFY(failure);
    QCOMPARE(int(failure->kind), kind);
    const QString words = explainInOneLine(made.failure()) + explain(made.failure()).raw;
    QVERIFY2(words.contains(part), qPrintable(words));
    QVERIFY2(words.contains(QStringLiteral("https://auth.example.net")), qPrintable(words));
    QVERIFY2(!words.contains(u"secret-word"), qPrintable(words));
}

QTEST_GUILESS_MAIN(TestAcmeDnsApi)
#include "tst_acmednsapi.moc"
