// SPDX-License-Identifier: MIT
#include "ui/shell/accountpanel.h"

#include "base/explain.h"
#include "crypto/privatekey.h"
#include "ui/models/certificatewords.h"
#include "ui/models/contactcheck.h"
#include "ui/models/timetext.h"
#include "ui/pages/confirmdialog.h"
#include "ui/pages/importsource.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/widgets/card.h"
#include "ui/widgets/combofield.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/statelabel.h"
#include "ui/widgets/textfield.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::AccountDesk;
using store::AccountRecord;

namespace
{

QPushButton *cardButton(const QString &text, const char *objectName, QWidget *parent)
{
    QPushButton *button = newButton(text, ButtonRole::Normal, ButtonSize::Card, parent);
    button->setObjectName(QLatin1String(objectName));
    button->setAccessibleName(text);
    return button;
}

QString factsOf(const AccountRecord &account)
{
    QStringList facts {AccountPanel::tr("Key: %1").arg(keyTypeText(account.keyType)),
                       AccountPanel::tr("Made on %1, last used on %2").arg(dateText(account.created), dateText(account.lastUsed))};
    if (!account.eabKeyId.isEmpty())
        facts.append(AccountPanel::tr("Bound to the customer with the EAB key ID %1").arg(account.eabKeyId));
    if (!account.origin.isEmpty())
        facts.append(AccountPanel::tr("Imported: %1", "name of a client or file format").arg(originText(account.origin)));
    if (!account.nextKeyId.isEmpty())
        facts.append(AccountPanel::tr("A change of its key was interrupted; which one is good is found out when the account is used next"));
    return facts.join(u'\n');
}

} // namespace

AccountPanel::AccountPanel(AccountDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_title(newLabel({}, TextRole::CardTitle, this))
    , m_state(new StateLabel(this))
    , m_facts(newLabel({}, TextRole::Small, this))
    , m_url(new CopyField(tr("Account URL"), this))
    , m_contact(new TextField(tr("Contact e-mail"), TextField::Content::Text, this))
    , m_keyType(new ComboField(tr("Kind of the new key"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_state);
    layout->addLayout(head);
    layout->addWidget(m_url);
    layout->addWidget(m_facts);
    layout->addWidget(newDivider(this));
    layout->addWidget(makeContact());
    layout->addWidget(newDivider(this));
    layout->addWidget(makeKey());
    layout->addWidget(newDivider(this));
    layout->addWidget(makeEnd());
    layout->addStretch(1);
    m_title->setObjectName(QStringLiteral("accounts.title"));
    m_state->setObjectName(QStringLiteral("accounts.state"));
    m_url->setObjectName(QStringLiteral("accounts.url"));
    connect(&m_desk, &AccountDesk::changed, this, &AccountPanel::refresh);
    showAccount(nullptr);
}

QWidget *AccountPanel::makeContact()
{
    auto *part = new QWidget(this);
    m_contact->edit()->setObjectName(QStringLiteral("accounts.contact"));
    m_contact->setHint(tr("Several with a comma between; empty: none."));
    m_saveContact = cardButton(tr("Tell the CA"), "accounts.saveContact", part);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_contact);
    layout->addWidget(m_saveContact, 0, Qt::AlignLeading);
    connect(m_saveContact, &QPushButton::clicked, this, &AccountPanel::saveContact);
    connect(m_contact, &TextField::returnPressed, this, &AccountPanel::saveContact);
    connect(m_contact, &TextField::textChanged, this, &AccountPanel::refresh);
    return part;
}

QWidget *AccountPanel::makeKey()
{
    auto *part = new QWidget(this);
    m_keyType->combo()->setObjectName(QStringLiteral("accounts.keyType"));
    for (const crypto::KeyType type : {crypto::KeyType::EcP256, crypto::KeyType::EcP384, crypto::KeyType::Rsa2048,
                                       crypto::KeyType::Rsa3072, crypto::KeyType::Rsa4096, crypto::KeyType::Ed25519}) {
        const QString name = crypto::keyTypeName(type);
        m_keyType->combo()->addItem(keyTypeText(name), name);
    }
    m_keyType->setHint(tr("The old key is good for nothing afterwards. Not every authority takes Ed25519."));
    m_changeKey = cardButton(tr("Give it a new key"), "accounts.changeKey", part);
    m_export = cardButton(tr("Export its key…"), "accounts.export", part);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_changeKey);
    buttons->addWidget(m_export);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_keyType);
    layout->addLayout(buttons);
    connect(m_changeKey, &QPushButton::clicked, this, &AccountPanel::changeKey);
    connect(m_export, &QPushButton::clicked, this, &AccountPanel::exportKey);
    return part;
}

QWidget *AccountPanel::makeEnd()
{
    auto *part = new QWidget(this);
    m_confirm = cardButton(tr("Ask the CA how it is"), "accounts.confirm", part);
    m_close = cardButton(tr("Close the account…"), "accounts.close", part);
    m_remove = cardButton(tr("Remove from the list…"), "accounts.remove", part);
    auto *layout = new QHBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_confirm);
    layout->addWidget(m_close);
    layout->addWidget(m_remove);
    layout->addStretch(1);
    connect(m_confirm, &QPushButton::clicked, this, [this] { m_desk.confirm(m_account.id); });
    connect(m_close, &QPushButton::clicked, this, &AccountPanel::askToClose);
    connect(m_remove, &QPushButton::clicked, this, &AccountPanel::askToRemove);
    return part;
}

void AccountPanel::showAccount(const AccountRecord *account)
{
    setVisible(account != nullptr);
    if (!account || *account == m_account) {
        m_account = account ? m_account : AccountRecord();
        refresh();
        return;
    }
    const bool isAnother = m_account.id != account->id;
    const bool hasNewContact = m_account.contact != account->contact;
    m_account = *account;
    m_title->setText(m_account.authorityName.isEmpty() ? QUrl(m_account.directoryUrl).host() : m_account.authorityName);
    m_url->setValue(m_account.url);
    m_facts->setText(factsOf(m_account));
    if (isAnother || hasNewContact) {
        m_contact->clearError();
        m_contact->setText(m_account.contact);
    }
    if (isAnother)
        m_keyType->combo()->setCurrentIndex(0);
    if (m_account.isUsable())
        m_state->setState(Tone::Ok, IconName::StateOk, tr("Valid", "account"));
    else if (m_account.status == u"unknown")
        m_state->setState(Tone::Fail, IconName::StateFail, tr("Unknown at the CA"));
    else
        m_state->setState(Tone::Pend, IconName::StateSkip, tr("Closed", "account"));
    refresh();
}

void AccountPanel::showContactError(const Failure &failure)
{
    const Explanation words = explain(failure);
    m_contact->setError(words.raw.isEmpty() ? words.text : words.raw);
    m_contact->edit()->setFocus();
}

void AccountPanel::saveContact()
{
    if (!m_saveContact->isEnabled())
        return;
    if (const QString fault = contactFault(m_contact->text()); !fault.isEmpty()) {
        m_contact->setError(fault);
        m_contact->edit()->setFocus();
        return;
    }
    m_desk.updateContact(m_account.id, m_contact->text().trimmed());
}

void AccountPanel::changeKey()
{
    const std::optional<crypto::KeyType> type = crypto::keyTypeFromName(m_keyType->combo()->currentData().toString());
    m_desk.changeKey(m_account.id, type.value_or(crypto::KeyType::EcP256));
}

void AccountPanel::exportKey()
{
    const QString jwk = tr("JWK (*.json)");
    QString filter;
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the key of the account"), QDir::home().filePath(QStringLiteral("account-key.pem")),
                                                      tr("PEM (*.pem)") + QStringLiteral(";;") + jwk, &filter);
    if (!path.isEmpty())
        m_desk.exportKey(m_account.id, filter == jwk ? issuance::KeyForm::Jwk : issuance::KeyForm::Pem, {}, path);
}

void AccountPanel::askToClose()
{
    auto *dialog = new ConfirmDialog({tr("Close this account at %1?").arg(m_title->text()),
                                      tr("The authority takes nothing from a closed account any more, and it cannot be opened again."), {},
                                      tr("Certificates that it issued stay valid, and can be revoked with their own keys. Orders of this account "
                                         "that are open cannot be finished."),
                                      tr("Close the account"), tr("Keep it")},
                                     this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, id = m_account.id] { m_desk.deactivate(id); });
    dialog->open();
}

void AccountPanel::askToRemove()
{
    auto *dialog = new ConfirmDialog({tr("Remove this account from the list?"), tr("Its key on this computer is deleted."), {},
                                      m_account.isUsable() ? tr("The account stays open at the authority, but without its key nobody can use it. Export "
                                                                "the key first if you may want it again.")
                                                           : tr("The authority does not take this account any more; nothing is lost."),
                                      tr("Remove"), tr("Keep it")},
                                     this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, id = m_account.id] { m_desk.remove(id); });
    dialog->open();
}

void AccountPanel::refresh()
{
    const bool isFree = !m_account.id.isEmpty() && !m_desk.isWorking();
    const bool isUsable = isFree && m_account.isUsable();
    m_contact->setEnabled(isUsable);
    m_saveContact->setEnabled(isUsable && m_contact->text().trimmed() != m_account.contact);
    m_keyType->setEnabled(isUsable);
    m_changeKey->setEnabled(isUsable);
    m_close->setEnabled(isUsable);
    m_export->setEnabled(isFree);
    m_confirm->setEnabled(isFree);
    m_remove->setEnabled(isFree);
}

} // namespace cw::ui
