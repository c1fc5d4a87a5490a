// SPDX-License-Identifier: MIT
#pragma once

#include "base/failure.h"
#include "issuance/reminders.h"
#include "store/secretstore.h"
#include "ui/pages/startpageinput.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QVBoxLayout;

namespace cw::ui
{

class Notice;
class PageScroll;
class StartCertificates;
class StartOrders;
class StartPractice;
class StartWelcome;

// Where everything begins: a new certificate, practice, orders that wait, certificates that we have.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(QWidget *parent = nullptr);

    void showShelf(const StartShelf &shelf);
    void showKeystore(store::SecretKind kind);
    void showPractice(PracticeState practice);
    void showReminders(const issuance::ReminderSettings &reminders);
    void showFailure(const Failure &failure);
    void focusFirst();

Q_SIGNALS:
    void newRequested();
    void accountsRequested();
    void checkRequested(const QString &names);
    void practiceRequested();
    void practiceEndRequested();
    void continueRequested(const cw::store::OrderRecord &order);
    void cancelRequested(const cw::store::OrderRecord &order);
    void forgetRequested(const cw::store::OrderRecord &order);
    void addRequested();
    void showRequested(const cw::store::CertificateRecord &certificate);
    void renewRequested(const cw::store::CertificateRecord &certificate);
    void revokeRequested(const cw::store::CertificateRecord &certificate);
    void remindersRequested();
    void saveAgainRequested(const cw::store::CertificateRecord &certificate);
    void removeRequested(const cw::store::CertificateRecord &certificate);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeLeft();
    QWidget *makeRight();
    QWidget *makeLogo();
    QWidget *makeNew();
    QLayout *makeFoot(QWidget *right);
    void setNarrow(bool isNarrow);

    PageScroll *m_scroll;
    QWidget *m_content;
    QWidget *m_left;
    QWidget *m_newCard;
    StartPractice *m_practice;
    StartWelcome *m_welcome;
    QWidget *m_loading;
    StartOrders *m_orders;
    StartCertificates *m_certificates;
    Notice *m_damaged;
    Notice *m_standing;
    Notice *m_failure;
    QLabel *m_reminders;
    QLabel *m_keystore;
};

} // namespace cw::ui
