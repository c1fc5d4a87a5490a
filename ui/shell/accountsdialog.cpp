// SPDX-License-Identifier: MIT
#include "ui/shell/accountsdialog.h"

#include "base/explain.h"
#include "ui/models/certificatewords.h"
#include "ui/shell/accountpanel.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/notice.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::AccountDesk;
using store::AccountRecord;

namespace
{

QString titleOf(const AccountRecord &account)
{
    return account.contact.isEmpty() ? AccountsDialog::tr("Account without contact") : account.contact;
}

QString placeOf(const AccountRecord &account)
{
    return account.authorityName.isEmpty() ? QUrl(account.directoryUrl).host() : account.authorityName;
}

} // namespace

AccountsDialog::AccountsDialog(issuance::EnvironmentPtr environment, QWidget *parent)
    : QDialog(parent)
    , m_desk(std::move(environment))
    , m_import(newButton(tr("Import…"), ButtonRole::Link, ButtonSize::Card, this))
    , m_list(new ChoiceGroup(tr("Accounts"), this))
    , m_empty(newLabel(tr("There is no account yet. One is made in step 1 of an order, or imported from another client."), TextRole::Quiet, this))
    , m_panel(new AccountPanel(m_desk, this))
    , m_notice(new Notice(Notice::Kind::Info, this))
{
    setObjectName(QStringLiteral("accounts.dialog"));
    setWindowTitle(tr("Accounts"));
    makeWidgets();
    connect(m_list, &ChoiceGroup::currentChanged, this, [this](const QString &id) { m_panel->showAccount(m_desk.account(id)); });
    connect(&m_desk, &AccountDesk::changed, this, [this] {
        showAccounts();
        showWork();
    });
    connect(&m_desk, &AccountDesk::done, this, &AccountsDialog::showDone);
    connect(&m_desk, &AccountDesk::failed, this,
            [this](AccountDesk::Deed deed, const QString &, const Failure &failure) { showFailure(deed, failure); });
    resize(860, 560);
    m_desk.reload();
}

void AccountsDialog::makeWidgets()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    m_import->setObjectName(QStringLiteral("accounts.import"));
    m_import->setAccessibleName(tr("Import an account"));
    m_import->setIcon(icon(IconName::Folder, Ink::Accent));
    m_import->setMenu(newImportMenu(m_import, [this](ImportSource source) { Q_EMIT importRequested(source); }));
    auto *head = new QHBoxLayout;
    head->addWidget(newLabel(windowTitle(), TextRole::CardTitle, this), 1);
    head->addWidget(m_import);
    layout->addLayout(head);
    layout->addWidget(newLabel(tr("An account is a key that an authority knows. The keys are kept where you chose to keep them."), TextRole::Body, this));

    m_list->setObjectName(QStringLiteral("accounts.list"));
    m_list->setSpacing(2);
    auto *inside = new QWidget(this);
    auto *listLayout = new QVBoxLayout(inside);
    listLayout->setContentsMargins(0, 0, 0, 0);
    listLayout->addWidget(m_list);
    listLayout->addWidget(m_empty);
    listLayout->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setMinimumWidth(290);
    scroll->setWidget(inside);
    auto *body = new QHBoxLayout;
    body->setSpacing(20);
    body->addWidget(scroll, 2);
    body->addWidget(m_panel, 3);
    layout->addLayout(body, 1);
    m_notice->setObjectName(QStringLiteral("accounts.notice"));
    m_notice->hide();
    m_empty->hide();
    layout->addWidget(m_notice);

    QPushButton *close = newButton(tr("Close"), ButtonRole::Primary, ButtonSize::Page, this);
    close->setObjectName(QStringLiteral("accounts.done"));
    close->setAccessibleName(tr("Close this window"));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(close);
    layout->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

void AccountsDialog::reload()
{
    m_desk.reload();
}

void AccountsDialog::showAccounts()
{
    const QList<AccountRecord> &accounts = m_desk.accounts();
    m_empty->setVisible(m_desk.isLoaded() && accounts.isEmpty());
    if (m_shown != accounts) {
        const QString before = m_list->current();
        const bool hadFocus = m_list->isAncestorOf(focusWidget());
        m_list->clear();
        QString place;
        for (const AccountRecord &account : accounts) {
            if (place != account.directoryUrl)
                m_list->addHeading(placeOf(account));
            place = account.directoryUrl;
            auto *row = new ChoiceRow(ChoiceRow::Kind::Entry, ChoiceRow::Frame::List, titleOf(account), keyTypeText(account.keyType), this);
            row->setRowIcon(account.isUsable() ? IconName::StateOk : IconName::StateSkip, account.isUsable() ? Tone::Ok : Tone::Pend);
            if (!account.isUsable())
                row->setSubtitle(account.status == u"unknown" ? tr("Unknown at the CA") : tr("Closed", "account"));
            m_list->addChoice(account.id, row);
        }
        const bool isStillThere = m_desk.account(before) != nullptr;
        m_list->setCurrent(isStillThere || accounts.isEmpty() ? before : accounts.first().id);
        if (hadFocus)
            m_list->setFocus();
        if (!m_shown.isEmpty() || accounts.isEmpty())
            Q_EMIT accountsChanged();
        m_shown = accounts;
    }
    m_panel->showAccount(m_desk.account(m_list->current()));
}

void AccountsDialog::showWork()
{
    if (m_desk.isWorking()) {
        m_notice->setKind(Notice::Kind::Info);
        m_notice->setRunning(true);
        m_notice->setTitle({});
        m_notice->setText(tr("The authority is being asked. If your keychain wants its password, its window may be behind this one."));
        m_notice->show();
    } else if (m_notice->kind() == Notice::Kind::Info) {
        m_notice->hide();
    }
}

void AccountsDialog::showDone(AccountDesk::Deed deed)
{
    const auto sentence = [deed] {
        switch (deed) {
        case AccountDesk::Deed::Confirm: return tr("The authority confirmed the account.");
        case AccountDesk::Deed::UpdateContact: return tr("The authority has the new contact.");
        case AccountDesk::Deed::ChangeKey: return tr("The account has a new key; the old one was deleted.");
        case AccountDesk::Deed::Deactivate: return tr("The account is closed.");
        case AccountDesk::Deed::Remove: return tr("The account was removed from the list, with its key.");
        case AccountDesk::Deed::Export: return tr("The key was written. Who has this file can act for the account.");
        }
        Q_UNREACHABLE();
    };
    m_notice->setKind(Notice::Kind::Ok);
    say({}, sentence());
}

void AccountsDialog::showFailure(AccountDesk::Deed deed, const Failure &failure)
{
    if (isCanceled(failure))
        return;
    const auto *problem = std::get_if<Problem>(&failure);
    const bool isContact = problem && (problem->kind() == u"invalidContact" || problem->kind() == u"unsupportedContact");
    if (deed == AccountDesk::Deed::UpdateContact && (isContact || std::holds_alternative<BadInput>(failure))) {
        m_notice->hide();
        m_panel->showContactError(failure);
        return;
    }
    const Explanation words = explain(failure);
    m_notice->setKind(Notice::Kind::Fail);
    say(words.title, words.nextStep.isEmpty() ? words.text : words.text + u'\n' + words.nextStep, words.raw);
}

void AccountsDialog::say(const QString &title, const QString &text, const QString &details)
{
    m_notice->setRunning(false);
    m_notice->setTitle(title);
    m_notice->setText(text);
    m_notice->setToolTip(details);
    m_notice->show();
}

} // namespace cw::ui
