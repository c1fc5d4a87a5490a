// SPDX-License-Identifier: MIT
#include "ui/theme/theme.h"
#include "ui/widgets/combofield.h"
#include "ui/widgets/statelabel.h"
#include "ui/widgets/textfield.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace cw::ui;

class TestField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeMode::Light); }

    void theLabelNamesTheControl();
    void theHintDescribesTheControl();
    void anErrorTakesThePlaceOfTheHint();
    void editingTakesTheErrorAway();
    void anErrorWidensTheEdgeAndMovesNothing();
    void aSecretIsMaskedUntilTheEyeIsOpened();
    void theEyeIsReachedByTheKeyboard();
    void namesStayLeftToRight();
    void theSameTextKeepsTheCursor();
    void aComboFieldSaysWhatTheUserChose();
};

void TestField::theLabelNamesTheControl()
{
    TextField field(QStringLiteral("Contact &e-mail"));
    QCOMPARE(field.edit()->accessibleName(), QStringLiteral("Contact e-mail"));
    QCOMPARE(field.findChild<QLabel *>()->buddy(), field.edit());
}

void TestField::theHintDescribesTheControl()
{
    TextField field(QStringLiteral("Contact"));
    field.setHint(QStringLiteral("Kept at the CA."));
    QCOMPARE(field.edit()->accessibleDescription(), QStringLiteral("Kept at the CA."));
}

void TestField::anErrorTakesThePlaceOfTheHint()
{
    TextField field(QStringLiteral("EAB key ID"));
    field.setHint(QStringLiteral("Used once."));
    field.show();
    field.setError(QStringLiteral("ZeroSSL does not know this key ID."));
    auto *error = field.findChild<StateLabel *>();
    QVERIFY(error->isVisible());
    QCOMPARE(error->text(), QStringLiteral("ZeroSSL does not know this key ID."));
    QCOMPARE(error->icon(), IconName::StateFail);
    QCOMPARE(field.edit()->accessibleDescription(), QStringLiteral("ZeroSSL does not know this key ID."));
    field.clearError();
    QVERIFY(!error->isVisible());
    QCOMPARE(field.edit()->accessibleDescription(), QStringLiteral("Used once."));
}

void TestField::editingTakesTheErrorAway()
{
    TextField field(QStringLiteral("EAB key ID"));
    field.setError(QStringLiteral("Not known."));
    field.setText(QStringLiteral("set by the program"));
    QVERIFY(field.hasError());
    QTest::keyClicks(field.edit(), QStringLiteral("x"));
    QVERIFY(!field.hasError());
}

void TestField::anErrorWidensTheEdgeAndMovesNothing()
{
    TextField field(QStringLiteral("EAB key ID"));
    field.show();
    QCOMPARE(field.edit()->height(), 34);
    field.setError(QStringLiteral("Not known."));
    QTRY_COMPARE(field.edit()->height(), 34);
    const QImage image = field.edit()->grab().toImage();
    const QColor fail = theme().tokens().fail;
    QCOMPARE(image.pixelColor(0, image.height() / 2), fail);
    QCOMPARE(image.pixelColor(1, image.height() / 2), fail);
}

void TestField::aSecretIsMaskedUntilTheEyeIsOpened()
{
    TextField field(QStringLiteral("EAB HMAC key"), TextField::Content::Secret);
    field.setText(QStringLiteral("secret"));
    QCOMPARE(field.edit()->echoMode(), QLineEdit::Password);
    auto *eye = field.findChild<QPushButton *>();
    const QString before = eye->accessibleName();
    eye->click();
    QCOMPARE(field.edit()->echoMode(), QLineEdit::Normal);
    QVERIFY(eye->accessibleName() != before);
    eye->click();
    QCOMPARE(field.edit()->echoMode(), QLineEdit::Password);
}

void TestField::theEyeIsReachedByTheKeyboard()
{
    TextField field(QStringLiteral("EAB HMAC key"), TextField::Content::Secret);
    field.show();
    field.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&field));
    field.edit()->setFocus();
    QTest::keyClick(field.edit(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), field.findChild<QPushButton *>());
}

void TestField::namesStayLeftToRight()
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    TextField name(QStringLiteral("Primary server"), TextField::Content::Name);
    QCOMPARE(name.edit()->layoutDirection(), Qt::LeftToRight);
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

void TestField::theSameTextKeepsTheCursor()
{
    TextField field(QStringLiteral("Primary server"));
    field.setText(QStringLiteral("ns1.example.org"));
    field.edit()->setCursorPosition(3);
    field.setText(QStringLiteral("ns1.example.org"));
    QCOMPARE(field.edit()->cursorPosition(), 3);
}

void TestField::aComboFieldSaysWhatTheUserChose()
{
    ComboField field(QStringLiteral("Key type"));
    field.combo()->addItems({QStringLiteral("ECDSA P-256"), QStringLiteral("RSA 2048")});
    QSignalSpy activated(&field, &ComboField::activated);
    field.combo()->setCurrentIndex(1);
    QCOMPARE(activated.size(), 0);
    QTest::keyClick(field.combo(), Qt::Key_Up);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(field.combo()->accessibleName(), QStringLiteral("Key type"));
}

QTEST_MAIN(TestField)
#include "tst_field.moc"
