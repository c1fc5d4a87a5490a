// SPDX-License-Identifier: MIT
#include "ui/pages/passphrasefields.h"

#include "base/explain.h"
#include "issuance/certificatekey.h"
#include "ui/widgets/textfield.h"

#include <QVBoxLayout>

namespace cw::ui
{

PassphraseFields::PassphraseFields(const QString &objectName, const QString &label, QWidget *parent)
    : QWidget(parent)
    , m_first(new TextField(label, TextField::Content::Secret, this))
    , m_again(new TextField(tr("The same once more", "passphrase"), TextField::Content::Secret, this))
{
    m_first->edit()->setObjectName(objectName);
    m_again->edit()->setObjectName(objectName + QStringLiteral("Again"));
    m_again->edit()->setAccessibleName(tr("Passphrase once more"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_first);
    layout->addWidget(m_again);
    for (TextField *field : {m_first, m_again}) {
        connect(field, &TextField::textEdited, this, &PassphraseFields::edited);
        connect(field->edit(), &QLineEdit::editingFinished, this, &PassphraseFields::showFaults);
    }
}

std::optional<QString> PassphraseFields::passphrase() const
{
    const bool isGood = m_first->text() == m_again->text() && issuance::checkPassphrase(m_first->text());
    return isGood ? std::optional(m_first->text()) : std::nullopt;
}

bool PassphraseFields::isEmpty() const
{
    return m_first->text().isEmpty() && m_again->text().isEmpty();
}

QString PassphraseFields::missing() const
{
    if (passphrase())
        return {};
    if (m_first->text().isEmpty())
        return tr("Enter the passphrase twice.");
    if (const Result<Nothing> checked = issuance::checkPassphrase(m_first->text()); !checked)
        return explain(checked.failure()).title;
    return m_again->text().isEmpty() ? tr("Enter the passphrase once more.") : tr("The two passphrases differ.");
}

void PassphraseFields::setHint(const QString &hint)
{
    m_first->setHint(hint);
}

void PassphraseFields::clear()
{
    for (TextField *field : {m_first, m_again}) {
        field->setText({});
        field->clearError();
    }
}

void PassphraseFields::showFaults()
{
    m_first->clearError();
    m_again->clearError();
    if (const Result<Nothing> checked = issuance::checkPassphrase(m_first->text()); !checked && !m_first->text().isEmpty())
        m_first->setError(explain(checked.failure()).text);
    else if (!m_again->text().isEmpty() && m_again->text() != m_first->text())
        m_again->setError(tr("The two passphrases differ."));
}

} // namespace cw::ui
