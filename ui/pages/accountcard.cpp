// SPDX-License-Identifier: MIT
#include "ui/pages/accountcard.h"

#include "base/explain.h"
#include "issuance/accountflow.h"
#include "ui/models/certificatewords.h"
#include "ui/models/contactcheck.h"
#include "ui/models/timetext.h"
#include "ui/pages/externalaccountfields.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/textfield.h"

#include <QCheckBox>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace cw::ui
{

using issuance::Activity;
using issuance::IssueState;

namespace
{

const QString NewAccount = QStringLiteral("new");

QString accountTitle(const store::AccountRecord &account)
{
    return account.contact.isEmpty() ? AccountCard::tr("Account without contact") : account.contact;
}

QString accountDetails(const store::AccountRecord &account)
{
    if (account.status == u"unknown")
        return AccountCard::tr("The CA does not know this account");
    if (!account.isUsable())
        return AccountCard::tr("The CA has deactivated this account");
    return AccountCard::tr("%1 · made on %2 · last used on %3")
        .arg(keyTypeText(account.keyType), dateText(account.created), dateText(account.lastUsed));
}

// What another try helps against, once the user has unlocked it.
bool isAboutKeychain(const Failure &failure)
{
    const auto *store = std::get_if<StoreFailure>(&failure);
    using Kind = StoreFailure::Kind;
    return store && (store->kind == Kind::KeychainLocked || store->kind == Kind::KeychainSilent || store->kind == Kind::PassphraseNeeded);
}

const store::AccountRecord *chosenAccount(const IssueState &state)
{
    const auto found = std::find_if(state.accounts.begin(), state.accounts.end(), [&state](const store::AccountRecord &account) {
        return account.id == state.order.accountId;
    });
    return found == state.accounts.end() ? nullptr : &*found;
}

} // namespace

AccountCard::AccountCard(issuance::OrderController &controller, QWidget *parent)
    : Card(tr("Account"), parent)
    , m_controller(controller)
    , m_accounts(new ChoiceGroup(tr("Account"), this))
    , m_notice(new Notice(Notice::Kind::Ok, this))
    , m_mail(new TextField(tr("Contact e-mail (optional)"), TextField::Content::Text, this))
    , m_codes(new ExternalAccountFields(controller, this))
    , m_agree(new QCheckBox(this))
{
    m_accounts->setObjectName(QStringLiteral("acct.list"));
    m_accounts->setSpacing(4);
    m_mail->edit()->setObjectName(QStringLiteral("acct.mail"));
    m_mail->edit()->setAccessibleName(tr("Contact e-mail, optional"));
    makeHeader();
    body()->setSpacing(12);
    body()->addWidget(m_accounts);
    body()->addWidget(m_notice);
    body()->addWidget(m_mail);
    body()->addWidget(m_codes);
    m_terms = makeTerms();
    body()->addWidget(m_terms);

    connect(m_notice, &Notice::actionTriggered, &m_controller, &issuance::OrderController::makeAccount);
    connect(m_accounts, &ChoiceGroup::chosen, this,
            [this](const QString &id) { m_controller.useAccount(id == NewAccount ? QString() : id); });
    connect(m_mail, &TextField::textChanged, this, [this](const QString &text) {
        if (m_controller.state().order.contact != text)
            m_controller.setContact(text);
    });
    connect(m_mail->edit(), &QLineEdit::editingFinished, this, &AccountCard::checkContact);
    connect(m_agree, &QCheckBox::toggled, this, [this](bool isAgreed) {
        if (m_controller.state().order.hasAgreedToTerms != isAgreed)
            m_controller.setAgreedToTerms(isAgreed);
    });
    connect(m_termsLink, &QPushButton::clicked, this, [this] {
        if (m_controller.state().directory)
            QDesktopServices::openUrl(m_controller.state().directory->termsOfService);
    });
}

void AccountCard::makeHeader()
{
    QPushButton *manage = newButton(tr("All accounts…"), ButtonRole::Link, ButtonSize::Card, this);
    manage->setObjectName(QStringLiteral("acct.manage"));
    manage->setAccessibleName(tr("All accounts"));
    connect(manage, &QPushButton::clicked, this, &AccountCard::accountsRequested);
    QPushButton *import = newButton(tr("Import…"), ButtonRole::Link, ButtonSize::Card, this);
    import->setObjectName(QStringLiteral("acct.import"));
    import->setAccessibleName(tr("Import an account"));
    import->setIcon(icon(IconName::Folder, Ink::Accent));
    import->setMenu(newImportMenu(import, [this](ImportSource source) { Q_EMIT importRequested(source); }));
    addToHeader(manage);
    addToHeader(import);
}

QWidget *AccountCard::makeTerms()
{
    auto *terms = new QWidget(this);
    m_termsLead = newLabel(tr("Before the account is made, read the"), TextRole::Small, terms);
    m_termsLead->setWordWrap(false);
    m_termsLink = newButton(tr("terms of service"), ButtonRole::Hyperlink, ButtonSize::Card, terms);
    m_termsLink->setObjectName(QStringLiteral("tos.link"));
    m_termsLink->setIcon(icon(IconName::External, Ink::Accent));
    m_termsLink->setLayoutDirection(layoutDirection() == Qt::RightToLeft ? Qt::LeftToRight : Qt::RightToLeft); // icon last
    m_agree->setObjectName(QStringLiteral("tos.agree"));
    auto *line = new QHBoxLayout;
    line->setSpacing(4);
    line->addWidget(m_termsLead);
    line->addWidget(m_termsLink);
    line->addStretch(1);
    auto *layout = new QVBoxLayout(terms);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(newDivider(terms));
    layout->addLayout(line);
    layout->addWidget(m_agree);
    return terms;
}

void AccountCard::showState(const IssueState &state, bool sendsExpiryMail)
{
    showAccounts(state);
    const bool isNew = state.order.accountId.isEmpty();
    m_mail->setVisible(isNew);
    m_mail->setHint(sendsExpiryMail ? tr("Kept at the CA, which writes there before a certificate expires.")
                                    : tr("Kept at the CA; several with a comma between. Do not count on mail before a certificate expires."));
    if (m_mail->text() != state.order.contact)
        m_mail->setText(state.order.contact);
    if (m_mail->hasError())
        checkContact();
    m_codes->showState(state);
    showTerms(state);
    showNotice(state);
    setEnabled(state.order.stage == store::OrderStage::Draft && !state.isRunning(Activity::MakeAccount));
}

void AccountCard::showAccounts(const IssueState &state)
{
    if (m_accounts->ids().isEmpty() || m_shown != state.accounts) {
        const bool hadFocus = m_accounts->isAncestorOf(focusWidget());
        m_accounts->clear();
        m_shown = state.accounts;
        for (const store::AccountRecord &account : state.accounts) {
            m_accounts->addChoice(account.id,
                                  new ChoiceRow(ChoiceRow::Kind::Radio, ChoiceRow::Frame::Plain, accountTitle(account),
                                                accountDetails(account), this));
        }
        m_accounts->addChoice(NewAccount,
                              new ChoiceRow(ChoiceRow::Kind::Radio, ChoiceRow::Frame::Plain, tr("Create a new account"),
                                            tr("A new key is made and kept on this computer"), this));
        if (hadFocus)
            m_accounts->setFocus();
    }
    m_accounts->setCurrent(state.order.accountId.isEmpty() ? NewAccount : state.order.accountId);
}

void AccountCard::showTerms(const IssueState &state)
{
    const store::AccountRecord *account = chosenAccount(state);
    const bool isNew = state.order.accountId.isEmpty();
    const bool areNew = account && account->isUsable() && state.directory && issuance::hasNewTerms(*account, *state.directory);
    const bool isWanted = state.directory && !state.directory->termsOfService.isEmpty() && (isNew || areNew);
    m_terms->setVisible(isWanted);
    m_termsLead->setText(isNew ? tr("Before the account is made, read the") : tr("Terms have changed: read and agree again to the"));
    const QString &authority = state.order.authorityName;
    m_termsLink->setAccessibleName(tr("Terms of service of %1 (opens browser)").arg(authority));
    if (isWanted)
        m_termsLink->setToolTip(state.directory->termsOfService.toString());
    m_agree->setText(tr("I have read the terms of service of %1 and agree to them").arg(authority));
    m_agree->setAccessibleName(m_agree->text());
    m_agree->setChecked(state.order.hasAgreedToTerms);
}

void AccountCard::showNotice(const IssueState &state)
{
    const Failure *failure = state.failure(Activity::MakeAccount);
    if (failure && ExternalAccountFields::isAboutCodes(state)) {
        m_notice->hide();
    } else if (failure && !isCanceled(*failure)) {
        const Explanation words = explain(*failure);
        m_notice->setKind(Notice::Kind::Fail);
        m_notice->setRunning(false);
        m_notice->setTitle(words.title);
        m_notice->setText(words.nextStep.isEmpty() ? words.text : words.text + u'\n' + words.nextStep);
        m_notice->setToolTip(words.raw);
        m_notice->setAction(isAboutKeychain(*failure) ? tr("Unlock the keychain") : QString());
        m_notice->show();
    } else if (state.isRunning(Activity::MakeAccount)) {
        m_notice->setKind(Notice::Kind::Info);
        m_notice->setRunning(true);
        m_notice->setTitle({});
        m_notice->setAction({});
        m_notice->setText(tr("%1 is being asked for the account.").arg(state.order.authorityName));
        m_notice->show();
    } else {
        m_notice->hide();
    }
}

QString AccountCard::contactProblem() const
{
    return m_controller.state().order.accountId.isEmpty() ? contactFault(m_mail->text()) : QString();
}

QWidget *AccountCard::fieldInError() const
{
    return m_mail->hasError() && m_mail->isVisibleTo(this) ? m_mail->edit() : m_codes->fieldInError();
}

void AccountCard::checkContact()
{
    m_mail->setError(contactProblem());
}

} // namespace cw::ui
