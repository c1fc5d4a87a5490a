// SPDX-License-Identifier: MIT
#include "ui/models/contactcheck.h"

#include <QTest>

using namespace cw;

class TestContactCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
};

void TestContactCheck::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("contact");
    QTest::addColumn<QString>("fault");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("one") << QStringLiteral("admin@example.org") << QString();
    QTest::newRow("two") << QStringLiteral("a@example.org, b@example.net") << QString();
    QTest::newRow("a comma at the end") << QStringLiteral("a@example.org, ") << QString();
    QTest::newRow("international") << QStringLiteral("post@bücher.example") << QString();
    QTest::newRow("no at") << QStringLiteral("admin") << QStringLiteral("“admin” has no @ between name and domain.");
    QTest::newRow("nothing before it") << QStringLiteral("@example.org") << QStringLiteral("“@example.org” has nothing before the @.");
    QTest::newRow("no dot") << QStringLiteral("admin@localhost") << QStringLiteral("The part after @ has no dot: “admin@localhost”.");
    QTest::newRow("a dot too many") << QStringLiteral("a@example..org") << QStringLiteral("The part after @ has a dot too many: “a@example..org”.");
    QTest::newRow("a dot at the end") << QStringLiteral("a@example.org.") << QStringLiteral("The part after @ has a dot too many: “a@example.org.”.");
    QTest::newRow("two without a comma") << QStringLiteral("a@x.org b@y.org")
                                         << QStringLiteral("“a@x.org b@y.org” has a blank in it. Put a comma between two addresses.");
    QTest::newRow("the second one") << QStringLiteral("a@x.org,b") << QStringLiteral("“b” has no @ between name and domain.");
    QTest::newRow("hfields") << QStringLiteral("a@x.org?subject=x")
                             << QStringLiteral("“a@x.org?subject=x” has a character that CAs do not take in a contact.");
}

void TestContactCheck::saysWhatIsWrong()
{
    QFETCH(QString, contact);
    QFETCH(QString, fault);
    QCOMPARE(ui::contactFault(contact), fault);
}

QTEST_GUILESS_MAIN(TestContactCheck)
#include "tst_contactcheck.moc"
