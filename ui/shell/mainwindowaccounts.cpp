// SPDX-License-Identifier: MIT
// The windows of accounts, and what an open order hears of them.
#include "ui/shell/mainwindow.h"

#include "ui/shell/accountsdialog.h"
#include "ui/shell/importdialog.h"
#include "ui/shell/orderview.h"

namespace cw::ui
{

void MainWindow::showAccounts()
{
    if (m_accounts) {
        m_accounts->raise();
        m_accounts->activateWindow();
        return;
    }
    m_accounts = new AccountsDialog(m_current, this);
    m_accounts->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_accounts, &AccountsDialog::importRequested, this, &MainWindow::importAccount);
    connect(m_accounts, &AccountsDialog::accountsChanged, this, [this] {
        if (m_order && !m_order->state().order.directoryUrl.isEmpty())
            m_order->controller().readAccountsAgain();
    });
    m_accounts->open();
}

void MainWindow::importAccount(ImportSource source)
{
    store::OrderRecord authority;
    if (m_order) {
        const store::OrderRecord &order = m_order->state().order;
        authority.authorityName = order.authorityName;
        authority.directoryUrl = order.directoryUrl;
        authority.caRootPem = order.caRootPem;
        authority.isPrivateCa = order.isPrivateCa;
    }
    QWidget *above = m_accounts ? static_cast<QWidget *>(m_accounts) : this;
    auto *dialog = new ImportDialog(m_current, source, authority, above);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportDialog::accountsTaken, this, &MainWindow::takeImported);
    dialog->open();
}

// The order takes one of its own authority at once.
void MainWindow::takeImported(const QStringList &accountIds)
{
    if (m_accounts)
        m_accounts->reload();
    if (!m_order || m_order->state().order.directoryUrl.isEmpty())
        return;
    for (const QString &id : accountIds) {
        const Result<store::AccountRecord> account = store::Accounts(m_current->home).load(id);
        if (account && account->directoryUrl == m_order->state().order.directoryUrl)
            m_order->controller().useAccount(id);
    }
    m_order->controller().readAccountsAgain();
}

} // namespace cw::ui
