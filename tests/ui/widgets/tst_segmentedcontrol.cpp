// SPDX-License-Identifier: MIT
#include "ui/widgets/segmentedcontrol.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace cw::ui;

class TestSegmentedControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void theFirstSegmentIsChosen();
    void arrowsMoveTheChoice();
    void tabStopsOnce();
    void segmentsAreReadAsRadioButtons();
    void theProgramCanChoose();

private:
    std::unique_ptr<SegmentedControl> m_control;
};

void TestSegmentedControl::init()
{
    applyTheme(*qApp, ThemeMode::Light);
    m_control = std::make_unique<SegmentedControl>(QStringLiteral("Show the name"));
    m_control->addSegment(QStringLiteral("zone"), QStringLiteral("within the zone"));
    m_control->addSegment(QStringLiteral("full"), QStringLiteral("in full"));
    m_control->show();
    m_control->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_control.get()));
}

void TestSegmentedControl::theFirstSegmentIsChosen()
{
    QCOMPARE(m_control->current(), QStringLiteral("zone"));
}

void TestSegmentedControl::arrowsMoveTheChoice()
{
    QSignalSpy changed(m_control.get(), &SegmentedControl::currentChanged);
    m_control->segment(QStringLiteral("zone"))->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    QCOMPARE(m_control->current(), QStringLiteral("full"));
    QCOMPARE(QApplication::focusWidget(), m_control->segment(QStringLiteral("full")));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    QCOMPARE(m_control->current(), QStringLiteral("zone"));
    QCOMPARE(changed.size(), 2);
}

void TestSegmentedControl::tabStopsOnce()
{
    m_control->setCurrent(QStringLiteral("full"));
    QVERIFY(m_control->segment(QStringLiteral("full"))->focusPolicy() & Qt::TabFocus);
    QVERIFY(!(m_control->segment(QStringLiteral("zone"))->focusPolicy() & Qt::TabFocus));
}

void TestSegmentedControl::segmentsAreReadAsRadioButtons()
{
    const QAccessibleInterface *segment
        = QAccessible::queryAccessibleInterface(m_control->segment(QStringLiteral("zone")));
    QCOMPARE(segment->role(), QAccessible::RadioButton);
    QVERIFY(segment->state().checked);
    QCOMPARE(QAccessible::queryAccessibleInterface(m_control.get())->text(QAccessible::Name),
        QStringLiteral("Show the name"));
}

void TestSegmentedControl::theProgramCanChoose()
{
    m_control->setCurrent(QStringLiteral("full"));
    QCOMPARE(m_control->current(), QStringLiteral("full"));
    m_control->setCurrent(QStringLiteral("unknown"));
    QCOMPARE(m_control->current(), QStringLiteral("full"));
}

QTEST_MAIN(TestSegmentedControl)
#include "tst_segmentedcontrol.moc"
