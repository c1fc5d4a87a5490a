// SPDX-License-Identifier: MIT
#include "ui/shell/keystoredialog.h"

#include "ui/theme/roles.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/textfield.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

namespace
{

const QString File = QStringLiteral("file");
const QString Session = QStringLiteral("session");
constexpr int ShortestPassphrase = 8;

} // namespace

KeystoreDialog::KeystoreDialog(Question question, QWidget *parent)
    : QDialog(parent)
    , m_question(question)
    , m_passphrase(new TextField(tr("Passphrase"), TextField::Content::Secret, this))
    , m_again(new TextField(tr("Passphrase again"), TextField::Content::Secret, this))
    , m_go(newButton(tr("Go on"), ButtonRole::Primary, ButtonSize::Page, this))
{
    setObjectName(QStringLiteral("keystore.dialog"));
    const bool isNew = question == Question::WhereToKeep;
    setWindowTitle(isNew ? tr("Where should keys be kept?") : tr("Passphrase for your keys"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(newLabel(windowTitle(), TextRole::CardTitle, this));
    layout->addWidget(newLabel(isNew ? tr("This computer has no keychain that answers. Certwright keeps account keys and the keys of your "
                                          "certificates itself; choose how.")
                                     : tr("The keys of your accounts and certificates are in a file that a passphrase protects."),
                               TextRole::Body, this));
    if (isNew) {
        m_choice = new ChoiceGroup(tr("Where keys are kept"), this);
        m_choice->setObjectName(QStringLiteral("keystore.choice"));
        m_choice->addChoice(File, new ChoiceRow(tr("In a file that a passphrase protects"), tr("You are asked for it after each start"), this));
        m_choice->addChoice(Session, new ChoiceRow(tr("For this session only"),
                                                   tr("An order that is open when you close Certwright cannot be finished later"), this));
        m_choice->setCurrent(File);
        layout->addWidget(m_choice);
        connect(m_choice, &ChoiceGroup::currentChanged, this, &KeystoreDialog::refresh);
    }
    m_passphrase->edit()->setObjectName(QStringLiteral("keystore.passphrase"));
    m_again->edit()->setObjectName(QStringLiteral("keystore.again"));
    if (isNew)
        m_passphrase->setHint(tr("At least %n characters. Nobody can bring it back.", nullptr, ShortestPassphrase));
    layout->addWidget(m_passphrase);
    layout->addWidget(m_again);

    m_go->setObjectName(QStringLiteral("keystore.go"));
    m_go->setAccessibleName(m_go->text());
    m_go->setDefault(true);
    QPushButton *cancel = newButton(tr("Cancel"), ButtonRole::Normal, ButtonSize::Page, this);
    cancel->setObjectName(QStringLiteral("keystore.cancel"));
    cancel->setAccessibleName(cancel->text());
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_go);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &KeystoreDialog::go);
    connect(m_passphrase, &TextField::textChanged, this, &KeystoreDialog::refresh);
    setMinimumWidth(480);
    refresh();
    m_passphrase->edit()->setFocus();
}

bool KeystoreDialog::isForSession() const
{
    return m_choice && m_choice->current() == Session;
}

void KeystoreDialog::refresh()
{
    m_passphrase->setVisible(!isForSession());
    m_again->setVisible(!isForSession() && m_question == Question::WhereToKeep);
    m_go->setEnabled(isForSession() || !m_passphrase->text().isEmpty());
    adjustSize();
}

void KeystoreDialog::go()
{
    if (isForSession()) {
        Q_EMIT sessionChosen();
        return;
    }
    if (m_question == Question::WhereToKeep && m_passphrase->text().size() < ShortestPassphrase) {
        m_passphrase->setError(tr("Use at least %n characters.", nullptr, ShortestPassphrase));
        return;
    }
    if (m_question == Question::WhereToKeep && m_passphrase->text() != m_again->text()) {
        m_again->setError(tr("The two differ."));
        return;
    }
    m_go->setEnabled(false);
    Q_EMIT passphraseGiven(m_passphrase->text().toUtf8());
}

void KeystoreDialog::showFailure(const QString &text)
{
    m_passphrase->setError(text);
    m_passphrase->edit()->selectAll();
    m_passphrase->edit()->setFocus();
    m_go->setEnabled(true);
}

} // namespace cw::ui
