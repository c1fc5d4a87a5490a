// SPDX-License-Identifier: MIT
#include "ui/pages/authoritypage.h"

#include "base/explain.h"
#include "ui/pages/accountcard.h"
#include "ui/pages/authoritychoices.h"
#include "ui/pages/authorityfacts.h"
#include "ui/pages/externalaccountfields.h"
#include "ui/pages/rootcertificate.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/textfield.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace cw::ui
{

using issuance::Activity;
using issuance::Authority;
using issuance::AuthorityChoice;
using issuance::IssueState;
using issuance::Readiness;
using issuance::Step;

AuthorityPage::AuthorityPage(issuance::OrderController &controller, QWidget *parent)
    : OrderPage(Step::Authority, controller, parent)
    , m_authorities(issuance::knownAuthorities())
    , m_choices(new AuthorityChoices(m_authorities, this))
    , m_facts(new AuthorityFacts(this))
    , m_account(new AccountCard(controller, this))
{
    setTitle(tr("Who should issue the certificate?"));
    setSubTitle(tr("Choose a certificate authority (CA) and the account to use there."));
    m_other = static_cast<Card *>(makeOther());
    m_choices->setMinimumWidth(356); // so that no title of a row needs a second line
    auto *left = new QVBoxLayout;
    left->addWidget(m_choices);
    left->addStretch(1);
    auto *right = new QVBoxLayout;
    right->setSpacing(14);
    right->addWidget(m_other);
    right->addWidget(m_facts);
    right->addWidget(m_account);
    right->addStretch(1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(20);
    layout->addLayout(left, 356);
    layout->addLayout(right, 608);
    setTabOrder(m_choices, m_other);

    connect(m_account, &AccountCard::importRequested, this, &AuthorityPage::importRequested);
    connect(m_account, &AccountCard::accountsRequested, this, &AuthorityPage::accountsRequested);
    connect(m_choices, &ChoiceGroup::chosen, this, &AuthorityPage::choose);
    connect(m_facts, &AuthorityFacts::tryAgain, this, [this] {
        if (m_chosen == AuthorityChoices::Practice && !state().order.isPractice)
            Q_EMIT practiceRequested();
        else
            this->controller().readDirectoryAgain();
    });
}

QWidget *AuthorityPage::makeOther()
{
    auto *card = new Card(tr("Other directory"), this);
    m_url = new TextField(tr("Directory URL"), TextField::Content::Name, card);
    m_url->edit()->setObjectName(QStringLiteral("ca.url"));
    m_url->edit()->setPlaceholderText(QStringLiteral("https://ca.example.org/acme/directory"));
    m_url->setHint(tr("The address that the CA’s documentation calls the ACME directory; it begins with https://."));
    m_root = new RootCertificate(card);
    QPushButton *read = newButton(tr("Read the directory"), ButtonRole::Normal, ButtonSize::Page, card);
    read->setObjectName(QStringLiteral("ca.read"));
    read->setAccessibleName(tr("Read the directory"));
    auto *line = new QHBoxLayout;
    line->addWidget(read);
    line->addStretch(1);
    card->body()->setSpacing(12);
    card->body()->addWidget(m_url);
    card->body()->addWidget(m_root);
    card->body()->addLayout(line);
    connect(m_url, &TextField::returnPressed, this, &AuthorityPage::readOther);
    connect(m_url, &TextField::textChanged, this, &QWizardPage::completeChanged);
    connect(m_root, &RootCertificate::changed, this, &QWizardPage::completeChanged);
    connect(read, &QPushButton::clicked, this, &AuthorityPage::readOther);
    card->hide();
    return card;
}

void AuthorityPage::initializePage()
{
    const store::OrderRecord &order = state().order;
    if (order.directoryUrl.isEmpty() && !m_authorities.isEmpty())
        choose(m_authorities.first().id);
    else if (!state().directory && !state().isRunning(Activity::ReadDirectory) && !order.directoryUrl.isEmpty())
        controller().readDirectoryAgain();
}

void AuthorityPage::choose(const QString &id)
{
    m_chosen = id;
    m_practice = PracticeStart::Idle;
    if (id == AuthorityChoices::Practice) {
        if (!state().order.isPractice)
            Q_EMIT practiceRequested();
    } else if (id == AuthorityChoices::Other) {
        m_url->setFocus();
    } else {
        const auto authority = std::find_if(m_authorities.begin(), m_authorities.end(),
                                            [&id](const Authority &candidate) { return candidate.id == id; });
        chooseAuthority({authority->name, authority->directory, {}, false, false});
    }
    showChoice();
    Q_EMIT completeChanged();
}

void AuthorityPage::chooseAuthority(const AuthorityChoice &choice)
{
    if (state().order.isPractice)
        Q_EMIT authorityRequested(choice);
    else
        controller().setAuthority(choice);
}

void AuthorityPage::readOther()
{
    const QUrl url(m_url->text().trimmed(), QUrl::StrictMode);
    const bool isReadable = url.isValid() && !url.host().isEmpty();
    if (!isReadable || url.scheme() != u"https") {
        const auto fault = isReadable ? BadInput::Fault::NotHttps : BadInput::Fault::BadUrl;
        m_url->setError(explain(BadInput {fault, m_url->text().trimmed(), {}}).text);
        m_url->edit()->setFocus();
        return;
    }
    m_url->clearError();
    // A CA with a root of its own is a private one: it may know names that the public DNS does not.
    const QByteArray root = m_root->confirmedPem();
    chooseAuthority({url.host(), url, root, !root.isEmpty(), false});
}

void AuthorityPage::showPracticeStarting()
{
    m_practice = PracticeStart::Starting;
    m_chosen = AuthorityChoices::Practice;
    m_facts->showStarting(tr("Starting the practice CA…"));
    showChoice();
    Q_EMIT completeChanged();
}

void AuthorityPage::showPracticeFailure(const Failure &failure)
{
    m_practice = PracticeStart::Failed;
    m_facts->showFailure(tr("Not started"), failure);
    Q_EMIT completeChanged();
}

void AuthorityPage::showState(const IssueState &state)
{
    const QString ofOrder = choiceOf(state.order);
    const bool isElsewhere = m_chosen == AuthorityChoices::Other || m_chosen == AuthorityChoices::Practice;
    if (m_chosen.isEmpty() || !isElsewhere)
        m_chosen = ofOrder;
    if (ofOrder == AuthorityChoices::Other && m_url->text().isEmpty())
        m_url->setText(state.order.directoryUrl);
    if (m_chosen == ofOrder && m_practice == PracticeStart::Idle)
        m_facts->showDirectory(state, preset());
    const Authority *known = preset();
    m_account->showState(state, known && known->sendsExpiryMail);
    m_choices->setEnabled(state.order.stage == store::OrderStage::Draft && !state.isRunning(Activity::MakeAccount));
    m_other->setEnabled(m_choices->isEnabled());
    showChoice();
}

void AuthorityPage::showChoice()
{
    m_choices->setCurrent(m_chosen);
    m_other->setVisible(m_chosen == AuthorityChoices::Other);
    const bool isAtChosen = m_chosen == choiceOf(state().order);
    m_facts->setVisible(isAtChosen || m_practice != PracticeStart::Idle);
    m_account->setVisible(isAtChosen && m_practice == PracticeStart::Idle && state().directory && !state().order.directoryUrl.isEmpty());
}

QString AuthorityPage::choiceOf(const store::OrderRecord &order) const
{
    if (order.directoryUrl.isEmpty())
        return {};
    if (order.isPractice)
        return AuthorityChoices::Practice;
    const std::optional<Authority> known = issuance::authorityAt(QUrl(order.directoryUrl));
    return known ? known->id : AuthorityChoices::Other;
}

const Authority *AuthorityPage::preset() const
{
    const QUrl directory(state().order.directoryUrl);
    const auto found = std::find_if(m_authorities.begin(), m_authorities.end(),
                                    [&directory](const Authority &authority) { return authority.directory == directory; });
    return found == m_authorities.end() ? nullptr : &*found;
}

// Another directory was typed, but not read yet.
bool AuthorityPage::isWaitingForOther() const
{
    return m_chosen == AuthorityChoices::Other && m_url->text().trimmed() != state().order.directoryUrl;
}

QString AuthorityPage::summary() const
{
    return state().order.authorityName;
}

bool AuthorityPage::hasProblem() const
{
    return state().step == Step::Authority && (state().failure(Activity::ReadDirectory) || state().failure(Activity::MakeAccount));
}

QString AuthorityPage::helpText() const
{
    return tr("<p>A <b>certificate authority</b> (CA) confirms that you control your names and signs the certificate. "
              "Let’s Encrypt is free and known to every browser.</p>"
              "<p>Its <b>staging</b> service works in the same way, but its certificates are not trusted: use it for trials, "
              "because the real service limits how often you may try.</p>"
              "<p>The <b>practice CA</b> runs on this computer, with a DNS server of its own. Nothing leaves the machine.</p>"
              "<p>An <b>account</b> is only a key that the CA knows. It is made on this computer and stays here. The e-mail "
              "address is optional.</p>"
              "<p>On this page the CA’s directory is read. Nothing is ordered.</p>");
}

Readiness AuthorityPage::readiness() const
{
    if (m_practice == PracticeStart::Starting)
        return {false, tr("The practice CA is being started.")};
    if (m_practice == PracticeStart::Failed)
        return {false, tr("The practice CA could not be started.")};
    if (isWaitingForOther())
        return {false, tr("Enter the directory URL and read the directory.")};
    if (m_chosen == AuthorityChoices::Other && m_root->isWaitingForConfirmation())
        return {false, tr("Compare the fingerprint of the root, or remove it.")};
    const Readiness base = OrderPage::readiness();
    if (base.isReady || state().isRunning(Activity::ReadDirectory) || !state().directory)
        return base;
    const QString fault = m_account->contactProblem();
    return fault.isEmpty() ? base : Readiness {false, fault};
}

OrderPage::Note AuthorityPage::note() const
{
    const Readiness now = readiness();
    if (ExternalAccountFields::isAboutCodes(state()))
        return {Tone::Fail, tr("The account was not created: %1 refused the codes.").arg(state().order.authorityName)};
    if (state().failure(Activity::MakeAccount) && now.isReady)
        return {Tone::Fail, tr("The account was not created. You can try again.")};
    const bool hasFailed = m_practice == PracticeStart::Failed || (state().failure(Activity::ReadDirectory) && !isWaitingForOther());
    return {hasFailed ? Tone::Fail : Tone::Neutral, now.reason};
}

QString AuthorityPage::nextText() const
{
    return state().order.accountId.isEmpty() ? tr("Create account") : tr("Next: names");
}

// Also an account that we have is asked for at the CA: it may have been deactivated there.
void AuthorityPage::next()
{
    controller().makeAccount();
}

void AuthorityPage::focusFirst()
{
    if (QWidget *wrong = m_account->fieldInError())
        wrong->setFocus(Qt::OtherFocusReason);
    else if (ChoiceRow *row = m_choices->row(m_chosen); row && row->isEnabled())
        row->setFocus(Qt::OtherFocusReason);
    else
        OrderPage::focusFirst();
}

} // namespace cw::ui
