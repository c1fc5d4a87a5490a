// SPDX-License-Identifier: MIT
#include "ui/widgets/textfield.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"

#include <QAction>

namespace cw::ui
{

TextField::TextField(const QString &label, Content content, QWidget *parent)
    : Field(label, new QLineEdit, parent)
    , m_edit(static_cast<QLineEdit *>(control()))
{
    if (content != Content::Text) {
        setStyleProperty(m_edit, "role", QStringLiteral("mono"));
        m_edit->setLayoutDirection(Qt::LeftToRight);
    }
    if (content == Content::Secret)
        addEye();
    connect(m_edit, &QLineEdit::textEdited, this, [this](const QString &text) {
        clearError();
        Q_EMIT textEdited(text);
    });
    connect(m_edit, &QLineEdit::textChanged, this, &TextField::textChanged);
    connect(m_edit, &QLineEdit::returnPressed, this, &TextField::returnPressed);
}

void TextField::setText(const QString &text)
{
    if (m_edit->text() != text)
        m_edit->setText(text);
}

void TextField::addEye()
{
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    QAction *eye = m_edit->addAction(icon(IconName::Eye, Ink::Text2), QLineEdit::TrailingPosition);
    eye->setCheckable(true);
    eye->setText(tr("Show what is entered"));
    connect(eye, &QAction::toggled, this, [this, eye](bool isShown) {
        m_edit->setEchoMode(isShown ? QLineEdit::Normal : QLineEdit::Password);
        eye->setText(isShown ? tr("Hide what is entered") : tr("Show what is entered"));
    });
}

} // namespace cw::ui
