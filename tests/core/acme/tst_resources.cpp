// SPDX-License-Identifier: MIT
#include "acme/parse.h"

#include <QJsonObject>
#include <QTest>

using namespace cw;
using namespace cw::acme;
using Kind = ProtocolFailure::Kind;

namespace
{

const QDateTime Now(QDate(2026, 11, 22), QTime(14, 0), Qt::UTC);
const QString Url = QStringLiteral("https://ca.test/x/1");

net::HttpResponse answer(const QByteArray &body, const QList<QPair<QByteArray, QByteArray>> &headers = {})
{
    net::HttpResponse response;
    response.status = 200;
    response.url = QUrl(Url);
    response.headers = headers;
    response.body = body;
    return response;
}

const QByteArray OrderBody
    = R"({"status":"pending","expires":"2026-11-29T14:00:00.123456789+01:00",)"
      R"("identifiers":[{"type":"dns","value":"*.example.org"},{"type":"ip","value":"192.0.2.1"}],)"
      R"("authorizations":["https://ca.test/z/1","https://ca.test/z/2"],"finalize":"https://ca.test/x/1/f","replaces":"abc"})";
const QByteArray AuthorizationBody
    = R"({"status":"pending","identifier":{"type":"dns","value":"example.org"},"wildcard":true,)"
      R"("challenges":[{"type":"dns-account-01","url":"https://ca.test/c/1","token":"?"},{"type":"dns-01","url":"https://ca.test/c/2",)"
      R"("token":"DGyRejmCefe7v4NfDGDKfA","status":"sleeping"},{"type":"onion-csr-01"}]})";

} // namespace

class TestResources : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAnOrder();
    void readsAnOrderThatFailed();
    void refusesAnOrderThatCannotBeFollowed_data();
    void refusesAnOrderThatCannotBeFollowed();
    void readsAnAuthorizationWithUnknownChallenges();
    void refusesAChallengeThatCannotBeAnswered_data();
    void refusesAChallengeThatCannotBeAnswered();
    void readsAnAccount();
    void refusesAnAccountWithoutUrl();
    void makesARelativeLocationAbsolute();
    void knowsEveryStatusByName_data();
    void knowsEveryStatusByName();
    void survivesEveryChangeOfABody_data();
    void survivesEveryChangeOfABody();
};

void TestResources::readsAnOrder()
{
    const Order order = parseOrder(answer(OrderBody, {{"retry-after", "7"}}), Url, Now).value();
    QCOMPARE(order.url, Url);
    QCOMPARE(order.status, Status::Pending);
    QCOMPARE(order.expires.toString(Qt::ISODate), QStringLiteral("2026-11-29T13:00:00Z"));
    QCOMPARE(order.identifiers.size(), 2);
    QCOMPARE(order.identifiers.first(), (Identifier {QStringLiteral("dns"), QStringLiteral("*.example.org")}));
    QCOMPARE(order.authorizations,
        QStringList({QStringLiteral("https://ca.test/z/1"), QStringLiteral("https://ca.test/z/2")}));
    QCOMPARE(order.finalize, QUrl(QStringLiteral("https://ca.test/x/1/f")));
    QVERIFY(order.certificate.isEmpty());
    QVERIFY(!order.error);
    QCOMPARE(order.retryAfterSeconds, 7);
}

void TestResources::readsAnOrderThatFailed()
{
    QByteArray body = OrderBody;
    body.replace("pending", "invalid")
        .replace("\"replaces\"", R"("error":{"type":"urn:ietf:params:acme:error:caa","detail":"no"},"replaces")");
    const Order order = parseOrder(answer(body), Url, Now).value();
    QCOMPARE(order.status, Status::Invalid);
    QCOMPARE(order.error->kind(), QStringLiteral("caa"));
    QCOMPARE(order.error->url, QUrl(Url));
    QCOMPARE(order.retryAfterSeconds, -1);
}

void TestResources::refusesAnOrderThatCannotBeFollowed_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("member");
    const auto row = [](const char *name, const char *from, const char *to, Kind kind, const char *member) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << kind << QString::fromLatin1(member);
    };
    row("no status", "\"status\"", "\"s\"", Kind::MissingMember, "status");
    row("status is a number", "\"pending\"", "5", Kind::BadMember, "status");
    row("no finalize", "\"finalize\"", "\"f\"", Kind::MissingMember, "finalize");
    row("finalize is relative", "\"https://ca.test/x/1/f\"", "\"/x/1/f\"", Kind::BadMember, "finalize");
    row("no authorizations", "\"authorizations\"", "\"a\"", Kind::MissingMember, "authorizations");
    row("an authorization over plain http", "https://ca.test/z/2", "http://ca.test/z/2", Kind::BadMember,
        "authorizations");
    row("an authorization that is a number", "\"https://ca.test/z/2\"", "2", Kind::BadMember, "authorizations");
    row("identifiers are a text", R"([{"type":"dns","value":"*.example.org"},{"type":"ip","value":"192.0.2.1"}])",
        "\"x\"", Kind::BadMember, "identifiers");
    row("valid without a certificate", "pending", "valid", Kind::MissingMember, "certificate");
}

void TestResources::refusesAnOrderThatCannotBeFollowed()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QFETCH(const Kind, kind);
    QFETCH(const QString, member);
    QByteArray body = OrderBody;
    QVERIFY(body.contains(from));
    const auto order = parseOrder(answer(body.replace(from, to)), Url, Now);
    QVERIFY(!order);
    QCOMPARE(std::get<ProtocolFailure>(order.failure()).kind, kind);
    QCOMPARE(std::get<ProtocolFailure>(order.failure()).detail, member);
}

void TestResources::readsAnAuthorizationWithUnknownChallenges()
{
    const Authorization authorization = parseAuthorization(answer(AuthorizationBody), Url, Now).value();
    QCOMPARE(authorization.url, Url);
    QCOMPARE(authorization.displayName(), QStringLiteral("*.example.org"));
    QVERIFY(!authorization.expires.isValid());
    QCOMPARE(authorization.challenges.size(), 3);
    const Challenge *challenge = authorization.challenge(u"dns-01");
    QVERIFY(challenge);
    QCOMPARE(challenge->url, QStringLiteral("https://ca.test/c/2"));
    QCOMPARE(challenge->token, QStringLiteral("DGyRejmCefe7v4NfDGDKfA"));
    QCOMPARE(challenge->status, Status::Unknown);
    QVERIFY(!authorization.challenge(u"http-01"));
}

void TestResources::refusesAChallengeThatCannotBeAnswered_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("member");
    QTest::newRow("no url") << QByteArray(R"({"type":"dns-01","token":"abc"})") << QStringLiteral("url");
    QTest::newRow("no token") << QByteArray(R"({"type":"dns-01","url":"https://ca.test/c"})")
                              << QStringLiteral("token");
    QTest::newRow("token with padding") << QByteArray(R"({"type":"dns-01","url":"https://ca.test/c","token":"abc="})")
                                        << QStringLiteral("token");
    QTest::newRow("token with a dot") << QByteArray(R"({"type":"dns-01","url":"https://ca.test/c","token":"a.b"})")
                                      << QStringLiteral("token");
    QTest::newRow("no type") << QByteArray(R"({"url":"https://ca.test/c","token":"abc"})") << QStringLiteral("type");
}

void TestResources::refusesAChallengeThatCannotBeAnswered()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, member);
    const auto challenge = parseChallenge(answer(body));
    QVERIFY(!challenge);
    QCOMPARE(std::get<ProtocolFailure>(challenge.failure()).detail, member);
}

void TestResources::readsAnAccount()
{
    const Account account = parseAccount(answer(R"({"status":"valid","contact":["mailto:a@example.org"],"key":{}})",
                                                {{"Location", "https://ca.test/acct/5%2f"}}))
                                .value();
    QCOMPARE(account.url, QStringLiteral("https://ca.test/acct/5%2f")); // as it was sent
    QCOMPARE(account.status, Status::Valid);
    QCOMPARE(account.contacts, QStringList {QStringLiteral("mailto:a@example.org")});
}

void TestResources::refusesAnAccountWithoutUrl()
{
    const auto account = parseAccount(answer(R"({"status":"valid"})"));
    QVERIFY(!account);
    QCOMPARE(std::get<ProtocolFailure>(account.failure()).kind, Kind::MissingHeader);
    QCOMPARE(std::get<ProtocolFailure>(account.failure()).detail, QStringLiteral("Location"));
}

void TestResources::makesARelativeLocationAbsolute()
{
    QCOMPARE(location(answer("{}", {{"location", "/acct/5"}})), QStringLiteral("https://ca.test/acct/5"));
    QCOMPARE(location(answer("{}")), QString());
}

void TestResources::knowsEveryStatusByName_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"pending", "processing", "ready", "valid", "invalid", "deactivated", "expired", "revoked"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestResources::knowsEveryStatusByName()
{
    QFETCH(const QString, name);
    QVERIFY(statusFromName(name) != Status::Unknown);
    QCOMPARE(statusName(statusFromName(name)), name);
    QCOMPARE(statusFromName(name.toUpper()), Status::Unknown);
}

void TestResources::survivesEveryChangeOfABody_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("order") << OrderBody;
    QTest::newRow("authorization") << AuthorizationBody;
}

void TestResources::survivesEveryChangeOfABody()
{
    QFETCH(const QByteArray, body);
    for (qsizetype i = 0; i < body.size(); ++i) {
        for (const char octet : {'\0', '"', '{', '[', '9', '\xff'}) {
            QByteArray changed = body;
            changed[i] = octet;
            (void)parseOrder(answer(changed), Url, Now);
            (void)parseAuthorization(answer(changed), Url, Now);
            (void)refusal(answer(changed), Now);
        }
        (void)parseOrder(answer(body.left(i)), Url, Now);
    }
}

QTEST_GUILESS_MAIN(TestResources)
#include "tst_resources.moc"
