// SPDX-License-Identifier: MIT
#include "shellhost.h"

#include "ui/models/stepmodel.h"
#include "ui/shell/steprail.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>

using namespace cw;
using issuance::Step;
using test::ShellHost;

// Rail, header, footer and keys around a page.
class TestOrderView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::applyLook(ui::ThemeMode::Light); }
    void speaksTheSteps();
    void opensDoneStepsOnly();
    void goesBackAndForthByKeys();
    void doesNotGoOnWithoutReadiness();
    void collapsesBelow1100();
    void showsAndHidesHelpWithoutLosingTheFocus();
    void keepsTheOrderOnEscape();
    void walksThroughTheRegions();
    void leavesHeaderAndFooterInPlace();
    void greysOutWithAReasonOnEveryStep();
};

void TestOrderView::speaksTheSteps()
{
    ShellHost host;
    host.openOrderAtNames();
    auto *rail = host.find<QListView>("rail.steps");
    QCOMPARE(rail->accessibleName(), QStringLiteral("Steps of this order"));
    const auto spoken = [rail](int row) { return rail->model()->index(row, 0).data(Qt::AccessibleTextRole).toString(); };
    QCOMPARE(spoken(0), QStringLiteral("Step 1 of 7, Authority & account, done"));
    QCOMPARE(spoken(1), QStringLiteral("Step 2 of 7, Names & key, current step"));
    QCOMPARE(spoken(2), QStringLiteral("Step 3 of 7, Preflight, to come"));
}

void TestOrderView::opensDoneStepsOnly()
{
    ShellHost host;
    host.openOrderAtNames();
    auto *rail = host.find<QListView>("rail.steps");
    const auto click = [rail](int row) {
        QTest::mouseClick(rail->viewport(), Qt::LeftButton, {}, rail->visualRect(rail->model()->index(row, 0)).center());
    };
    click(4);
    QCOMPARE(host.order().step, Step::Names);
    click(0);
    QCOMPARE(host.order().step, Step::Authority);
    rail->setFocus();
    rail->setCurrentIndex(rail->model()->index(1, 0));
    host.key(Qt::Key_Return);
    QCOMPARE(host.order().step, Step::Names);
}

void TestOrderView::goesBackAndForthByKeys()
{
    ShellHost host;
    host.openOrderAtNames();
    host.key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(host.order().step, Step::Authority);
    host.key(Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(host.order().step, Step::Names);
    host.key(Qt::Key_Left, Qt::AltModifier);
    QTRY_VERIFY(host.find("foot.next")->isEnabled());
    QTRY_VERIFY(host.window.isActiveWindow() && host.window.focusWidget());
    host.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(host.order().step, Step::Names);
    QTRY_VERIFY(host.find("names.entry")->hasFocus());
}

void TestOrderView::doesNotGoOnWithoutReadiness()
{
    ShellHost host;
    host.openOrderAtNames();
    host.key(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(host.order().step, Step::Names);
}

void TestOrderView::collapsesBelow1100()
{
    ShellHost host({1280, 800});
    host.openOrderAtNames();
    auto *rail = host.window.findChild<ui::StepRail *>();
    QCOMPARE(rail->width(), 248);
    QVERIFY(host.find("header.lead"));
    QVERIFY(!host.find("header.step"));
    host.window.resize(1024, 700);
    QTRY_COMPARE(rail->width(), 64);
    QVERIFY(!host.find("header.lead"));
    QCOMPARE(host.find<QLabel>("header.step")->text(), QStringLiteral("Step 2 of 7 · Names & key"));
    QCOMPARE(host.find<QPushButton>("foot.help")->text(), QString());
    QCOMPARE(host.find("foot.help")->accessibleName(), QStringLiteral("Help"));
    QCOMPARE(host.find("rail.home")->accessibleName(), QStringLiteral("All certificates"));
}

void TestOrderView::showsAndHidesHelpWithoutLosingTheFocus()
{
    ShellHost host;
    host.openOrderAtNames();
    host.key(Qt::Key_F1);
    QVERIFY(host.find("help.text"));
    QVERIFY(host.find("help.text")->hasFocus());
    host.key(Qt::Key_Escape);
    QVERIFY(!host.find("help.text"));
    QVERIFY(host.find("names.entry")->hasFocus());
}

void TestOrderView::keepsTheOrderOnEscape()
{
    ShellHost host;
    host.openOrderAtNames();
    host.type(QStringLiteral("www"));
    host.key(Qt::Key_Escape);
    QVERIFY(host.window.orderView()->isVisible());
    QCOMPARE(host.find<QLineEdit>("names.entry")->text(), QStringLiteral("www"));
}

void TestOrderView::walksThroughTheRegions()
{
    ShellHost host;
    host.openOrderAtNames();
    QStringList seen;
    for (int i = 0; i < 4; ++i) {
        host.key(Qt::Key_F6);
        seen.append(QGuiApplication::focusObject()->objectName());
    }
    QCOMPARE(seen, QStringList({QStringLiteral("foot.help"), QStringLiteral("rail.home"), QStringLiteral("names.entry"), QStringLiteral("foot.help")}));
    host.key(Qt::Key_F6, Qt::ShiftModifier);
    QVERIFY(host.find("names.entry")->hasFocus());
}

void TestOrderView::leavesHeaderAndFooterInPlace()
{
    ShellHost host({1024, 700});
    host.openOrderAtFakeCa();
    QTRY_VERIFY(host.find("acct.list"));
    const QPoint next = host.find("foot.next")->mapTo(&host.window, QPoint());
    const QList<QScrollBar *> bars = host.window.orderView()->findChildren<QScrollBar *>();
    for (QScrollBar *bar : bars) {
        if (bar->isVisible())
            bar->setValue(bar->maximum());
    }
    QCOMPARE(host.find("foot.next")->mapTo(&host.window, QPoint()), next);
    QVERIFY(host.find("header.title"));
}

void TestOrderView::greysOutWithAReasonOnEveryStep()
{
    ShellHost host;
    host.openOrderAtNames();
    for (int step = 1; step <= ui::StepCount; ++step) {
        const ui::OrderPage *page = host.window.orderView()->page(Step(step));
        QVERIFY2(page->isComplete() || !page->whyNotComplete().isEmpty(), qPrintable(page->title()));
    }
}

QTEST_MAIN(TestOrderView)
#include "tst_orderview.moc"
