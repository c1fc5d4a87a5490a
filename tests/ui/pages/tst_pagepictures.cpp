// SPDX-License-Identifier: MIT
#include "base/operation.h"
#include "ui/pages/notready.h"
#include "ui/support/challengestates.h"
#include "ui/support/findingstates.h"
#include "ui/support/pagehost.h"
#include "ui/support/states.h"
#include "ui/support/watchstates.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QDir>
#include <QFontDatabase>
#include <QLayout>
#include <QPixmap>
#include <QPushButton>
#include <QTest>

using namespace cw;
using issuance::IssueState;

// Every state of the pages three to seven: draws it into the build folder to be looked at, and holds it against the
// rules that all pages share.
class TestPagePictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isDrawn_data();
    void isDrawn();
    void drawsTheQuestionBeforeAnUnsafeValidation_data();
    void drawsTheQuestionBeforeAnUnsafeValidation();
    void namesWhatCanHaveTheFocus_data() { states(); }
    void namesWhatCanHaveTheFocus();
    void isNotWiderThanANarrowWindow_data() { states(); }
    void isNotWiderThanANarrowWindow();
    void saysWhyItCannotGoOn_data() { states(); }
    void saysWhyItCannotGoOn();

private:
    void states();
};

using MakeState = IssueState (*)();
Q_DECLARE_METATYPE(MakeState)

namespace
{

struct Example {
    const char *name;
    MakeState make;
};

const Example Examples[] = {
    {"preflight", test::preflightState},
    {"preflight-ready", test::preflightReadyState},
    {"preflight-warning", test::preflightWarningState},
    {"preflight-offline", test::preflightOfflineState},
    {"preflight-running", test::runningState},
    {"preflight-many", test::manyFindingsState},
    {"preflight-dnssec", test::dnssecState},
    {"preflight-lost", test::lostRecordState},
    {"preflight-workstation", test::workstationState},
    {"preflight-silent", test::silentState},
    {"preflight-all-refused", test::allRefusedState},
    {"preflight-dropped", test::droppedState},
    {"method", test::methodState},
    {"method-update", test::methodUpdateState},
    {"method-acme-dns", test::methodAcmeDnsState},
    {"method-standing", test::methodStandingState},
    {"method-hook", test::methodHookState},
    {"method-hook-failed", test::hookFailedState},
    {"method-practice", [] { return test::inPractice(test::methodUpdateState()); }},
    {"method-names-refused", test::namesRefusedState},
    {"publish", test::publishState},
    {"publish-safe", test::publishSafeState},
    {"publish-by-update", test::publishByUpdateState},
    {"publish-practice", [] { return test::inPractice(test::publishState()); }},
    {"publish-resumed", test::resumedState},
    {"publish-restored", test::restoredState},
    {"publish-remembered", test::rememberedState},
    {"publish-harmless", test::harmlessState},
    {"publish-held-back", test::heldBackState},
    {"publish-blind", test::blindState},
    {"publish-many-servers", test::manyServersState},
    {"publish-standing", test::publishStandingState},
    {"publish-expired", test::expiredState},
    {"validating", test::validatingState},
    {"validating-troubled", test::troubledState},
    {"refused", test::refusedState},
    {"issued", test::issuedState},
    {"issued-window", test::issuedInWindowState},
    {"issued-standing", test::issuedStandingState},
    {"saved", test::savedState},
};

QString pathOf(const QWidget *widget)
{
    QStringList parts;
    for (; widget; widget = widget->parentWidget())
        parts.prepend(
            QStringLiteral("%1(%2)").arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName()));
    return parts.join(u'/');
}

} // namespace

void TestPagePictures::initTestCase()
{
    QFont font = QApplication::font();
    if (QFontDatabase::families().contains(QStringLiteral("Inter"))) // as in the pictures
        font.setFamily(QStringLiteral("Inter"));
    font.setPixelSize(13);
    QApplication::setFont(font);
    ui::applyTheme(*qApp, ui::ThemeMode::Light);
}

void TestPagePictures::states()
{
    QTest::addColumn<MakeState>("make");
    for (const Example &example : Examples)
        QTest::newRow(example.name) << example.make;
}

void TestPagePictures::isDrawn_data()
{
    QTest::addColumn<MakeState>("make");
    QTest::addColumn<ui::ThemeMode>("mode");
    QTest::addColumn<QSize>("size");
    for (const Example &example : Examples) {
        // The menu bar above takes 30 of the 800 and 700.
        QTest::addRow("%s-light-1280x800", example.name) << example.make << ui::ThemeMode::Light << QSize(1280, 770);
        QTest::addRow("%s-dark-1280x800", example.name) << example.make << ui::ThemeMode::Dark << QSize(1280, 770);
        QTest::addRow("%s-light-1024x700", example.name) << example.make << ui::ThemeMode::Light << QSize(1024, 670);
        QTest::addRow("%s-dark-1024x700", example.name) << example.make << ui::ThemeMode::Dark << QSize(1024, 670);
    }
}

void TestPagePictures::isDrawn()
{
    QFETCH(MakeState, make);
    QFETCH(ui::ThemeMode, mode);
    QFETCH(QSize, size);
    ui::applyTheme(*qApp, mode);
    test::PageHost host(make(), size);
    // A page may look by itself, at a fake DNS where nothing is: that has to be over before the state is drawn.
    for (int i = 0; i < 3; ++i) {
        Operation::waitForAll();
        QCoreApplication::processEvents();
    }
    host.show(make());
    for (int i = 0; i < 3; ++i)
        QCoreApplication::processEvents();
    const QPixmap picture = host.view().grab();
    const QDir folder(QStringLiteral(CERTWRIGHT_BINARY_DIR "/pictures"));
    QVERIFY(folder.mkpath(QStringLiteral(".")));
    QVERIFY(picture.save(folder.filePath(QString::fromUtf8(QTest::currentDataTag()) + QStringLiteral(".png"))));
    ui::applyTheme(*qApp, ui::ThemeMode::Light);
}

void TestPagePictures::drawsTheQuestionBeforeAnUnsafeValidation_data()
{
    QTest::addColumn<ui::ThemeMode>("mode");
    QTest::newRow("anyway-light") << ui::ThemeMode::Light;
    QTest::newRow("anyway-dark") << ui::ThemeMode::Dark;
}

void TestPagePictures::drawsTheQuestionBeforeAnUnsafeValidation()
{
    QFETCH(ui::ThemeMode, mode);
    ui::applyTheme(*qApp, mode);
    ui::ConfirmDialog dialog(ui::notReadyContent(test::publishState()), nullptr);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    const QDir folder(QStringLiteral(CERTWRIGHT_BINARY_DIR "/pictures"));
    QVERIFY(folder.mkpath(QStringLiteral(".")));
    QVERIFY(dialog.grab().save(folder.filePath(QString::fromUtf8(QTest::currentDataTag()) + QStringLiteral(".png"))));
    QVERIFY(dialog.findChild<QPushButton *>(QStringLiteral("confirm.keep"))->isDefault());
    ui::applyTheme(*qApp, ui::ThemeMode::Light);
}

void TestPagePictures::namesWhatCanHaveTheFocus()
{
    QFETCH(MakeState, make);
    test::PageHost host(make());
    const QList<QWidget *> widgets = host.page().findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        const bool isInner = widget->objectName().startsWith(u"qt_");
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || isInner)
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(), qPrintable(pathOf(widget)));
    }
}

void TestPagePictures::isNotWiderThanANarrowWindow()
{
    QFETCH(MakeState, make);
    test::PageHost host(make(), {1024, 670});
    QCoreApplication::processEvents();
    QVERIFY2(host.view().width() <= 1024, qPrintable(QString::number(host.view().minimumSizeHint().width())));
    const int needed = host.page().layout()->minimumSize().width();
    QVERIFY2(needed <= 948, qPrintable(QString::number(needed)));
    const QList<QWidget *> widgets = host.page().findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!widget->isVisibleTo(&host.page()))
            continue;
        const int right = widget->mapTo(&host.page(), QPoint(widget->width(), 0)).x();
        QVERIFY2(right <= host.page().width() + 1, qPrintable(pathOf(widget)));
    }
}

void TestPagePictures::saysWhyItCannotGoOn()
{
    QFETCH(MakeState, make);
    test::PageHost host(make());
    const issuance::Readiness readiness = host.page().readiness();
    QVERIFY(readiness.isReady || !readiness.reason.isEmpty());
    QVERIFY(!host.page().nextText().isEmpty());
    QVERIFY(!host.page().helpText().isEmpty());
    QVERIFY(!host.page().title().isEmpty());
}

QTEST_MAIN(TestPagePictures)
#include "tst_pagepictures.moc"
