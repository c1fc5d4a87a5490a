// SPDX-License-Identifier: MIT
#include "ui/widgets/notice.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace cw::ui;

class TestNotice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeMode::Light); }

    void itIsReadAsAMessage();
    void withoutATitleTheTextIsItsName();
    void markupIsNotRead();
    void textFromOutsideIsShownAsItIs();
    void theActionIsAButton();
    void closingHidesIt();
};

void TestNotice::itIsReadAsAMessage()
{
    Notice notice(
        Notice::Kind::Fail, QStringLiteral("1 name was left out"), QStringLiteral("nas.local is not public."));
    const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&notice);
    QCOMPARE(interface->role(), QAccessible::AlertMessage);
    QCOMPARE(interface->text(QAccessible::Name), QStringLiteral("1 name was left out"));
    QCOMPARE(interface->text(QAccessible::Description), QStringLiteral("nas.local is not public."));
}

void TestNotice::withoutATitleTheTextIsItsName()
{
    Notice notice(Notice::Kind::Info);
    notice.setText(QStringLiteral("Nothing is ordered yet."));
    QCOMPARE(notice.accessibleName(), QStringLiteral("Nothing is ordered yet."));
}

void TestNotice::markupIsNotRead()
{
    Notice notice(Notice::Kind::Fail);
    notice.setRichText(QStringLiteral("<b>example.org:</b> your value is elsewhere."));
    QCOMPARE(notice.accessibleName(), QStringLiteral("example.org: your value is elsewhere."));
}

void TestNotice::textFromOutsideIsShownAsItIs()
{
    Notice notice(Notice::Kind::Fail);
    notice.setText(QStringLiteral("<b>not bold</b>"));
    QCOMPARE(notice.accessibleName(), QStringLiteral("<b>not bold</b>"));
}

void TestNotice::theActionIsAButton()
{
    Notice notice(Notice::Kind::Ok);
    notice.show();
    QVERIFY(!notice.action()->isVisible());
    notice.setAction(QStringLiteral("Try again"));
    QVERIFY(notice.action()->isVisible());
    QSignalSpy triggered(&notice, &Notice::actionTriggered);
    QTest::keyClick(notice.action(), Qt::Key_Space);
    QCOMPARE(triggered.size(), 1);
}

void TestNotice::closingHidesIt()
{
    Notice notice(Notice::Kind::Warn);
    notice.setClosable(true);
    notice.show();
    QSignalSpy closed(&notice, &Notice::closed);
    for (QPushButton *button : notice.findChildren<QPushButton *>()) {
        if (button != notice.action())
            button->click();
    }
    QCOMPARE(closed.size(), 1);
    QVERIFY(!notice.isVisible());
}

QTEST_MAIN(TestNotice)
#include "tst_notice.moc"
