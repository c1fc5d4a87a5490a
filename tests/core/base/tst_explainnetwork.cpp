// SPDX-License-Identifier: MIT
#include "base/explain.h"

#include <QSet>
#include <QTest>

using namespace cw;
using Stage = NetworkFailure::Stage;
using Kind = ProtocolFailure::Kind;

namespace
{

const QUrl Directory(QStringLiteral("https://ca.example:14000/dir"));

// What must be in a good explanation, whatever its words are.
void checkIsWhole(const Explanation &words)
{
    QVERIFY(!words.title.isEmpty() && !words.title.endsWith(u'.'));
    QVERIFY(words.text.endsWith(u'.'));
    QVERIFY(words.nextStep.endsWith(u'.'));
    for (const QString &part : {words.title, words.text, words.nextStep}) {
        QVERIFY2(!part.contains(u"%1") && !part.contains(u"%2") && !part.contains(u"%3"), qPrintable(part));
        QVERIFY2(!part.contains(u"  "), qPrintable(part));
    }
}

} // namespace

class TestExplainNetwork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTheServerAndWhatHappened_data();
    void namesTheServerAndWhatHappened();
    void saysWhatIsWrongWithAnAnswer_data();
    void saysWhatIsWrongWithAnAnswer();
    void hasASentenceOfItsOwnForEachBadDirectory();
    void leavesUrlsAsTheyAre();
    void showsNoControlCharactersOfAServer();
    void saysUntilWhenTheCaWantsPatience();
    void managesWithoutUrl();
};

void TestExplainNetwork::namesTheServerAndWhatHappened_data()
{
    QTest::addColumn<Stage>("stage");
    QTest::addColumn<QString>("title");
    QTest::newRow("lookup") << Stage::Lookup << QStringLiteral("There is no server named ca.example:14000");
    QTest::newRow("connect") << Stage::Connect << QStringLiteral("ca.example:14000 cannot be reached");
    QTest::newRow("refused") << Stage::Refused << QStringLiteral("ca.example:14000 refuses the connection");
    QTest::newRow("tls") << Stage::Tls << QStringLiteral("The certificate of ca.example:14000 itself is not trusted");
    QTest::newRow("proxy") << Stage::Proxy << QStringLiteral("The proxy does not let us through to ca.example:14000");
    QTest::newRow("timeout") << Stage::Timeout << QStringLiteral("ca.example:14000 does not answer in time");
    QTest::newRow("transfer") << Stage::Transfer << QStringLiteral("The connection to ca.example:14000 broke");
}

void TestExplainNetwork::namesTheServerAndWhatHappened()
{
    QFETCH(const Stage, stage);
    QFETCH(const QString, title);
    const Explanation words = explain(NetworkFailure {stage, Directory, QStringLiteral("Qt's own words")});
    checkIsWhole(words);
    QCOMPARE(words.title, title);
    QCOMPARE(words.raw, QStringLiteral("Qt's own words"));
    QCOMPARE(words.text.contains(u"port 14000"), stage == Stage::Refused);
}

void TestExplainNetwork::saysWhatIsWrongWithAnAnswer_data()
{
    QTest::addColumn<ProtocolFailure>("failure");
    QTest::addColumn<QString>("part"); // of title or text
    QTest::addColumn<QString>("raw");
    const auto row = [](const char *name, Kind kind, int status, const char *detail, const char *excerpt,
                         const char *part, const char *raw) {
        const ProtocolFailure failure {kind, Directory, status, QString::fromLatin1(detail), excerpt};
        QTest::newRow(name) << failure << QString::fromUtf8(part) << QString::fromUtf8(raw);
    };
    row("not https", Kind::NotHttps, 0, "http", "", "does not begin with https://", "http");
    row("web page", Kind::NotAcme, 200, "text/html", "<!DOCTYPE html>\n<p>Hi", "a web page", "<!DOCTYPE html> <p>Hi");
    row("other text", Kind::NotAcme, 200, "text/plain", "It works!", "does not speak ACME", "It works!");
    row("nothing at all", Kind::NotAcme, 200, "text/plain", "", "does not speak ACME", "text/plain");
    row("no newOrder", Kind::MissingMember, 200, "newOrder", "", "without “newOrder”", "newOrder");
    row("no finalize", Kind::MissingMember, 200, "finalize", "", "lacks “finalize”", "finalize");
    row("bad member", Kind::BadMember, 200, "token", "", "“token” in the answer", "token");
    row("no nonce", Kind::MissingHeader, 200, "Replay-Nonce", "", "header “Replay-Nonce”", "Replay-Nonce");
    row("404", Kind::UnexpectedStatus, 404, "text/html", "Not Found",
        "nothing at https://ca.example:14000/dir (HTTP status 404)", "Not Found");
    row("403", Kind::UnexpectedStatus, 403, "", "Forbidden", "denies access", "Forbidden");
    row("429", Kind::UnexpectedStatus, 429, "", "", "too many requests", "");
    row("502", Kind::UnexpectedStatus, 502, "", "Bad Gateway", "HTTP status 502", "Bad Gateway");
    row("418", Kind::UnexpectedStatus, 418, "", "teapot", "HTTP status 418", "teapot");
    row("no chain", Kind::BadContent, 200, "no start line", "hello", "Certificates were expected", "hello");
    row("page for an answer", Kind::BadContent, 200, "JSON", "<h1>Back soon", "a page for people to read", "<h1>Back soon");
    row("no answer in JSON", Kind::BadContent, 200, "JSON", "hello", "is not the JSON", "hello");
    row("too large", Kind::TooLarge, 200, "4194304", "", "4194304 bytes", "4194304");
    row("redirects", Kind::TooManyRedirects, 302, "5", "", "More than 5 times", "5");
    row("unfinished", Kind::Unfinished, 0, "", "", "not done yet", "");
    row("inconsistent", Kind::Inconsistent, 201, "identifiers", "", "(identifiers)", "identifiers");
}

void TestExplainNetwork::saysWhatIsWrongWithAnAnswer()
{
    QFETCH(const ProtocolFailure, failure);
    QFETCH(const QString, part);
    QFETCH(const QString, raw);
    const Explanation words = explain(failure);
    checkIsWhole(words);
    QVERIFY2(words.title.contains(part) || words.text.contains(part), qPrintable(words.title + u'\n' + words.text));
    QCOMPARE(words.raw, raw);
}

void TestExplainNetwork::hasASentenceOfItsOwnForEachBadDirectory()
{
    const QList<Failure> failures {
        ProtocolFailure {Kind::NotHttps, Directory, 0, QString(), QByteArray()},
        NetworkFailure {Stage::Lookup, Directory, QString()},
        NetworkFailure {Stage::Refused, Directory, QString()},
        NetworkFailure {Stage::Timeout, Directory, QString()},
        NetworkFailure {Stage::Tls, Directory, QString()},
        ProtocolFailure {Kind::NotAcme, Directory, 200, QString(), "<html>"},
        ProtocolFailure {Kind::NotAcme, Directory, 200, QString(), "hello"},
        ProtocolFailure {Kind::MissingMember, Directory, 200, QStringLiteral("newOrder"), QByteArray()},
        ProtocolFailure {Kind::UnexpectedStatus, Directory, 404, QString(), QByteArray()},
    };
    QSet<QString> titles;
    QSet<QString> texts;
    for (const Failure &failure : failures) {
        titles.insert(explain(failure).title);
        texts.insert(explain(failure).text);
    }
    QCOMPARE(titles.size(), failures.size());
    QCOMPARE(texts.size(), failures.size());
}

void TestExplainNetwork::leavesUrlsAsTheyAre()
{
    const QUrl url(QStringLiteral("https://ca.example/a%3Fb%2Fc"));
    const Explanation words = explain(ProtocolFailure {Kind::UnexpectedStatus, url, 404, QString(), QByteArray()});
    QVERIFY2(words.text.contains(u"https://ca.example/a%3Fb%2Fc"), qPrintable(words.text));
    QVERIFY(words.text.contains(u"404"));
}

void TestExplainNetwork::showsNoControlCharactersOfAServer()
{
    const QByteArray excerpt("a\x1b[31mred\0\x07 b\xff", 14);
    const Explanation words = explain(ProtocolFailure {Kind::NotAcme, Directory, 200, QString(), excerpt});
    for (const QChar c : words.raw)
        QVERIFY(c.isPrint());
    QVERIFY(words.raw.startsWith(u"a[31mred"));
}

void TestExplainNetwork::saysUntilWhenTheCaWantsPatience()
{
    const QDateTime until({2027, 2, 21}, {12, 0}, Qt::UTC);
    const Explanation words = explain(ProtocolFailure {Kind::Unfinished, Directory, 0, until.toString(Qt::ISODate), QByteArray()});
    checkIsWhole(words);
    QVERIFY2(words.text.contains(QLocale().toString(until.toLocalTime(), QLocale::ShortFormat)), qPrintable(words.text));
    QCOMPARE(words.raw, QString());
}

void TestExplainNetwork::managesWithoutUrl()
{
    checkIsWhole(explain(NetworkFailure {Stage::Transfer, QUrl(), QString()}));
    checkIsWhole(explain(ProtocolFailure {Kind::Unfinished, QUrl(), 0, QString(), QByteArray()}));
}

QTEST_GUILESS_MAIN(TestExplainNetwork)
#include "tst_explainnetwork.moc"
