// SPDX-License-Identifier: MIT
#include "acme/parse.h"

#include <QJsonObject>
#include <QTest>

using namespace cw;
using namespace cw::acme;

namespace
{

const QDateTime Now(QDate(2026, 11, 22), QTime(14, 0), Qt::UTC);

net::HttpResponse refused(
    int status, const QByteArray &body, const QByteArray &contentType = "application/problem+json")
{
    net::HttpResponse response;
    response.status = status;
    response.url = QUrl(QStringLiteral("https://ca.test/order"));
    response.headers = {{"Content-Type", contentType}};
    response.body = body;
    return response;
}

} // namespace

class TestProblem : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheExampleOfTheRfc();
    void readsItWhateverTheContentTypeSays();
    void isNoProblemWhenItIsNoProblemDocument_data();
    void isNoProblemWhenItIsNoProblemDocument();
    void keepsUntilWhenABusyGatewayWantsUsToWait();
    void takesMembersOfWrongTypesForMissing();
    void doesNotFollowSubproblemsForEver();
    void cutsTheEvidenceShort();
    void readsRetryAfter_data();
    void readsRetryAfter();
};

void TestProblem::readsTheExampleOfTheRfc()
{
    // RFC 8555 6.7.1
    const QByteArray body = R"({
     "type": "urn:ietf:params:acme:error:malformed",
     "detail": "Some of the identifiers requested were rejected",
     "subproblems": [
         { "type": "urn:ietf:params:acme:error:malformed", "detail": "Invalid underscore in DNS name \"_example.org\"",
           "identifier": { "type": "dns", "value": "_example.org" } },
         { "type": "urn:ietf:params:acme:error:rejectedIdentifier", "detail": "This CA will not issue for \"example.net\"",
           "identifier": { "type": "dns", "value": "example.net" } } ] })";
    auto response = refused(403, body);
    response.headers.append(qMakePair(QByteArray("retry-after"), QByteArray("120")));
    const Failure failure = refusal(response, Now);
    const auto problem = std::get<Problem>(failure);
    QCOMPARE(problem.kind(), QStringLiteral("malformed"));
    QCOMPARE(problem.detail, QStringLiteral("Some of the identifiers requested were rejected"));
    QCOMPARE(problem.status, 403);
    QCOMPARE(problem.url, response.url);
    QCOMPARE(problem.json, body);
    QCOMPARE(problem.retryAfter, Now.addSecs(120));
    QCOMPARE(problem.subproblems.size(), 2);
    QCOMPARE(problem.subproblems.at(1).kind(), QStringLiteral("rejectedIdentifier"));
    QCOMPARE(problem.subproblems.at(1).identifierType, QStringLiteral("dns"));
    QCOMPARE(problem.subproblems.at(1).identifierValue, QStringLiteral("example.net"));
}

void TestProblem::readsItWhateverTheContentTypeSays()
{
    const Failure failure = refusal(refused(400, R"({"type":"urn:acme:error:dns","detail":"x"})", "text/html"), Now);
    QCOMPARE(std::get<Problem>(failure).kind(), QStringLiteral("urn:acme:error:dns"));
    QVERIFY(!std::get<Problem>(failure).retryAfter.isValid());
}

void TestProblem::isNoProblemWhenItIsNoProblemDocument_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a web page") << QByteArray("<html><h1>502 Bad Gateway</h1></html>");
    QTest::newRow("other JSON") << QByteArray(R"({"error":"x"})");
    QTest::newRow("an array") << QByteArray(R"([{"type":"x"}])");
    QTest::newRow("broken JSON") << QByteArray(R"({"type":"urn:ietf)");
    QTest::newRow("octets") << QByteArray("\xff\xfe\x00\x01", 4);
}

void TestProblem::isNoProblemWhenItIsNoProblemDocument()
{
    QFETCH(const QByteArray, body);
    const Failure failure = refusal(refused(502, body, "text/html"), Now);
    const auto unexpected = std::get<ProtocolFailure>(failure);
    QCOMPARE(unexpected.kind, ProtocolFailure::Kind::UnexpectedStatus);
    QCOMPARE(unexpected.status, 502);
    QCOMPARE(unexpected.excerpt, body);
}

void TestProblem::keepsUntilWhenABusyGatewayWantsUsToWait()
{
    auto response = refused(503, "<html>Service Unavailable</html>", "text/html");
    QVERIFY(std::holds_alternative<ProtocolFailure>(refusal(response, Now)));
    response.headers.append(qMakePair(QByteArray("Retry-After"), QByteArray("120")));
    const auto problem = std::get<Problem>(refusal(response, Now));
    QCOMPARE(problem.retryAfter, Now.addSecs(120));
    QCOMPARE(problem.status, 503);
    QCOMPARE(problem.type, QString());
    QCOMPARE(problem.json, response.body);
}

void TestProblem::takesMembersOfWrongTypesForMissing()
{
    const Failure failure = refusal(
        refused(400,
            R"({"type":"about:blank","title":["x"],"detail":5,"status":"400","identifier":"a","subproblems":[1,{"type":2}]})"),
        Now);
    const auto problem = std::get<Problem>(failure);
    QCOMPARE(problem.kind(), QStringLiteral("about:blank"));
    QCOMPARE(problem.title, QString());
    QCOMPARE(problem.detail, QString());
    QCOMPARE(problem.status, 400);
    QCOMPARE(problem.subproblems.size(), 1);
}

void TestProblem::doesNotFollowSubproblemsForEver()
{
    QByteArray body = R"({"type":"x"})";
    for (int i = 0; i < 300; ++i)
        body = R"({"type":"x","subproblems":[)" + body + "]}";
    const Failure failure = refusal(refused(400, body), Now);
    QCOMPARE(std::get<Problem>(failure).subproblems.size(), 1);
    QVERIFY(std::get<Problem>(failure).subproblems.first().subproblems.isEmpty());
}

void TestProblem::cutsTheEvidenceShort()
{
    const Failure failure = refusal(refused(500, QByteArray(100000, 'x')), Now);
    QCOMPARE(std::get<ProtocolFailure>(failure).excerpt.size(), 200);
}

void TestProblem::readsRetryAfter_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("seconds");
    QTest::newRow("missing") << QByteArray() << -1;
    QTest::newRow("seconds") << QByteArray("30") << 30;
    QTest::newRow("zero") << QByteArray("0") << 0;
    QTest::newRow("blanks around") << QByteArray(" 5 ") << 5;
    QTest::newRow("90 days") << QByteArray("7776000") << 7776000;
    QTest::newRow("more than fits") << QByteArray("99999999999") << std::numeric_limits<int>::max();
    QTest::newRow("more than fits anything")
        << QByteArray("99999999999999999999999") << std::numeric_limits<int>::max();
    QTest::newRow("negative") << QByteArray("-5") << -1;
    QTest::newRow("fraction") << QByteArray("1.5") << -1;
    QTest::newRow("words") << QByteArray("soon") << -1;
    QTest::newRow("HTTP date") << QByteArray("Sun, 22 Nov 2026 14:01:00 GMT") << 60;
    QTest::newRow("RFC 850 date") << QByteArray("Sunday, 22-Nov-26 14:01:00 GMT") << 60;
    QTest::newRow("asctime date") << QByteArray("Sun Nov 22 14:01:00 2026") << 60;
    QTest::newRow("asctime date, day of one digit") << QByteArray("Tue Dec  1 14:00:00 2026") << 9 * 86400;
    QTest::newRow("a date that has passed") << QByteArray("Sun, 22 Nov 2026 13:00:00 GMT") << 0;
    QTest::newRow("a date that never was") << QByteArray("Sun, 31 Nov 2026 13:00:00 GMT") << -1;
}

void TestProblem::readsRetryAfter()
{
    QFETCH(const QByteArray, value);
    QFETCH(const int, seconds);
    auto response = refused(429, QByteArray());
    if (!value.isEmpty())
        response.headers.append(qMakePair(QByteArray("Retry-After"), value));
    QCOMPARE(retryAfterSeconds(response, Now), seconds);
}

QTEST_GUILESS_MAIN(TestProblem)
#include "tst_problem.moc"
