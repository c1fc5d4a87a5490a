// SPDX-License-Identifier: MIT
#include "base/explaininput.h"

#include <QSet>
#include <QTest>

using namespace cw;
using Fault = BadInput::Fault;

class TestExplainInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFaultHasWordsOfItsOwn();
    void namesWhatWasEntered_data();
    void namesWhatWasEntered();
    void textThatWasEnteredIsNotTakenForAPlaceholder();
};

void TestExplainInput::everyFaultHasWordsOfItsOwn()
{
    QSet<QString> titles;
    const int count = int(Fault::OrderClosed) + 1;
    for (int i = 0; i < count; ++i) {
        const Explanation words = explain(BadInput{Fault(i), QStringLiteral("VALUE"), QStringLiteral("PART")});
        QVERIFY2(!words.title.isEmpty() && !words.nextStep.isEmpty(), qPrintable(QString::number(i)));
        QVERIFY2(!words.text.contains(u'%') && !words.nextStep.contains(u'%'), qPrintable(words.text));
        titles.insert(words.title);
    }
    QCOMPARE(titles.size(), count);
}

void TestExplainInput::namesWhatWasEntered_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("expected");
    QTest::newRow("value only") << Fault::Underscore << QStringLiteral("a_b.example.org") << QString()
                                << QStringLiteral("a_b.example.org");
    QTest::newRow("part only") << Fault::BadHyphen << QStringLiteral("-a.example.org") << QStringLiteral("-a")
                               << QStringLiteral("“-a”");
    QTest::newRow("part is missing") << Fault::BadHyphen << QStringLiteral("-a.org") << QString()
                                     << QStringLiteral("“-a.org”");
    QTest::newRow("both")
        << Fault::NotPublic << QStringLiteral("printer.local") << QStringLiteral("local")
        << QStringLiteral(
               "“.local” do not exist in the public DNS, so a public authority cannot check “printer.local”");
    QTest::newRow("limit") << Fault::TooManyNames << QString() << QStringLiteral("100")
                           << QStringLiteral("at most 100 names");
}

void TestExplainInput::namesWhatWasEntered()
{
    QFETCH(Fault, fault);
    QFETCH(QString, value);
    QFETCH(QString, detail);
    QFETCH(QString, expected);
    const Explanation words = explain(BadInput{fault, value, detail});
    QVERIFY2(words.text.contains(expected), qPrintable(words.text));
}

void TestExplainInput::textThatWasEnteredIsNotTakenForAPlaceholder()
{
    const Explanation words = explain(BadInput{Fault::BadCharacter, QStringLiteral("100%2.org"), QStringLiteral("%")});
    QVERIFY2(words.text.contains(QStringLiteral("“100%2.org” contains “%”")), qPrintable(words.text));
}

QTEST_GUILESS_MAIN(TestExplainInput)
#include "tst_explaininput.moc"
