// SPDX-License-Identifier: MIT
#include "base/explainstore.h"

#include <QSet>
#include <QTest>

using namespace cw;
using Kind = StoreFailure::Kind;

class TestExplainStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasWordsOfItsOwn_data();
    void everyKindHasWordsOfItsOwn();
    void saysWhatItIsAbout_data();
    void saysWhatItIsAbout();
    void aPathIsNotTakenForAPlaceholder();
};

void TestExplainStore::everyKindHasWordsOfItsOwn_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("with a path") << QStringLiteral("/some/PATH");
    QTest::newRow("without a path") << QString();
}

void TestExplainStore::everyKindHasWordsOfItsOwn()
{
    QFETCH(QString, path);
    QSet<QString> titles;
    const int count = int(Kind::ProgramFailed) + 1;
    for (int i = 0; i < count; ++i) {
        const Explanation words = explain(StoreFailure {Kind(i), path, QStringLiteral("DETAIL")});
        QVERIFY2(!words.title.isEmpty() && !words.text.isEmpty() && !words.nextStep.isEmpty(), qPrintable(words.title));
        QVERIFY2(!words.text.contains(u'%') && !words.nextStep.contains(u'%'), qPrintable(words.text));
        QCOMPARE(words.raw, QStringLiteral("DETAIL"));
        titles.insert(words.title);
    }
    QCOMPARE(titles.size(), count);
}

void TestExplainStore::saysWhatItIsAbout_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("expected");
    const QString file = QStringLiteral("/home/a/key.pem");
    QTest::newRow("the file and the reason") << Kind::NotWritable << file << QStringLiteral("Permission denied")
                                             << QStringLiteral("A file cannot be written. “/home/a/key.pem” could not be "
                                                               "written; what was there before is unchanged. The reason given is: "
                                                               "“Permission denied”. Choose another folder, or make this one "
                                                               "writable for you, then try again.");
    QTest::newRow("no reason is known") << Kind::NotReadable << file << QString()
                                        << QStringLiteral("“/home/a/key.pem” could not be opened or read. Check");
    QTest::newRow("files that exist") << Kind::Exists << QStringLiteral("/etc/ssl") << QStringLiteral("cert.pem, privkey.pem")
                                      << QStringLiteral("In “/etc/ssl” these files would be replaced: cert.pem, privkey.pem.");
    QTest::newRow("full disk") << Kind::DiskFull << file << QStringLiteral("No space left on device")
                               << QStringLiteral("no room left for “/home/a/key.pem”");
    QTest::newRow("key of a session") << Kind::KeyMissing << QString() << QStringLiteral("order-7-key")
                                      << QStringLiteral("“order-7-key” was kept in memory only");
    QTest::newRow("packages") << Kind::NoProgram << QStringLiteral("pebble named") << QStringLiteral("pebble bind9")
                              << QStringLiteral("not on this computer: pebble named. Install them, for example with: sudo apt "
                                                "install pebble bind9.");
    QTest::newRow("last words of a program") << Kind::ProgramFailed << QStringLiteral("named")
                                             << QStringLiteral("starting\nexiting (due to fatal error)\n")
                                             << QStringLiteral("“named” ended by itself. The reason given is: “exiting (due to "
                                                               "fatal error)”.");
    QTest::newRow("a program that is silent") << Kind::ProgramFailed << QString() << QString()
                                              << QStringLiteral("Its servers did not answer in time.");
}

void TestExplainStore::saysWhatItIsAbout()
{
    QFETCH(Kind, kind);
    QFETCH(QString, path);
    QFETCH(QString, detail);
    QFETCH(QString, expected);
    const QString line = explainInOneLine(StoreFailure {kind, path, detail});
    QVERIFY2(line.contains(expected), qPrintable(line));
}

void TestExplainStore::aPathIsNotTakenForAPlaceholder()
{
    const Explanation words = explain(StoreFailure {Kind::Exists, QStringLiteral("/100%2"), QStringLiteral("a%1.pem")});
    QCOMPARE(words.text, QStringLiteral("In “/100%2” these files would be replaced: a%1.pem."));
}

QTEST_GUILESS_MAIN(TestExplainStore)
#include "tst_explainstore.moc"
