// SPDX-License-Identifier: MIT
// "Check a domain": names without an order.
#include "ui/shell/mainwindow.h"

#include "issuance/authorities.h"
#include "ui/pages/checkpage.h"
#include "ui/shell/checkview.h"
#include "ui/shell/logdock.h"
#include "ui/shell/practicemode.h"

#include <QStackedWidget>

namespace cw::ui
{

using issuance::OrderController;

namespace
{

// The authorities that we know, and none in particular.
QList<issuance::AuthorityChoice> authoritiesToCheckFor()
{
    QList<issuance::AuthorityChoice> choices;
    const QList<issuance::Authority> known = issuance::knownAuthorities();
    for (const issuance::Authority &authority : known)
        choices.append({authority.name, authority.directory, {}, false, false});
    choices.append({{}, {}, {}, true, false});
    return choices;
}

} // namespace

void MainWindow::checkDomain(const QString &names)
{
    closeCheck();
    std::unique_ptr<OrderController> controller
        = m_practice->isOn() ? m_practice->newOrder() : std::make_unique<OrderController>(m_current);
    const QList<issuance::AuthorityChoice> authorities
        = m_practice->isOn() ? QList {m_practice->authority()} : authoritiesToCheckFor();
    m_check = new CheckView(std::move(controller), authorities, m_stack);
    connect(m_check, &CheckView::homeRequested, this, &MainWindow::goHome);
    connect(m_check, &CheckView::logRequested, this, [this] { m_logDock->setVisible(!m_logDock->isVisible()); });
    // Not from inside of the page that asked: it goes away with its view.
    connect(m_check, &CheckView::orderRequested, this, &MainWindow::orderChecked, Qt::QueuedConnection);
    m_stack->addWidget(m_check);
    m_stack->setCurrentWidget(m_check);
    m_check->focusPage();
    m_check->page().check(names);
}

void MainWindow::orderChecked()
{
    if (!m_check)
        return;
    std::unique_ptr<OrderController> controller = m_check->takeController();
    OrderController &order = *controller;
    openOrder(std::move(controller));
    // With an account that we have there, the names are next.
    if (order.state().directory && !order.state().order.accountId.isEmpty())
        order.makeAccount();
}

void MainWindow::closeCheck()
{
    if (!m_check)
        return;
    m_check->hide();
    m_check->deleteLater();
    m_check = nullptr;
}

} // namespace cw::ui
