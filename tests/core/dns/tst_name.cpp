// SPDX-License-Identifier: MIT
#include "dns/name.h"

#include <QTest>

using namespace cw::dns;

namespace
{

Name name(const char *text)
{
    return Name::parse(QString::fromLatin1(text)).value();
}

} // namespace

class TestName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndWritesPresentationFormat_data();
    void readsAndWritesPresentationFormat();
    void refusesWhatIsNoName_data();
    void refusesWhatIsNoName();
    void comparesWithoutRegardToCaseAndKeepsIt();
    void knowsWhatIsBelowWhat();
    void writesItselfRelativeToAZone_data();
    void writesItselfRelativeToAZone();
    void sortsInCanonicalOrder();
    void hasWireForms();
    void doesNotGrowTooLong();
};

void TestName::readsAndWritesPresentationFormat_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<QByteArray>>("labels");
    QTest::addColumn<QString>("written");
    using Labels = QList<QByteArray>;
    QTest::newRow("root") << "." << Labels() << ".";
    QTest::newRow("with final dot") << "example.org." << Labels {"example", "org"} << "example.org.";
    QTest::newRow("without final dot") << "_acme-challenge.Example.ORG" << Labels {"_acme-challenge", "Example", "ORG"}
                                       << "_acme-challenge.Example.ORG.";
    QTest::newRow("escaped dot") << "a\\.b.org" << Labels {"a.b", "org"} << "a\\.b.org.";
    QTest::newRow("escaped backslash") << "a\\\\.org" << Labels {"a\\", "org"} << "a\\\\.org.";
    QTest::newRow("decimal") << "\\000\\255x.org" << Labels {QByteArray("\0\xffx", 3), "org"} << "\\000\\255x.org.";
    QTest::newRow("needless escape") << "\\a.org" << Labels {"a", "org"} << "a.org.";
    QTest::newRow("blank") << "a\\032b.org" << Labels {"a b", "org"} << "a\\032b.org.";
    QTest::newRow("wildcard") << "*.example.org" << Labels {"*", "example", "org"} << "*.example.org.";
    QTest::newRow("label of 63") << QString(63, u'a') << Labels {QByteArray(63, 'a')} << QString(63, u'a') + u'.';
}

void TestName::readsAndWritesPresentationFormat()
{
    QFETCH(QString, text);
    QFETCH(QString, written);
    const auto parsed = Name::parse(text);
    QVERIFY(parsed);
    QTEST(parsed->labels(), "labels");
    QCOMPARE(parsed->toString(), written);
    QVERIFY(Name::parse(parsed->toString()) == parsed);
}

void TestName::refusesWhatIsNoName_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << "";
    QTest::newRow("empty label") << "a..b";
    QTest::newRow("dot in front") << ".a";
    QTest::newRow("two dots") << "..";
    QTest::newRow("two dots behind") << "a..";
    QTest::newRow("label of 64") << QString(64, u'a');
    QTest::newRow("256 octets") << QStringLiteral("aaaaaaaaa.").repeated(25) + QStringLiteral("aaaa.");
    QTest::newRow("not ASCII") << QStringLiteral(u"b\u00fccher.de");
    QTest::newRow("backslash at the end") << "a\\";
    QTest::newRow("decimal too big") << "\\256";
    QTest::newRow("decimal too short") << "\\25";
    QTest::newRow("escaped letter outside ASCII") << QStringLiteral(u"\\\u00fc");
}

void TestName::refusesWhatIsNoName()
{
    QFETCH(QString, text);
    QVERIFY(!Name::parse(text));
}

void TestName::comparesWithoutRegardToCaseAndKeepsIt()
{
    QCOMPARE(name("EXAMPLE.org"), name("example.ORG"));
    QCOMPARE(qHash(name("EXAMPLE.org")), qHash(name("example.ORG")));
    QCOMPARE(name("EXAMPLE.org").toString(), QStringLiteral("EXAMPLE.org."));
    QVERIFY(!(name("a\\.b.org") == name("a.b.org")));
    // Case belongs to ASCII letters only: RFC 4343 3.
    QVERIFY(!(name("\\196.org") == name("\\228.org")));
    QVERIFY(!(name("@\\064") == name("`")));
}

void TestName::knowsWhatIsBelowWhat()
{
    QVERIFY(name("www.Example.org").isAtOrBelow(name("example.ORG")));
    QVERIFY(name("example.org").isAtOrBelow(name("example.org")));
    QVERIFY(name("example.org").isAtOrBelow(Name()));
    QVERIFY(!name("badexample.org").isAtOrBelow(name("example.org")));
    QVERIFY(!name("org").isAtOrBelow(name("example.org")));
    QCOMPARE(name("www.example.org").parent(), name("example.org"));
    QVERIFY(Name().parent().isRoot());
}

void TestName::writesItselfRelativeToAZone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("relative");
    QTest::newRow("below") << QByteArray("_acme-challenge.example.org") << QByteArray("example.org") << "_acme-challenge";
    QTest::newRow("two below") << QByteArray("a.b.example.org") << QByteArray("EXAMPLE.org") << "a.b";
    QTest::newRow("apex") << QByteArray("example.org") << QByteArray("example.org") << "@";
    QTest::newRow("elsewhere") << QByteArray("example.com") << QByteArray("example.org") << "example.com.";
    QTest::newRow("root zone") << QByteArray("example.com") << QByteArray(".") << "example.com.";
}

void TestName::writesItselfRelativeToAZone()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, zone);
    QTEST(name(text).relativeTo(name(zone)), "relative");
}

void TestName::sortsInCanonicalOrder()
{
    // The example of RFC 4034 6.1.
    const QList<Name> sorted {name("example"), name("a.example"), name("yljkjljk.a.example"), name("Z.a.example"),
                              name("zABC.a.EXAMPLE"), name("z.example"), name("\\001.z.example"), name("*.z.example"),
                              name("\\200.z.example")};
    QList<Name> shuffled {sorted[8], sorted[3], sorted[0], sorted[6], sorted[1], sorted[7], sorted[5], sorted[2], sorted[4]};
    std::sort(shuffled.begin(), shuffled.end());
    QCOMPARE(shuffled, sorted);
}

void TestName::hasWireForms()
{
    QCOMPARE(name("Ab.c").toWire(), QByteArray("\2Ab\1c\0", 6));
    QCOMPARE(name("Ab.c").toCanonicalWire(), QByteArray("\2ab\1c\0", 6));
    QCOMPARE(Name().toWire(), QByteArray("\0", 1));
}

void TestName::doesNotGrowTooLong()
{
    const Name longest = name(QByteArray("aaaaaaaaa.").repeated(25).constData()); // 251 octets
    QVERIFY(longest.child("bbb"));
    QVERIFY(!longest.child("bbbb"));
    QVERIFY(!longest.child(""));
}

QTEST_GUILESS_MAIN(TestName)
#include "tst_name.moc"
