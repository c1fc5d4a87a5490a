// SPDX-License-Identifier: MIT
#include "shellhost.h"

#include "store/journal.h"
#include "ui/models/logmodel.h"
#include "ui/pages/startpage.h"
#include "ui/shell/windowsettings.h"

#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace cw;
using issuance::Step;
using test::ShellHost;

// The window from the start page on, with real keys.
class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::applyLook(ui::ThemeMode::Light); }
    void init() { test::applyLook(ui::ThemeMode::Light); }
    void opensAnOrderAndGoesHome();
    void continuesAnOrderWhereItWas();
    void forgetsAnOrderAfterAQuestion();
    void savesACertificateAgain();
    void cancelsAnOrderAtTheCaAfterAQuestion();
    void cancelsTheOrderThatIsOpen();
    void tellsWhenItIsSafe();
    void hasAnIcon();
    void remembersTheTheme();
    void remembersItsSizeAndTheLog();
    void showsWhatWasSentInTheLog();
    void offersOnlyWhatIsThere();
    void isDrawn_data();
    void isDrawn();
};

namespace
{

// Presses a button of the question that is open.
void answer(ShellHost &host, const char *button)
{
    auto *box = host.window.findChild<QMessageBox *>();
    QVERIFY(box);
    box->findChild<QPushButton *>(QString::fromLatin1(button))->click();
    QTRY_VERIFY(!host.window.findChild<QMessageBox *>());
}

// www.example.org at the fake CA, at step 5.
void placeOrder(ShellHost &host)
{
    host.world.letTheCaLook();
    host.openOrderAtNames();
    host.find<QLineEdit>("names.entry")->setText(QStringLiteral("www.example.org "));
    host.press("foot.next");
    QTRY_VERIFY(issuance::readiness(host.order(), Step::Preflight).isReady);
    host.press("foot.next");
    host.press("foot.next");
    QTRY_COMPARE(host.order().step, Step::Publish);
    QTRY_VERIFY(host.order().watch.look.has_value());
    QTRY_VERIFY(host.order().running.isEmpty());
}

void becomeSafe(ShellHost &host)
{
    host.world.publish(host.order().order);
    for (int look = 0; look < 3 && !host.order().watch.isSafe; ++look) {
        host.world.clock->advance(std::chrono::seconds(6));
        host.press("watch.now");
        QTRY_VERIFY(!host.order().isRunning(issuance::Activity::Watch));
    }
    QVERIFY(host.order().watch.isSafe);
}

void issue(ShellHost &host)
{
    placeOrder(host);
    becomeSafe(host);
    host.press("foot.next");
    QTRY_COMPARE(host.order().step, Step::Certificate);
    QTRY_VERIFY(host.order().running.isEmpty());
}

} // namespace

void TestMainWindow::opensAnOrderAndGoesHome()
{
    ShellHost host;
    QVERIFY(host.window.startPage()->isVisible());
    host.key(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(host.window.orderView()->isVisible());
    QCOMPARE(host.order().step, Step::Authority);
    host.key(Qt::Key_Home, Qt::ControlModifier);
    QVERIFY(host.window.startPage()->isVisible());
}

void TestMainWindow::continuesAnOrderWhereItWas()
{
    ShellHost host;
    store::OrderRecord draft = host.world.draft({QStringLiteral("example.org")});
    draft.id = QStringLiteral("2026-11-22-aaaaaaaa");
    draft.accountId = QStringLiteral("none");
    QVERIFY(store::Journal(host.world.home.path()).save(draft, host.world.clock->now()).isOk());
    host.key(Qt::Key_Home, Qt::ControlModifier);
    QTRY_VERIFY(host.find<QPushButton>("start.continue"));
    host.press("start.continue");
    QCOMPARE(host.order().step, Step::Preflight);
    QCOMPARE(host.order().order.names, QStringList {QStringLiteral("example.org")});
    host.press("rail.home");
    QTRY_VERIFY(host.find<QPushButton>("start.continue"));
    ui::OrderView *before = host.window.orderView();
    host.press("start.continue");
    QCOMPARE(host.window.orderView(), before); // the same order, not a second one beside it
}

void TestMainWindow::forgetsAnOrderAfterAQuestion()
{
    ShellHost host;
    store::OrderRecord draft = host.world.draft({QStringLiteral("example.org")});
    draft.id = QStringLiteral("2026-11-22-aaaaaaaa");
    QVERIFY(store::Journal(host.world.home.path()).save(draft, host.world.clock->now()).isOk());
    host.key(Qt::Key_Home, Qt::ControlModifier);
    QTRY_VERIFY(host.find<QPushButton>("start.continue"));
    Q_EMIT host.window.startPage()->forgetRequested(draft);
    auto *box = host.window.findChild<QMessageBox *>();
    QVERIFY(box);
    QCOMPARE(box->defaultButton()->objectName(), QStringLiteral("confirm.cancel"));
    box->findChild<QPushButton *>(QStringLiteral("confirm.go"))->click();
    QTRY_VERIFY(!host.find<QPushButton>("start.continue"));
    QVERIFY(!host.world.onDisk());
}

// An order of www.example.org whose certificate is there, as a window of an earlier day left it.
void TestMainWindow::savesACertificateAgain()
{
    ShellHost host;
    issue(host);
    host.press("rail.home");
    QTRY_VERIFY(host.find<QPushButton>("start.cert.menu"));
    host.find<QPushButton>("start.cert.menu")->menu()->actions().at(1)->trigger();
    QTRY_VERIFY(host.window.orderView()->isVisible());
    QCOMPARE(host.order().step, Step::Certificate);
    QTRY_VERIFY(host.order().chainCheck.has_value());
    QTemporaryDir folder;
    host.find<QLineEdit>("save.dir")->setText(folder.path());
    QTRY_VERIFY(host.find<QPushButton>("save.go")->isEnabled());
    host.press("save.go");
    QTRY_VERIFY(host.order().saved.has_value());
    QVERIFY(QFile::exists(folder.filePath(QStringLiteral("fullchain.pem"))));
    QTRY_VERIFY(host.order().running.isEmpty());
}

void TestMainWindow::cancelsAnOrderAtTheCaAfterAQuestion()
{
    ShellHost host;
    placeOrder(host);
    // From the list, after a restart: no view holds the order any more.
    const store::OrderRecord record = host.order().order;
    host.press("rail.home");
    Q_EMIT host.window.startPage()->forgetRequested(record); // closes the view; the question is answered with no
    answer(host, "confirm.cancel");
    QTRY_VERIFY(host.find<QPushButton>("start.order.menu"));
    QAction *cancel = host.find<QPushButton>("start.order.menu")->menu()->actions().first();
    QCOMPARE(cancel->text(), QStringLiteral("Cancel at the CA…"));
    cancel->trigger();
    answer(host, "confirm.cancel");
    QCOMPARE(host.world.ca.authorizationsDeactivated, 0);
    cancel->trigger();
    answer(host, "confirm.go");
    QTRY_COMPARE(host.world.ca.authorizationsDeactivated, 1);
    QTRY_COMPARE(host.world.onDisk()->stage, store::OrderStage::Canceled);
}

void TestMainWindow::cancelsTheOrderThatIsOpen()
{
    ShellHost host;
    placeOrder(host);
    QAction *cancel = nullptr;
    const QList<QAction *> actions = host.window.findChildren<QAction *>();
    for (QAction *action : actions)
        cancel = action->text() == u"&Cancel at the CA…" ? action : cancel;
    QVERIFY(cancel && cancel->isEnabled());
    cancel->trigger();
    answer(host, "confirm.go");
    QTRY_COMPARE(host.order().order.stage, store::OrderStage::Canceled);
    QCOMPARE(host.world.ca.authorizationsDeactivated, 1);
    QTRY_VERIFY(host.order().running.isEmpty());
    QVERIFY(!cancel->isEnabled());
    QVERIFY(!host.find<QPushButton>("foot.next")->isEnabled());
}

void TestMainWindow::tellsWhenItIsSafe()
{
    ShellHost host;
    const QSignalSpy told(&host.window, &ui::MainWindow::worthKnowing);
    placeOrder(host);
    becomeSafe(host);
    QCOMPARE(told.size(), 1);
    QVERIFY(told.first().first().toString().contains(QStringLiteral("www.example.org")));
}

void TestMainWindow::hasAnIcon()
{
    ShellHost host;
    QVERIFY(!host.window.windowIcon().isNull());
}

void TestMainWindow::remembersTheTheme()
{
    ShellHost host;
    const QList<QAction *> actions = host.window.findChildren<QAction *>();
    for (QAction *action : actions) {
        if (action->text() == u"&Dark")
            action->trigger();
    }
    QVERIFY(ui::theme().isDark());
    QCOMPARE(ui::WindowSettings(host.world.home.filePath(QStringLiteral("window.ini"))).themeMode(), ui::ThemeMode::Dark);
}

void TestMainWindow::remembersItsSizeAndTheLog()
{
    ShellHost host;
    host.window.resize(1100, 720);
    host.key(Qt::Key_L, Qt::ControlModifier);
    QVERIFY(host.find("log.list"));
    host.window.close();
    ui::MainWindow again(host.world.environment, host.world.home.filePath(QStringLiteral("window.ini")));
    again.show();
    QCOMPARE(again.size(), QSize(1100, 720));
    QVERIFY(again.findChild<QWidget *>(QStringLiteral("log.list"))->isVisible());
}

void TestMainWindow::showsWhatWasSentInTheLog()
{
    ShellHost host;
    host.key(Qt::Key_L, Qt::ControlModifier);
    host.world.environment->log->add(LogEntry::Kind::Dns, QStringLiteral("example.org. SOA? 192.0.2.1"));
    auto *list = host.find<QListView>("log.list");
    QTRY_COMPARE(list->model()->rowCount(), 1);
    QVERIFY(list->model()->index(0, 0).data().toString().endsWith(QStringLiteral("example.org. SOA? 192.0.2.1")));
    host.press("log.close");
    QVERIFY(!host.find("log.list"));
}

// A control that has nothing behind it is not shown.
void TestMainWindow::offersOnlyWhatIsThere()
{
    ShellHost host;
    for (const char *later : {"start.pasteError", "acct.import", "profile", "key.mode"})
        QVERIFY2(!host.window.findChild<QWidget *>(QString::fromLatin1(later)), later);
    QCOMPARE(test::namelessIn(host.window), QStringList());
}

void TestMainWindow::isDrawn_data()
{
    QTest::addColumn<ui::ThemeMode>("mode");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light-1280x800") << ui::ThemeMode::Light << QSize(1280, 800);
    QTest::newRow("dark-1280x800") << ui::ThemeMode::Dark << QSize(1280, 800);
    QTest::newRow("light-1024x700") << ui::ThemeMode::Light << QSize(1024, 700);
    QTest::newRow("dark-1024x700") << ui::ThemeMode::Dark << QSize(1024, 700);
}

// Pages 1 and 2, to be looked at; and none is wider than the narrow window has room for.
void TestMainWindow::isDrawn()
{
    QFETCH(ui::ThemeMode, mode);
    QFETCH(QSize, size);
    test::applyLook(mode);
    const QString tag = QString::fromLatin1(QTest::currentDataTag());
    const auto fits = [](ShellHost &host, Step step) {
        return host.window.orderView()->page(step)->layout()->minimumSize().width() <= 948;
    };
    ShellHost host(size);
    host.openOrderAtFakeCa();
    QTRY_VERIFY(host.find("acct.list"));
    QTest::qWait(50);
    QVERIFY(host.window.grab().save(test::pictureFile(QStringLiteral("authority-other-") + tag)));
    QVERIFY(fits(host, Step::Authority));
    host.press("ca.letsencrypt");
    QTRY_VERIFY(host.order().running.isEmpty());
    QTest::qWait(50);
    QVERIFY(host.window.grab().save(test::pictureFile(QStringLiteral("authority-") + tag)));
    host.openOrderAtNames();
    QVERIFY(host.window.grab().save(test::pictureFile(QStringLiteral("names-empty-") + tag)));
    host.find<QLineEdit>("names.entry")
        ->setText(QStringLiteral("example.org *.example.org intranet.lab.example.org bücher.example.net nas.local"));
    QTest::qWait(50);
    QVERIFY(host.window.grab().save(test::pictureFile(QStringLiteral("names-") + tag)));
    QVERIFY(fits(host, Step::Names));
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
