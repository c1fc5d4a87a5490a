// SPDX-License-Identifier: MIT
#include "base/explain.h"

#include <QLocale>
#include <QSet>
#include <QTest>

using namespace cw;

namespace
{

Problem problem(const char *kind, const char *detail = "the CA's own words")
{
    Problem problem;
    problem.type = QStringLiteral("urn:ietf:params:acme:error:") + QString::fromLatin1(kind);
    problem.detail = QString::fromUtf8(detail);
    return problem;
}

Problem about(const char *name, const char *kind, const char *detail)
{
    Problem sub = problem(kind, detail);
    sub.identifierType = QStringLiteral("dns");
    sub.identifierValue = QString::fromLatin1(name);
    return sub;
}

} // namespace

class TestExplainProblem : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasWordsForEveryKindThatTheRfcKnows_data();
    void hasWordsForEveryKindThatTheRfcKnows();
    void saysUntilWhenALimitHolds();
    void saysUntilWhenTheCaIsBusy();
    void saysThatALimitHasNoEnd();
    void namesThePageThatTheUserMustVisit();
    void givesTheCasWordsForAnUnknownType_data();
    void givesTheCasWordsForAnUnknownType();
    void namesEverySubproblem();
    void saysSomethingForAnEmptyDocument();
};

void TestExplainProblem::hasWordsForEveryKindThatTheRfcKnows_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"dns", "caa", "unauthorized", "connection", "rateLimited", "rejectedIdentifier",
             "malformed", "badCSR", "badSignatureAlgorithm", "externalAccountRequired", "userActionRequired",
             "accountDoesNotExist", "orderNotReady", "serverInternal", "unsupportedIdentifier", "badNonce",
             "incorrectResponse", "tls", "badPublicKey", "invalidContact", "unsupportedContact", "compound",
             "invalidProfile", "alreadyReplaced", "alreadyRevoked", "badRevocationReason"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestExplainProblem::hasWordsForEveryKindThatTheRfcKnows()
{
    QFETCH(const QString, kind);
    const Explanation words = explain(problem(kind.toLatin1().constData()));
    QVERIFY(words.title != QStringLiteral("The certificate authority refused the request"));
    QVERIFY(!words.title.endsWith(u'.'));
    QVERIFY2(words.text.endsWith(u'.') && !words.text.contains(u'%'), qPrintable(words.text));
    QVERIFY(words.nextStep.endsWith(u'.'));
    QVERIFY(!words.text.contains(u"own words: the CA"));
    QCOMPARE(words.raw, QStringLiteral("the CA's own words"));
}

void TestExplainProblem::saysUntilWhenALimitHolds()
{
    Problem limited = problem("rateLimited", "too many certificates (5) already issued");
    limited.retryAfter = QDateTime(QDate(2026, 11, 22), QTime(15, 40), Qt::UTC);
    const Explanation words = explain(limited);
    const QString time = QLocale().toString(limited.retryAfter.toLocalTime(), QLocale::ShortFormat);
    QVERIFY2(words.text.contains(time), qPrintable(words.text));
    QVERIFY(time.contains(QLocale().toString(limited.retryAfter.toLocalTime().time(), QLocale::ShortFormat)));
    QCOMPARE(words.raw, limited.detail);
}

void TestExplainProblem::saysUntilWhenTheCaIsBusy()
{
    Problem busy; // of a gateway, without a document
    busy.status = 503;
    busy.retryAfter = QDateTime(QDate(2027, 2, 21), QTime(12, 0), Qt::UTC);
    const Explanation words = explain(busy);
    QVERIFY2(words.title.contains(u"too busy"), qPrintable(words.title));
    QVERIFY2(words.text.contains(QLocale().toString(busy.retryAfter.toLocalTime(), QLocale::ShortFormat)), qPrintable(words.text));
    busy.status = 429;
    QVERIFY2(explain(busy).title.contains(u"limit"), qPrintable(explain(busy).title));
}

void TestExplainProblem::saysThatALimitHasNoEnd()
{
    QVERIFY(explain(problem("rateLimited")).text.contains(u"does not say until when"));
}

void TestExplainProblem::namesThePageThatTheUserMustVisit()
{
    Problem action = problem("userActionRequired");
    action.instance = QStringLiteral("https://ca.example/terms?a=%2F1");
    QVERIFY(explain(action).text.contains(action.instance));
    // Without a page there is none to visit.
    action.instance.clear();
    QVERIFY2(explain(action).text.endsWith(QStringLiteral("names no page for it.")), qPrintable(explain(action).text));
}

void TestExplainProblem::givesTheCasWordsForAnUnknownType_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("title");
    QTest::newRow("new kind") << QStringLiteral("urn:ietf:params:acme:error:tooCold") << QString();
    QTest::newRow("draft URN") << QStringLiteral("urn:acme:error:dns") << QString();
    QTest::newRow("URL with a title") << QStringLiteral("https://ca.example/problems/7")
                                      << QStringLiteral("Account locked");
    QTest::newRow("about:blank") << QStringLiteral("about:blank") << QStringLiteral("Forbidden");
    QTest::newRow("no type") << QString() << QString();
}

void TestExplainProblem::givesTheCasWordsForAnUnknownType()
{
    QFETCH(const QString, type);
    QFETCH(const QString, title);
    Problem unknown;
    unknown.type = type;
    unknown.title = title;
    unknown.detail = QStringLiteral("The moon is full");
    const Explanation words = explain(unknown);
    QCOMPARE(words.title, title.isEmpty() ? QStringLiteral("The certificate authority refused the request") : title);
    QCOMPARE(words.text, QStringLiteral("The moon is full"));
    QCOMPARE(words.raw, QStringLiteral("The moon is full"));
}

void TestExplainProblem::namesEverySubproblem()
{
    Problem whole = problem("malformed", "Some of the identifiers requested were rejected");
    whole.subproblems = {about("_example.org", "malformed", "Invalid underscore"),
                         about("example.net", "rejectedIdentifier", "This CA will not issue")};
    const Explanation words = explain(whole);
    QVERIFY2(words.text.contains(u"_example.org") && words.text.contains(u"example.net"), qPrintable(words.text));
    QCOMPARE(words.raw,
        QStringLiteral("Some of the identifiers requested were rejected\n_example.org: Invalid underscore\n"
                       "example.net: This CA will not issue"));
}

void TestExplainProblem::saysSomethingForAnEmptyDocument()
{
    const Explanation words = explain(Problem());
    QVERIFY(!words.title.isEmpty());
    QCOMPARE(words.raw, QString());
}

QTEST_GUILESS_MAIN(TestExplainProblem)
#include "tst_explainproblem.moc"
