// SPDX-License-Identifier: MIT
#include "ui/widgets/textfield.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"

#include <QHBoxLayout>
#include <QPushButton>

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
    // A button and not an action of the line edit: that could not be reached by the keyboard.
    QPushButton *eye = newButton({}, ButtonRole::Icon, ButtonSize::Card, m_edit);
    auto *inside = new QHBoxLayout(m_edit);
    inside->setContentsMargins(0, 0, 3, 0);
    inside->addStretch();
    inside->addWidget(eye);
    m_edit->setTextMargins(0, 0, eye->sizeHint().width(), 0);
    eye->setCheckable(true);
    eye->setCursor(Qt::ArrowCursor);
    eye->setIcon(icon(IconName::Eye, Ink::Text2));
    const auto describe = [eye](bool isShown) {
        const QString deed = isShown ? tr("Hide what is entered") : tr("Show what is entered");
        eye->setAccessibleName(deed);
        eye->setToolTip(deed);
    };
    describe(false);
    connect(eye, &QPushButton::toggled, this, [this, describe](bool isShown) {
        m_edit->setEchoMode(isShown ? QLineEdit::Normal : QLineEdit::Password);
        describe(isShown);
    });
}

} // namespace cw::ui
