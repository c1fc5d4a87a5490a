// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/accountdesk.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace cw::ui
{

class ComboField;
class CopyField;
class StateLabel;
class TextField;

// One account: how it is, and what can be done with it. Asks before a deed that cannot be taken back.
class AccountPanel : public QWidget
{
    Q_OBJECT

public:
    explicit AccountPanel(issuance::AccountDesk &desk, QWidget *parent = nullptr);

    void showAccount(const store::AccountRecord *account); // null: none is chosen
    void showContactError(const Failure &failure);

private:
    QWidget *makeContact();
    QWidget *makeKey();
    QWidget *makeEnd();
    void saveContact();
    void changeKey();
    void exportKey();
    void askToClose();
    void askToRemove();
    void refresh();

    issuance::AccountDesk &m_desk;
    store::AccountRecord m_account; // without an id: none
    QLabel *m_title;
    StateLabel *m_state;
    QLabel *m_facts;
    CopyField *m_url;
    TextField *m_contact;
    ComboField *m_keyType;
    QPushButton *m_confirm;
    QPushButton *m_saveContact;
    QPushButton *m_changeKey;
    QPushButton *m_export;
    QPushButton *m_close;
    QPushButton *m_remove;
};

} // namespace cw::ui
