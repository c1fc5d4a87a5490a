// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/ordercontroller.h"
#include "issuance/resolversettings.h"
#include "ui/pages/importsource.h"
#include "ui/pages/startpageinput.h"
#include "ui/theme/theme.h"

#include <QMainWindow>
#include <QPointer>

class QActionGroup;
class QStackedWidget;

namespace cw::issuance
{
class Workbench;
}

namespace cw::ui
{

class AccountsDialog;
class CheckView;
class HelpPanel;
class LogDock;
class LogModel;
class OrderView;
class PracticeBand;
class PracticeMode;
class ReminderWatch;
class StartPage;

// The window: menu bar, practice band, start page or the order that is open, and the log below. Closing it is always safe.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    // `settingsFile` remembers size and theme.
    MainWindow(issuance::EnvironmentPtr environment, QString settingsFile, QWidget *parent = nullptr);
    ~MainWindow() override;

    void startPractice(); // as the button of the start page
    OrderView *orderView() const { return m_order; }
    StartPage *startPage() const { return m_start; }
    CheckView *checkView() const { return m_check; }
    void showKeystore(); // where the keys are has changed
    const issuance::Environment &environment() const { return *m_real; } // with the user's settings

Q_SIGNALS:
    // For somebody who looks at something else meanwhile: a desktop notification.
    void worthKnowing(const QString &title, const QString &text);

protected:
    void showEvent(QShowEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeActions();
    void makeThemeMenu(QMenu *view);
    void connectStart();
    void goHome();
    void newOrder();
    void openOrder(std::unique_ptr<issuance::OrderController> controller);
    void continueOrder(const store::OrderRecord &record);
    void closeOrder();
    void checkDomain(const QString &names);
    void orderChecked(); // a certificate for the names of the check
    void closeCheck();
    void cancelAtCa(const store::OrderRecord &record);
    void forgetOrder(const store::OrderRecord &record);
    void removeCertificate(const store::CertificateRecord &certificate);
    void connectCertificates();
    void showCertificate(const store::CertificateRecord &certificate);
    void renew(const store::OrderRecord &draft);
    void revokeCertificate(const store::CertificateRecord &certificate);
    void addCertificate();
    void changeReminders();
    void lookForReminders();
    void startPracticeFromOrder();
    void leavePracticeFor(const issuance::AuthorityChoice &choice);
    void takePractice(); // it came on or went off
    void takeWorkbench(issuance::EnvironmentPtr environment);
    void showShelf();
    void showOrderActions();
    void tellThatItIsSafe();
    void showAccounts();
    void importAccount(ImportSource source);
    void takeImported(const QStringList &accountIds);
    void showSettings();
    void takeResolvers(const issuance::ResolverSettings &resolvers);
    void showHelp();
    void showAbout();
    void nextRegion(int direction);
    void tellVisibility();
    void readSettings();
    void writeSettings();

    const issuance::EnvironmentPtr m_given;
    issuance::EnvironmentPtr m_real; // the same with the user's settings
    const QString m_settingsFile;
    issuance::EnvironmentPtr m_current; // the practice one while that is on
    std::unique_ptr<issuance::Workbench> m_workbench;
    PracticeMode *m_practice;
    LogModel *m_log;
    LogDock *m_logDock;
    PracticeBand *m_band;
    QStackedWidget *m_stack;
    StartPage *m_start;
    ReminderWatch *m_reminders;
    HelpPanel *m_startHelp = nullptr;
    OrderView *m_order = nullptr;
    CheckView *m_check = nullptr;
    QPointer<AccountsDialog> m_accounts;
    std::unique_ptr<issuance::OrderController> m_canceling;
    QAction *m_endPractice = nullptr;
    QAction *m_cancelOrder = nullptr;
    QActionGroup *m_themes = nullptr;
    bool m_wasShown = false;
    bool m_wantsOrderAfterPractice = false;
};

} // namespace cw::ui
