// SPDX-License-Identifier: MIT
#include "ui/widgets/choicegroup.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choicerow.h"

#include <QAccessible>
#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace cw::ui;

class TestChoiceGroup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void arrowsMoveTheChoice();
    void arrowsGoAroundTheEndsAndOverDisabledRows();
    void homeAndEndGoToTheEnds();
    void tabEntersAtTheChosenRow();
    void withoutAChoiceTabEntersAtTheFirstRow();
    void aClickAnywhereInTheRowChooses();
    void theProgramChoosesWithoutSayingThatTheUserDid();
    void anUnknownIdChoosesNone();
    void aRowIsReadAsARadioButton();
    void aCheckRowIsReadAsACheckBox();
    void arrowsFollowTheReadingDirection();
    void longSubtitlesWrapInsteadOfBeingCut();
    void clearedGroupsCanBeFilledAgain();

private:
    std::unique_ptr<QWidget> m_window;
    ChoiceGroup *m_group = nullptr;
    QLineEdit *m_before = nullptr;
};

void TestChoiceGroup::init()
{
    applyTheme(*qApp, ThemeMode::Light);
    m_window = std::make_unique<QWidget>();
    auto *layout = new QVBoxLayout(m_window.get());
    m_before = new QLineEdit;
    m_group = new ChoiceGroup(QStringLiteral("Certificate authority"));
    for (const char16_t *id : {u"one", u"two", u"three"})
        m_group->addChoice(QString::fromUtf16(id), new ChoiceRow(QString::fromUtf16(id), QStringLiteral("Needs EAB")));
    layout->addWidget(m_before);
    layout->addWidget(m_group);
    m_window->resize(400, 300);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestChoiceGroup::cleanup()
{
    QApplication::setLayoutDirection(Qt::LeftToRight);
    m_window.reset();
}

void TestChoiceGroup::arrowsMoveTheChoice()
{
    m_group->setCurrent(QStringLiteral("one"));
    QSignalSpy chosen(m_group, &ChoiceGroup::chosen);
    m_group->row(QStringLiteral("one"))->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QCOMPARE(m_group->current(), QStringLiteral("two"));
    QCOMPARE(QApplication::focusWidget(), m_group->row(QStringLiteral("two")));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up);
    QCOMPARE(m_group->current(), QStringLiteral("one"));
    QCOMPARE(chosen.size(), 2);
}

void TestChoiceGroup::arrowsGoAroundTheEndsAndOverDisabledRows()
{
    m_group->setCurrent(QStringLiteral("three"));
    m_group->row(QStringLiteral("one"))->setEnabled(false);
    m_group->row(QStringLiteral("three"))->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QCOMPARE(m_group->current(), QStringLiteral("two"));
}

void TestChoiceGroup::homeAndEndGoToTheEnds()
{
    m_group->setCurrent(QStringLiteral("two"));
    m_group->row(QStringLiteral("two"))->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_End);
    QCOMPARE(m_group->current(), QStringLiteral("three"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Home);
    QCOMPARE(m_group->current(), QStringLiteral("one"));
}

void TestChoiceGroup::tabEntersAtTheChosenRow()
{
    m_group->setCurrent(QStringLiteral("two"));
    m_before->setFocus();
    QTest::keyClick(m_before, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), m_group->row(QStringLiteral("two")));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), m_before);
}

void TestChoiceGroup::withoutAChoiceTabEntersAtTheFirstRow()
{
    m_before->setFocus();
    QTest::keyClick(m_before, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), m_group->row(QStringLiteral("one")));
    QVERIFY(m_group->current().isEmpty());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(m_group->current(), QStringLiteral("one"));
}

void TestChoiceGroup::aClickAnywhereInTheRowChooses()
{
    ChoiceRow *row = m_group->row(QStringLiteral("three"));
    QTest::mouseClick(row, Qt::LeftButton, {}, QPoint(row->width() - 5, row->height() - 3));
    QCOMPARE(m_group->current(), QStringLiteral("three"));
}

void TestChoiceGroup::theProgramChoosesWithoutSayingThatTheUserDid()
{
    QSignalSpy chosen(m_group, &ChoiceGroup::chosen);
    QSignalSpy changed(m_group, &ChoiceGroup::currentChanged);
    m_group->setCurrent(QStringLiteral("two"));
    QCOMPARE(chosen.size(), 0);
    QCOMPARE(changed.size(), 1);
}

void TestChoiceGroup::anUnknownIdChoosesNone()
{
    m_group->setCurrent(QStringLiteral("two"));
    m_group->setCurrent(QString());
    QVERIFY(m_group->current().isEmpty());
}

void TestChoiceGroup::aRowIsReadAsARadioButton()
{
    ChoiceRow *row = m_group->row(QStringLiteral("one"));
    row->setTitle(QStringLiteral("Smith & Sons CA"));
    row->setBadge(QStringLiteral("Suggested"));
    m_group->setCurrent(QStringLiteral("one"));
    const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(row);
    QCOMPARE(interface->role(), QAccessible::RadioButton);
    QCOMPARE(interface->text(QAccessible::Name), QStringLiteral("Smith & Sons CA"));
    QCOMPARE(interface->text(QAccessible::Description), QStringLiteral("Needs EAB, Suggested"));
    QVERIFY(interface->state().checked);
    const QAccessibleInterface *group = QAccessible::queryAccessibleInterface(m_group);
    QCOMPARE(group->role(), QAccessible::Grouping);
    QCOMPARE(group->text(QAccessible::Name), QStringLiteral("Certificate authority"));
}

void TestChoiceGroup::aCheckRowIsReadAsACheckBox()
{
    ChoiceRow row(ChoiceRow::Kind::Check, ChoiceRow::Frame::Plain, QStringLiteral("fullchain.pem"));
    QCOMPARE(QAccessible::queryAccessibleInterface(&row)->role(), QAccessible::CheckBox);
    QTest::keyClick(&row, Qt::Key_Space);
    QVERIFY(row.isChecked());
    QTest::keyClick(&row, Qt::Key_Space);
    QVERIFY(!row.isChecked());
}

void TestChoiceGroup::arrowsFollowTheReadingDirection()
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    m_group->setCurrent(QStringLiteral("one"));
    m_group->row(QStringLiteral("one"))->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
    QCOMPARE(m_group->current(), QStringLiteral("two"));
}

void TestChoiceGroup::longSubtitlesWrapInsteadOfBeingCut()
{
    ChoiceRow *row = m_group->row(QStringLiteral("one"));
    const int before = row->height();
    row->setSubtitle(QStringLiteral("Diese Zertifizierungsstelle verlangt Zugangsdaten, die man sich vorher auf ihrer "
                                    "Seite für Entwickler holen muss."));
    QTRY_VERIFY(row->height() > before);
    QVERIFY(row->height() >= row->heightForWidth(row->width()));
}

void TestChoiceGroup::clearedGroupsCanBeFilledAgain()
{
    m_group->setCurrent(QStringLiteral("one"));
    m_group->clear();
    QVERIFY(m_group->current().isEmpty());
    m_group->addChoice(QStringLiteral("one"), new ChoiceRow(QStringLiteral("again")));
    m_group->setCurrent(QStringLiteral("one"));
    QCOMPARE(m_group->current(), QStringLiteral("one"));
}

QTEST_MAIN(TestChoiceGroup)
#include "tst_choicegroup.moc"
