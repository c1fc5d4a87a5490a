// SPDX-License-Identifier: MIT
// What the window does with certificates that are there: show, renew, revoke, add, remind.
#include "ui/shell/mainwindow.h"

#include "issuance/workbench.h"
#include "ui/pages/startpage.h"
#include "ui/shell/addcertificatedialog.h"
#include "ui/shell/certificatedialog.h"
#include "ui/shell/practicemode.h"
#include "ui/shell/remindersdialog.h"
#include "ui/shell/reminderwatch.h"
#include "ui/shell/revokedialog.h"
#include "ui/shell/windowsettings.h"

#include <QPointer>

namespace cw::ui
{

using issuance::OrderController;
using issuance::Workbench;
using store::CertificateRecord;

void MainWindow::connectCertificates()
{
    connect(m_start, &StartPage::showRequested, this, &MainWindow::showCertificate);
    connect(m_start, &StartPage::renewRequested, this,
            [this](const CertificateRecord &certificate) { m_workbench->renewCertificate(certificate.id); });
    connect(m_start, &StartPage::revokeRequested, this, &MainWindow::revokeCertificate);
    connect(m_start, &StartPage::addRequested, this, &MainWindow::addCertificate);
    connect(m_start, &StartPage::remindersRequested, this, &MainWindow::changeReminders);
    connect(m_reminders, &ReminderWatch::due, this, &MainWindow::worthKnowing);
    connect(m_reminders, &ReminderWatch::isTimeToLook, this, &MainWindow::lookForReminders);
    m_start->showReminders(WindowSettings(m_settingsFile).reminders());
}

// Certificates of the practice remind of nothing, and its CA goes away.
void MainWindow::lookForReminders()
{
    if (m_current != m_real || !m_workbench->isLoaded())
        return;
    m_reminders->look(m_workbench->certificates(), m_current->clock->now());
    const issuance::ReminderSettings settings = WindowSettings(m_settingsFile).reminders();
    if (settings.isOn && settings.asksAuthorities)
        m_workbench->checkRenewals();
}

void MainWindow::renew(const store::OrderRecord &draft)
{
    auto controller = std::make_unique<OrderController>(m_current, draft);
    if (m_practice->isOn())
        m_practice->prepare(*controller);
    OrderController &order = *controller;
    openOrder(std::move(controller));
    order.refresh();
}

void MainWindow::showCertificate(const CertificateRecord &certificate)
{
    auto *dialog = new CertificateDialog(certificate, m_current->clock->now(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::revokeCertificate(const CertificateRecord &certificate)
{
    const bool hasAccount = issuance::canRevokeBy(*m_current, certificate, issuance::RevokeBy::Account);
    auto *dialog = new RevokeDialog(certificate, hasAccount, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RevokeDialog::revokeRequested, m_workbench.get(), &Workbench::revokeCertificate);
    connect(m_workbench.get(), &Workbench::revoked, dialog, &QDialog::accept);
    connect(m_workbench.get(), &Workbench::revocationFailed, dialog, &RevokeDialog::showFailure);
    dialog->open();
}

void MainWindow::addCertificate()
{
    auto *dialog = new AddCertificateDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AddCertificateDialog::addRequested, m_workbench.get(), &Workbench::addCertificate);
    connect(m_workbench.get(), &Workbench::added, dialog, &QDialog::accept);
    connect(m_workbench.get(), &Workbench::addingFailed, dialog, &AddCertificateDialog::showFailure);
    dialog->open();
}

void MainWindow::changeReminders()
{
    auto *dialog = new RemindersDialog(WindowSettings(m_settingsFile).reminders(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        WindowSettings(m_settingsFile).setReminders(dialog->settings());
        m_start->showReminders(dialog->settings());
    });
    dialog->open();
}

} // namespace cw::ui
