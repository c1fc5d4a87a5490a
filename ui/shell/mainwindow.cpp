// SPDX-License-Identifier: MIT
#include "ui/shell/mainwindow.h"

#include "issuance/workbench.h"
#include "ui/pages/authoritypage.h"
#include "ui/pages/pagewords.h"
#include "ui/pages/startpage.h"
#include "ui/shell/checkview.h"
#include "ui/shell/confirm.h"
#include "ui/shell/helppanel.h"
#include "ui/shell/logdock.h"
#include "ui/shell/orderview.h"
#include "ui/shell/practiceband.h"
#include "ui/shell/practicemode.h"
#include "ui/shell/reminderwatch.h"
#include "ui/shell/windowsettings.h"
#include "ui/theme/icons.h"
#include "ui/models/logmodel.h"

#include <QAction>
#include <QCloseEvent>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::Activity;
using issuance::OrderController;
using issuance::Workbench;
using store::OrderRecord;

MainWindow::MainWindow(issuance::EnvironmentPtr environment, QString settingsFile, QWidget *parent)
    : QMainWindow(parent)
    , m_given(std::move(environment))
    , m_real(issuance::withResolvers(*m_given, WindowSettings(settingsFile).resolvers()))
    , m_settingsFile(std::move(settingsFile))
    , m_practice(new PracticeMode(m_real, this))
    , m_log(new LogModel(this))
    , m_logDock(new LogDock(m_log, this))
    , m_band(new PracticeBand(this))
    , m_stack(new QStackedWidget(this))
    , m_start(new StartPage(this))
    , m_reminders(new ReminderWatch(m_settingsFile, this))
{
    setWindowTitle(QStringLiteral("Certwright"));
    setWindowIcon(programIcon());
    setMinimumSize(1024, 700);
    resize(1280, 800);
    m_stack->addWidget(m_start);
    m_startHelp = new HelpPanel(m_start);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_band);
    layout->addWidget(m_stack, 1);
    setCentralWidget(content);
    m_band->hide();
    addDockWidget(Qt::BottomDockWidgetArea, m_logDock);
    m_logDock->hide();

    makeActions();
    connectStart();
    connectCertificates();
    connect(m_practice, &PracticeMode::changed, this, &MainWindow::takePractice);
    connect(m_practice, &PracticeMode::failed, this, [this](const Failure &failure) {
        if (m_wantsOrderAfterPractice && m_order && m_stack->currentWidget() == m_order)
            static_cast<AuthorityPage *>(m_order->page(issuance::Step::Authority))->showPracticeFailure(failure);
        else
            m_start->showFailure(failure);
        m_wantsOrderAfterPractice = false;
    });
    m_real->log->setListener(m_log->listener());
    readSettings();
    takeWorkbench(m_real);
}

MainWindow::~MainWindow()
{
    m_real->log->setListener({});
    closeOrder();
}

void MainWindow::connectStart()
{
    connect(m_start, &StartPage::newRequested, this, &MainWindow::newOrder);
    connect(m_start, &StartPage::accountsRequested, this, &MainWindow::showAccounts);
    connect(m_start, &StartPage::checkRequested, this, &MainWindow::checkDomain);
    connect(m_start, &StartPage::practiceRequested, this, [this] {
        m_wantsOrderAfterPractice = true;
        m_practice->start();
    });
    connect(m_start, &StartPage::practiceEndRequested, m_practice, &PracticeMode::end);
    connect(m_start, &StartPage::continueRequested, this, &MainWindow::continueOrder);
    connect(m_start, &StartPage::cancelRequested, this, &MainWindow::cancelAtCa);
    connect(m_start, &StartPage::forgetRequested, this, &MainWindow::forgetOrder);
    connect(m_start, &StartPage::saveAgainRequested, this,
            [this](const store::CertificateRecord &certificate) { m_workbench->loadOrder(certificate.orderId); });
    connect(m_start, &StartPage::removeRequested, this, &MainWindow::removeCertificate);
}

void MainWindow::takeWorkbench(issuance::EnvironmentPtr environment)
{
    m_current = std::move(environment);
    m_workbench = std::make_unique<Workbench>(m_current);
    connect(m_workbench.get(), &Workbench::changed, this, &MainWindow::showShelf);
    connect(m_workbench.get(), &Workbench::orderLoaded, this, &MainWindow::continueOrder);
    connect(m_workbench.get(), &Workbench::renewalReady, this, &MainWindow::renew);
    connect(m_workbench.get(), &Workbench::failed, m_start, &StartPage::showFailure);
    showShelf();
    showKeystore();
    if (m_wasShown)
        m_workbench->reload();
}

void MainWindow::showShelf()
{
    m_start->showShelf({m_workbench->isLoaded(), m_workbench->unfinishedOrders(), m_workbench->certificates(),
                        m_workbench->damagedFiles(), m_current->clock->now(), m_workbench->standingNotes()});
}

void MainWindow::showKeystore()
{
    if (m_current->secrets)
        m_start->showKeystore(m_current->secrets->kind());
}

void MainWindow::goHome()
{
    m_workbench->reload();
    m_stack->setCurrentWidget(m_start);
    closeCheck();
    m_cancelOrder->setEnabled(false);
    m_start->focusFirst();
}

void MainWindow::newOrder()
{
    openOrder(m_practice->isOn() ? m_practice->newOrder() : std::make_unique<OrderController>(m_current));
}

void MainWindow::openOrder(std::unique_ptr<OrderController> controller)
{
    closeOrder();
    closeCheck();
    m_order = new OrderView(std::move(controller), m_stack);
    m_order->setLog(m_log);
    connect(m_order, &OrderView::homeRequested, this, &MainWindow::goHome);
    connect(m_order, &OrderView::logRequested, this, [this] { m_logDock->setVisible(!m_logDock->isVisible()); });
    connect(m_order, &OrderView::practiceRequested, this, &MainWindow::startPracticeFromOrder);
    connect(m_order, &OrderView::authorityRequested, this, &MainWindow::leavePracticeFor);
    connect(m_order, &OrderView::importRequested, this, &MainWindow::importAccount);
    connect(m_order, &OrderView::accountsRequested, this, &MainWindow::showAccounts);
    connect(&m_order->controller(), &OrderController::becameSafe, this, &MainWindow::tellThatItIsSafe);
    connect(&m_order->controller(), &OrderController::stateChanged, this, &MainWindow::showOrderActions);
    m_stack->addWidget(m_order);
    m_stack->setCurrentWidget(m_order);
    m_order->focusPage();
    showOrderActions();
    tellVisibility();
}

void MainWindow::showOrderActions()
{
    const OrderRecord &order = m_order->state().order;
    m_cancelOrder->setEnabled(m_stack->currentWidget() == m_order && order.isOpen() && order.stage != store::OrderStage::Draft);
}

void MainWindow::tellThatItIsSafe()
{
    Q_EMIT worthKnowing(tr("DNS is ready for %1").arg(nameList(m_order->state().order.names, 2)),
                        tr("Every name server has every value. You can let the authority validate now."));
}

void MainWindow::continueOrder(const OrderRecord &record)
{
    if (m_order && m_order->state().order.id == record.id) {
        m_stack->setCurrentWidget(m_order);
        m_order->focusPage();
        showOrderActions();
        return;
    }
    auto controller = std::make_unique<OrderController>(m_current, record);
    if (m_practice->isOn())
        m_practice->prepare(*controller);
    OrderController &order = *controller;
    openOrder(std::move(controller));
    order.refresh();
}

void MainWindow::closeOrder()
{
    delete m_order;
    m_order = nullptr;
    if (m_cancelOrder)
        m_cancelOrder->setEnabled(false);
}

void MainWindow::cancelAtCa(const OrderRecord &record)
{
    const Deed deed {tr("Cancel the order for %1 at %2?").arg(nameList(record.names, 3), record.authorityName),
                     tr("The authority closes it, and the records that Certwright published are removed. A new order needs new values."),
                     tr("Cancel the order")};
    confirm(this, deed, [this, record] {
        if (m_order && m_order->state().order.id == record.id) {
            m_order->controller().cancelAtCa();
            return;
        }
        m_canceling = std::make_unique<OrderController>(m_current, record);
        if (m_practice->isOn())
            m_practice->prepare(*m_canceling);
        connect(m_canceling.get(), &OrderController::stateChanged, this, [this] {
            if (m_canceling->state().isRunning(Activity::CancelAtCa))
                return;
            if (const Failure *failure = m_canceling->state().failure(Activity::CancelAtCa))
                m_start->showFailure(*failure);
            m_workbench->reload();
        });
        m_canceling->cancelAtCa();
    });
}

void MainWindow::forgetOrder(const OrderRecord &record)
{
    const bool isLeft = !record.mayBePublished().isEmpty();
    const Deed deed {tr("Forget the order for %1?").arg(nameList(record.names, 3)),
                     isLeft ? tr("TXT records of it may still be in DNS, and Certwright will no longer know them. Its key is deleted.")
                            : tr("Its key is deleted from this computer. At the authority it ends by itself."),
                     tr("Forget")};
    confirm(this, deed, [this, id = record.id] {
        if (m_order && m_order->state().order.id == id)
            closeOrder();
        m_workbench->forgetOrder(id);
    });
}

void MainWindow::removeCertificate(const store::CertificateRecord &certificate)
{
    const Deed deed {tr("Remove the certificate for %1 from the list?").arg(nameList(certificate.names, 3)),
                     tr("Its private key is deleted from this computer's store. Files that you saved stay where they are."), tr("Remove")};
    confirm(this, deed, [this, id = certificate.id] { m_workbench->removeCertificate(id); });
}

void MainWindow::startPractice()
{
    m_practice->start();
}

void MainWindow::startPracticeFromOrder()
{
    if (m_practice->isOn()) {
        openOrder(m_practice->newOrder());
        return;
    }
    m_wantsOrderAfterPractice = true;
    static_cast<AuthorityPage *>(m_order->page(issuance::Step::Authority))->showPracticeStarting();
    m_practice->start();
}

void MainWindow::leavePracticeFor(const issuance::AuthorityChoice &choice)
{
    // Not from inside of the page that asked: it goes away with its order.
    QTimer::singleShot(0, this, [this, choice] {
        m_practice->end();
        newOrder();
        m_order->controller().setAuthority(choice);
    });
}

void MainWindow::takePractice()
{
    const bool isOn = m_practice->isOn();
    m_start->showPractice(m_practice->isStarting() ? PracticeState::Starting : isOn ? PracticeState::On : PracticeState::Off);
    m_endPractice->setEnabled(isOn);
    m_band->setVisible(isOn);
    setWindowTitle(isOn ? tr("Practice – Certwright") : QStringLiteral("Certwright"));
    if (isOn && m_current == m_real) {
        takeWorkbench(m_practice->environment());
        if (m_wantsOrderAfterPractice)
            openOrder(m_practice->newOrder());
        m_wantsOrderAfterPractice = false;
    } else if (!isOn && m_current != m_real) {
        if (m_order || m_check)
            m_stack->setCurrentWidget(m_start);
        closeOrder();
        closeCheck();
        m_canceling.reset();
        takeWorkbench(m_real);
    }
}

} // namespace cw::ui
