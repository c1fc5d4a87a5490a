// SPDX-License-Identifier: MIT
#include "ui/widgets/copyfield.h"
#include "ui/theme/theme.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/valuetext.h"

#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>
#include <QtMath>

using namespace cw::ui;
using namespace std::chrono_literals;

namespace
{

const auto Value = QStringLiteral("x8kQm2vT0aZp-5sRj3LdYw7NfEcB1uHgKq4oVi9XtM0");

} // namespace

class TestCopyField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void theButtonCopiesTheWholeValueAndSaysSo();
    void theButtonIsReachedByTheKeyboard();
    void theValueCanBeSelectedButNotChanged();
    void theValueIsWholeInANarrowWindow();
    void theValueStaysLeftToRight();
    void namesAreReadAloud();
    void aCompactButtonKeepsItsName();
    void codeIsCopiedAsItIs();
};

void TestCopyField::init()
{
    applyTheme(*qApp, ThemeMode::Light);
    QApplication::clipboard()->clear();
}

void TestCopyField::theButtonCopiesTheWholeValueAndSaysSo()
{
    CopyField field(QStringLiteral("Record value"));
    field.setValue(Value);
    field.button()->setFeedbackTime(1ms);
    QSignalSpy copied(&field, &CopyField::copied);
    QTest::mouseClick(field.button(), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), Value);
    QCOMPARE(field.button()->text(), QStringLiteral("Copied"));
    QCOMPARE(copied.size(), 1);
    QTRY_COMPARE(field.button()->text(), QStringLiteral("Copy"));
}

void TestCopyField::theButtonIsReachedByTheKeyboard()
{
    CopyField field(QStringLiteral("Record value"));
    field.setValue(Value);
    field.show();
    field.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&field));
    field.setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), field.button());
    QTest::keyClick(field.button(), Qt::Key_Space);
    QCOMPARE(QApplication::clipboard()->text(), Value);
}

void TestCopyField::theValueCanBeSelectedButNotChanged()
{
    CopyField field(QStringLiteral("Record value"));
    field.setValue(Value);
    auto *text = field.findChild<ValueText *>();
    QTest::keyClicks(text, QStringLiteral("abc"));
    QCOMPARE(field.value(), Value);
    text->selectAll();
    QTest::keySequence(text, QKeySequence::Copy);
    QCOMPARE(QApplication::clipboard()->text(), Value);
}

void TestCopyField::theValueIsWholeInANarrowWindow()
{
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    auto *field = new CopyField(QStringLiteral("Record value"));
    field->setValue(Value);
    layout->addWidget(field);
    layout->addStretch();
    window.resize(800, 200);
    window.show();
    const auto *text = field->findChild<ValueText *>();
    QCOMPARE(field->height(), 34);
    const int wide = text->height();
    window.resize(280, 200);
    QTRY_VERIFY(text->height() >= 2 * wide);
    QTRY_VERIFY(field->height() >= text->height());
    QTRY_COMPARE(text->viewport()->height(), qCeil(text->document()->size().height()));
}

void TestCopyField::theValueStaysLeftToRight()
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    CopyField field(QStringLiteral("Record value"));
    QCOMPARE(field.findChild<ValueText *>()->layoutDirection(), Qt::LeftToRight);
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

void TestCopyField::namesAreReadAloud()
{
    CopyField field(QStringLiteral("Record value"));
    QCOMPARE(field.findChild<ValueText *>()->accessibleName(), QStringLiteral("Record value"));
    QCOMPARE(field.button()->accessibleName(), QStringLiteral("Copy: Record value"));
}

void TestCopyField::aCompactButtonKeepsItsName()
{
    CopyField field(QStringLiteral("Record value"));
    field.setCompact(true);
    QVERIFY(field.button()->text().isEmpty());
    QVERIFY(!field.button()->accessibleName().isEmpty());
    field.copy();
    QVERIFY(field.button()->text().isEmpty());
}

void TestCopyField::codeIsCopiedAsItIs()
{
    const auto code = QStringLiteral("certwright-cli issue \\\n  --dns rfc2136 \\\n  -d '*.example.org'");
    CodeBox box(QStringLiteral("Commands"));
    box.setText(code);
    box.button()->click();
    QCOMPARE(QApplication::clipboard()->text(), code);
    QCOMPARE(box.text(), code);
}

QTEST_MAIN(TestCopyField)
#include "tst_copyfield.moc"
