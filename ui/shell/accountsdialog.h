// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/accountdesk.h"
#include "ui/pages/importsource.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace cw::ui
{

class AccountPanel;
class ChoiceGroup;
class Notice;

// All accounts that we have, at every authority.
class AccountsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AccountsDialog(issuance::EnvironmentPtr environment, QWidget *parent = nullptr);

    void reload(); // others changed them

Q_SIGNALS:
    void accountsChanged();
    void importRequested(cw::ui::ImportSource source);

private:
    void makeWidgets();
    void showAccounts();
    void showWork();
    void showDone(issuance::AccountDesk::Deed deed);
    void showFailure(issuance::AccountDesk::Deed deed, const Failure &failure);
    void say(const QString &title, const QString &text, const QString &details = {});

    issuance::AccountDesk m_desk;
    QList<store::AccountRecord> m_shown;
    QPushButton *m_import;
    ChoiceGroup *m_list;
    QLabel *m_empty;
    AccountPanel *m_panel;
    Notice *m_notice;
};

} // namespace cw::ui
