// SPDX-License-Identifier: MIT
#include "ui/theme/fonts.h"
#include "ui/theme/focusring.h"
#include "ui/theme/roles.h"
#include "ui/theme/stylesheet.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFocusFrame>
#include <QFontInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace cw::ui;

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { applyTheme(*qApp, ThemeMode::Light); }

    void modesChooseTheColours();
    void systemModeFollowsTheLightnessOfTheDesktop();
    void aChosenModeIgnoresTheDesktop();
    void aHighContrastDesktopKeepsItsPalette();
    void anOrdinaryDesktopIsNotHighContrast();
    void changingTheDesktopIsNoticed();
    void theStyleSheetHasNoNamesLeft();
    void placeholdersAreGreyAndNotHalfTransparent();
    void rolesScaleTheFontOfTheApplication();
    void theSheetFollowsTheFontOfTheApplication();
    void fieldsAndButtonsAreAsHighAsThePicturesSay();
    void buttonsShowARingWhileTheyHaveFocus();
    void motionCanBeTurnedOff();
};

namespace
{

QPalette paletteOf(const QColor &window, const QColor &base, const QColor &button, const QColor &text)
{
    QPalette palette(button, window);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::Button, button);
    palette.setColor(QPalette::WindowText, text);
    return palette;
}

} // namespace

void TestTheme::modesChooseTheColours()
{
    applyTheme(*qApp, ThemeMode::Dark);
    QVERIFY(theme().isDark());
    QCOMPARE(theme().tokens().win, darkTokens().win);
    QCOMPARE(QApplication::palette().color(QPalette::Window), darkTokens().win);
    applyTheme(*qApp, ThemeMode::Light);
    QVERIFY(!theme().isDark());
    QCOMPARE(QApplication::palette().color(QPalette::Base), lightTokens().surface);
}

void TestTheme::systemModeFollowsTheLightnessOfTheDesktop()
{
    applyTheme(*qApp, ThemeMode::System);
    QSignalSpy changed(&theme(), &Theme::changed);
    theme().setSystemPalette(paletteOf(QColor(0x303030), QColor(0x202020), QColor(0x383838), QColor(0xEEEEEE)));
    QVERIFY(theme().isDark());
    theme().setSystemPalette(paletteOf(QColor(0xEFEFEF), Qt::white, QColor(0xE0E0E0), QColor(0x202020)));
    QVERIFY(!theme().isDark());
    QCOMPARE(changed.size(), 2);
}

void TestTheme::aChosenModeIgnoresTheDesktop()
{
    theme().setSystemPalette(paletteOf(QColor(0x303030), QColor(0x202020), QColor(0x383838), QColor(0xEEEEEE)));
    QVERIFY(!theme().isDark());
}

void TestTheme::aHighContrastDesktopKeepsItsPalette()
{
    applyTheme(*qApp, ThemeMode::System);
    const QPalette system = paletteOf(Qt::black, Qt::black, Qt::black, Qt::white);
    theme().setSystemPalette(system);
    QVERIFY(theme().isHighContrast());
    QCOMPARE(QApplication::palette().color(QPalette::Window), QColor(Qt::black));
    QCOMPARE(theme().tokens().soft(Tone::Fail), QColor(Qt::black));
}

void TestTheme::anOrdinaryDesktopIsNotHighContrast()
{
    applyTheme(*qApp, ThemeMode::System);
    theme().setSystemPalette(paletteOf(QColor(0xEFEFEF), Qt::white, QColor(0xEFEFEF), Qt::black));
    QVERIFY(!theme().isHighContrast());
}

void TestTheme::changingTheDesktopIsNoticed()
{
    applyTheme(*qApp, ThemeMode::System);
    QWidget window;
    QSignalSpy changed(&theme(), &Theme::changed);
    QEvent event(QEvent::ThemeChange);
    QApplication::sendEvent(&window, &event);
    QCOMPARE(changed.size(), 1);
    QApplication::setPalette(QPalette(Qt::red)); // by somebody else
    QCOMPARE(changed.size(), 2);
    QCOMPARE(QApplication::palette().color(QPalette::Window), theme().tokens().win);
}

void TestTheme::theStyleSheetHasNoNamesLeft()
{
    for (const Tokens &tokens : {lightTokens(), darkTokens()}) {
        const QString sheet = styleSheet(tokens, QApplication::font());
        QVERIFY(sheet.contains(tokens.accent.name()));
        QVERIFY(!sheet.contains(QLatin1Char('@')));
    }
}

// A colour in the style sheet would set the placeholder to the text colour at half strength.
void TestTheme::placeholdersAreGreyAndNotHalfTransparent()
{
    QLineEdit edit;
    edit.setPlaceholderText(QStringLiteral("host.example.org"));
    edit.ensurePolished();
    QCOMPARE(edit.palette().color(QPalette::PlaceholderText), theme().tokens().text2);
    QCOMPARE(edit.palette().color(QPalette::Text), theme().tokens().text);
}

void TestTheme::rolesScaleTheFontOfTheApplication()
{
    const std::unique_ptr<QLabel> title(newLabel(QStringLiteral("Is DNS ready?"), TextRole::Title));
    title->ensurePolished();
    const int base = QFontInfo(QApplication::font()).pixelSize();
    QCOMPARE(title->font().pixelSize(), qRound(base * 1.7));
    QCOMPARE(title->font().weight(), QFont::DemiBold);
    QCOMPARE(textFont(TextSize::Small).pixelSize(), qRound(base * 0.92));
    QVERIFY(QFontInfo(fixedFont()).fixedPitch());
}

void TestTheme::theSheetFollowsTheFontOfTheApplication()
{
    const QFont before = QApplication::font();
    const std::unique_ptr<QLabel> title(newLabel(QStringLiteral("Is DNS ready?"), TextRole::Title));
    QFont larger = before;
    larger.setPixelSize(20);
    QApplication::setFont(larger);
    QCoreApplication::sendPostedEvents();
    title->ensurePolished();
    const int size = title->font().pixelSize();
    QApplication::setFont(before);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(size, 34);
}

void TestTheme::fieldsAndButtonsAreAsHighAsThePicturesSay()
{
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    auto *edit = new QLineEdit;
    auto *button = newButton(QStringLiteral("Back"));
    auto *primary = newButton(QStringLiteral("Next: names"), ButtonRole::Primary);
    auto *small = newButton(QStringLiteral("Renew…"), ButtonRole::Normal, ButtonSize::Card);
    auto *link = newButton(QStringLiteral("Import…"), ButtonRole::Link);
    for (QWidget *widget : std::initializer_list<QWidget *>{edit, button, primary, small, link})
        layout->addWidget(widget);
    window.show();
    QCOMPARE(edit->height(), 34);
    QCOMPARE(button->height(), 34);
    QCOMPARE(primary->height(), 34);
    QCOMPARE(small->height(), 30);
    QVERIFY(link->height() >= 24);
    edit->setFocus();
    QCOMPARE(edit->sizeHint().height(), 34); // the wider edge moves nothing
}

void TestTheme::buttonsShowARingWhileTheyHaveFocus()
{
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    auto *button = newButton(QStringLiteral("Back"));
    auto *edit = new QLineEdit;
    layout->addWidget(button);
    layout->addWidget(edit);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    button->setFocus();
    auto *ring = window.findChild<QFocusFrame *>();
    QVERIFY(ring);
    QTRY_VERIFY(ring->isVisible());
    QCOMPARE(ring->widget(), button);
    QCOMPARE(ring->geometry(), button->geometry().adjusted(-4, -4, 4, 4));
    edit->setFocus(); // shows it by its own edge
    QTRY_VERIFY(!ring->isVisible());
    QVERIFY(!FocusRing::isWantedFor(edit));
}

void TestTheme::motionCanBeTurnedOff()
{
    theme().setMotion(Motion::Reduced);
    QVERIFY(!theme().wantsMotion());
    theme().setMotion(Motion::Full);
    QVERIFY(theme().wantsMotion());
    theme().setMotion(Motion::System);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
