// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/authorities.h"
#include "ui/pages/importsource.h"
#include "ui/pages/orderpage.h"

namespace cw::ui
{

class AccountCard;
class AuthorityChoices;
class AuthorityFacts;
class Card;
class RootCertificate;
class TextField;

// Step 1: who should issue the certificate, and as whom we ask.
class AuthorityPage : public OrderPage
{
    Q_OBJECT

public:
    explicit AuthorityPage(issuance::OrderController &controller, QWidget *parent = nullptr);

    // The practice CA was asked for and is on its way, or could not be started.
    void showPracticeStarting();
    void showPracticeFailure(const Failure &failure);

    void initializePage() override;
    void showState(const issuance::IssueState &state) override;
    QString summary() const override;
    bool hasProblem() const override;
    QString helpText() const override;
    issuance::Readiness readiness() const override;
    Note note() const override;
    QString nextText() const override;
    void next() override;
    void focusFirst() override;

Q_SIGNALS:
    void importRequested(cw::ui::ImportSource source);
    void accountsRequested();

private:
    QWidget *makeOther();
    void choose(const QString &id);
    void chooseAuthority(const issuance::AuthorityChoice &choice);
    void readOther();
    QString choiceOf(const store::OrderRecord &order) const;
    const issuance::Authority *preset() const;
    bool isWaitingForOther() const;
    void showChoice();

    enum class PracticeStart { Idle, Starting, Failed };

    const QList<issuance::Authority> m_authorities;
    QString m_chosen; // in the list; the order may still be at another one
    PracticeStart m_practice = PracticeStart::Idle;
    AuthorityChoices *m_choices;
    Card *m_other;
    TextField *m_url;
    RootCertificate *m_root;
    AuthorityFacts *m_facts;
    AccountCard *m_account;
};

} // namespace cw::ui
