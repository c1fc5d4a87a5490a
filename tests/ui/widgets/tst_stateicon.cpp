// SPDX-License-Identifier: MIT
#include "ui/widgets/stateicon.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/expirybar.h"
#include "ui/widgets/statelabel.h"

#include <QAccessible>
#include <QApplication>
#include <QTest>

using namespace cw::ui;

class TestStateIcon : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { applyTheme(*qApp, ThemeMode::Light); }
    void cleanup() { theme().setMotion(Motion::System); }

    void theArcTurnsOnlyWhileItIsSeen();
    void theArcStandsStillWhenLessMotionIsAsked();
    void otherStatesStandStill();
    void aThemeSwitchRepaintsInTheNewColour();
    void aStateLabelHasShapeWordAndColour();
    void aBadgeIsReadAsText();
    void anExpiryBarIsReadInWords();
};

void TestStateIcon::theArcTurnsOnlyWhileItIsSeen()
{
    theme().setMotion(Motion::Full);
    StateIcon icon(IconName::StateRun, Tone::Accent);
    QVERIFY(!icon.isTurning());
    icon.show();
    QVERIFY(icon.isTurning());
    icon.hide();
    QVERIFY(!icon.isTurning());
}

void TestStateIcon::theArcStandsStillWhenLessMotionIsAsked()
{
    theme().setMotion(Motion::Reduced);
    StateIcon icon(IconName::StateRun, Tone::Accent);
    icon.show();
    QVERIFY(!icon.isTurning());
    theme().setMotion(Motion::Full);
    QVERIFY(icon.isTurning());
}

void TestStateIcon::otherStatesStandStill()
{
    theme().setMotion(Motion::Full);
    StateIcon icon(IconName::StateRun, Tone::Accent);
    icon.show();
    icon.setIcon(IconName::StateOk, Tone::Ok);
    QVERIFY(!icon.isTurning());
}

void TestStateIcon::aThemeSwitchRepaintsInTheNewColour()
{
    StateIcon icon(IconName::StateOk, Tone::Ok);
    icon.setSide(48);
    icon.resize(48, 48);
    icon.show();
    QCOMPARE(icon.grab().toImage().pixelColor(24, 8), lightTokens().ok);
    applyTheme(*qApp, ThemeMode::Dark);
    QCOMPARE(icon.grab().toImage().pixelColor(24, 8), darkTokens().ok);
}

void TestStateIcon::aStateLabelHasShapeWordAndColour()
{
    StateLabel label(Tone::Fail, IconName::StateFail, QStringLiteral("SERVFAIL"));
    QCOMPARE(label.icon(), IconName::StateFail);
    QCOMPARE(label.text(), QStringLiteral("SERVFAIL"));
    label.setState(Tone::Ok, IconName::StateOk, QStringLiteral("Ready"));
    QCOMPARE(label.tone(), Tone::Ok);
    QCOMPARE(label.text(), QStringLiteral("Ready"));
}

void TestStateIcon::aBadgeIsReadAsText()
{
    Badge badge(QStringLiteral("Suggested"), Tone::Accent);
    const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&badge);
    QCOMPARE(interface->role(), QAccessible::StaticText);
    QCOMPARE(interface->text(QAccessible::Name), QStringLiteral("Suggested"));
}

void TestStateIcon::anExpiryBarIsReadInWords()
{
    ExpiryBar bar;
    bar.setLeft(0.22, Tone::Warn, QStringLiteral("20 days left, until 12 Dec 2026"));
    QCOMPARE(QAccessible::queryAccessibleInterface(&bar)->text(QAccessible::Name),
        QStringLiteral("20 days left, until 12 Dec 2026"));
    bar.setLeft(7, Tone::Ok, QStringLiteral("all"));
    QCOMPARE(bar.left(), 1.0);
}

QTEST_MAIN(TestStateIcon)
#include "tst_stateicon.moc"
