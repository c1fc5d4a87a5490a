// SPDX-License-Identifier: MIT
// The menus of the window, what the keyboard reaches, and what is remembered.
#include "ui/shell/mainwindow.h"

#include "issuance/workbench.h"
#include "ui/pages/startpage.h"
#include "ui/shell/checkview.h"
#include "ui/shell/focusregions.h"
#include "ui/shell/helppanel.h"
#include "ui/shell/logdock.h"
#include "ui/shell/orderview.h"
#include "ui/shell/practicemode.h"
#include "ui/shell/settingsdialog.h"
#include "ui/shell/windowsettings.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QShortcut>
#include <QStackedWidget>
#include <QTimer>

namespace cw::ui
{

void MainWindow::makeActions()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addAction(tr("&New certificate"), QKeySequence(Qt::CTRL | Qt::Key_N), this, &MainWindow::newOrder);
    file->addAction(tr("&Add a certificate from a file…"), this, &MainWindow::addCertificate);
    file->addSeparator();
    QAction *quit = file->addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), this, &MainWindow::close);
    quit->setMenuRole(QAction::QuitRole);

    QMenu *order = menuBar()->addMenu(tr("&Order"));
    order->addAction(tr("&All certificates"), QKeySequence(Qt::CTRL | Qt::Key_Home), this, &MainWindow::goHome);
    m_cancelOrder = order->addAction(tr("&Cancel at the CA…"), this, [this] { cancelAtCa(m_order->state().order); });
    m_cancelOrder->setEnabled(false);

    QMenu *view = menuBar()->addMenu(tr("&View"));
    makeThemeMenu(view);
    QAction *log = m_logDock->toggleViewAction();
    log->setText(tr("&Log"));
    log->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_L));
    view->addAction(log);

    QMenu *tools = menuBar()->addMenu(tr("&Tools"));
    m_endPractice = tools->addAction(tr("&End practice mode"), m_practice, &PracticeMode::end);
    m_endPractice->setEnabled(false);
    tools->addAction(tr("&Accounts…"), this, &MainWindow::showAccounts)->setObjectName(QStringLiteral("menu.accounts"));
    QAction *settings = tools->addAction(tr("&Settings…"), QKeySequence(Qt::CTRL | Qt::Key_Comma), this, &MainWindow::showSettings);
    settings->setObjectName(QStringLiteral("menu.settings"));
    settings->setMenuRole(QAction::PreferencesRole);

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&Help about this page"), QKeySequence(Qt::Key_F1), this, &MainWindow::showHelp);
    QAction *about = help->addAction(tr("&About Certwright"), this, &MainWindow::showAbout);
    about->setMenuRole(QAction::AboutRole);

    for (const auto &[key, direction] : {std::pair(QKeySequence(Qt::Key_F6), 1), std::pair(QKeySequence(Qt::SHIFT | Qt::Key_F6), -1)})
        connect(new QShortcut(key, this), &QShortcut::activated, this, [this, step = direction] { nextRegion(step); });
}

void MainWindow::makeThemeMenu(QMenu *view)
{
    QMenu *menu = view->addMenu(tr("&Theme"));
    m_themes = new QActionGroup(this);
    for (const auto &[mode, text] : {std::pair(ThemeMode::System, tr("&System")), std::pair(ThemeMode::Light, tr("&Light")),
                                     std::pair(ThemeMode::Dark, tr("&Dark"))}) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(theme().mode() == mode);
        action->setActionGroup(m_themes);
        connect(action, &QAction::triggered, this, [this, chosen = mode] {
            theme().setMode(chosen);
            WindowSettings(m_settingsFile).setThemeMode(chosen);
        });
    }
}

void MainWindow::showHelp()
{
    if (m_stack->currentWidget() == m_order) {
        m_order->toggleHelp();
        return;
    }
    if (m_stack->currentWidget() == m_check) {
        m_check->toggleHelp();
        return;
    }
    m_startHelp->setHelp(tr("Start page"),
                         tr("<p>A certificate is made in seven steps. Nothing is sent to an authority before you say so at the end of "
                            "step 4.</p>"
                            "<p><b>Unfinished orders</b> wait for you: Continue leads to where you were, with the same key and the same "
                            "records.</p>"
                            "<p><b>My certificates</b> are listed with the soonest to expire first. Renew begins a copy of the order, with "
                            "the names and the way to publish filled in; a certificate from another program can be added from its file.</p>"
                            "<p><b>Check a domain</b> shows what an authority will see in DNS, without an order.</p>"
                            "<p><b>Practice mode</b> starts a small CA and a DNS server on this computer, so that you can try "
                            "everything without any risk.</p>"));
    m_startHelp->place(m_start->rect());
    m_startHelp->toggle();
}

void MainWindow::showSettings()
{
    auto *dialog = new SettingsDialog(WindowSettings(m_settingsFile).resolvers(), m_given->dns.publicResolvers, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { takeResolvers(dialog->settings()); });
    dialog->open();
}

// From the next question on, also for the order that is open. The practice has a network of its own.
void MainWindow::takeResolvers(const issuance::ResolverSettings &resolvers)
{
    WindowSettings(m_settingsFile).setResolvers(resolvers);
    const bool isPractice = m_current != m_real;
    m_real = issuance::withResolvers(*m_given, resolvers);
    if (isPractice)
        return;
    m_current = m_real;
    if (m_order)
        m_order->controller().useEnvironment(m_current);
    if (m_check)
        m_check->controller().useEnvironment(m_current);
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Certwright"),
                                tr("Certwright %1").arg(QCoreApplication::applicationVersion()), QMessageBox::Ok, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("TLS certificates by DNS, step by step. Free software under the MIT license. Made with Qt, OpenSSL, "
                               "ldns, libidn2, libpsl and QtKeychain."));
    box->open();
}

void MainWindow::nextRegion(int direction)
{
    QList<QWidget *> regions;
    if (m_stack->currentWidget() == m_order)
        regions = m_order->regions();
    else if (m_stack->currentWidget() == m_check)
        regions = m_check->regions();
    else
        regions = {m_start};
    if (m_logDock->isVisible())
        regions.append(m_logDock->widget());
    focusNextRegion(regions, direction);
}

// Nothing is read from disk before the first picture is on the screen.
void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    tellVisibility();
    if (m_wasShown)
        return;
    m_wasShown = true;
    m_start->focusFirst();
    QTimer::singleShot(0, this, [this] { m_workbench->reload(); });
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QMainWindow::hideEvent(event);
    tellVisibility();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        tellVisibility();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    writeSettings();
    QMainWindow::closeEvent(event);
}

void MainWindow::tellVisibility()
{
    if (m_order)
        m_order->controller().setWindowVisible(isVisible() && !isMinimized());
}

void MainWindow::readSettings()
{
    const WindowSettings settings(m_settingsFile);
    restoreGeometry(settings.geometry());
    m_logDock->setVisible(settings.isLogOpen());
}

void MainWindow::writeSettings()
{
    WindowSettings settings(m_settingsFile);
    settings.setGeometry(saveGeometry());
    settings.setLogOpen(m_logDock->isVisible());
}

} // namespace cw::ui
