// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/ordercontroller.h"
#include "ui/pages/importsource.h"
#include "ui/widgets/card.h"

class QCheckBox;
class QLabel;
class QPushButton;

namespace cw::ui
{

class ChoiceGroup;
class ExternalAccountFields;
class Notice;
class TextField;

// The account at the selected authority: one we have, or a new one with contact and terms.
class AccountCard : public Card
{
    Q_OBJECT

public:
    explicit AccountCard(issuance::OrderController &controller, QWidget *parent = nullptr);

    void showState(const issuance::IssueState &state, bool sendsExpiryMail);
    QString contactProblem() const; // empty: none
    QWidget *fieldInError() const; // null: none

Q_SIGNALS:
    void importRequested(cw::ui::ImportSource source);
    void accountsRequested(); // the window of all accounts

private:
    void makeHeader();
    QWidget *makeTerms();
    void showAccounts(const issuance::IssueState &state);
    void showTerms(const issuance::IssueState &state);
    void showNotice(const issuance::IssueState &state);
    void checkContact();

    issuance::OrderController &m_controller;
    ChoiceGroup *m_accounts;
    Notice *m_notice;
    TextField *m_mail;
    ExternalAccountFields *m_codes;
    QWidget *m_terms;
    QLabel *m_termsLead;
    QPushButton *m_termsLink;
    QCheckBox *m_agree;
    QList<store::AccountRecord> m_shown;
};

} // namespace cw::ui
