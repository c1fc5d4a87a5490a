// SPDX-License-Identifier: MIT
#include "ui/widgets/environmentrow.h"

#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/widgets/textfield.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QRegularExpression>

namespace cw::ui
{

namespace
{

bool soundsSecret(const QString &name)
{
    static const QRegularExpression words(
        QStringLiteral("pass|secret|token|key|credential"), QRegularExpression::CaseInsensitiveOption);
    return words.match(name).hasMatch();
}

TextField *newBareField(TextField::Content content)
{
    auto *field = new TextField(QString(), content);
    field->setLabelVisible(false);
    return field;
}

} // namespace

EnvironmentRow::EnvironmentRow(int number, QWidget *parent)
    : QWidget(parent)
    , m_name(newBareField(TextField::Content::Name))
    , m_plain(newBareField(TextField::Content::Name))
    , m_masked(newBareField(TextField::Content::Secret))
    , m_secret(new QCheckBox(tr("Secret")))
    , m_remove(newButton({}, ButtonRole::Icon, ButtonSize::Card))
{
    m_name->edit()->setObjectName(QStringLiteral("env.name"));
    m_plain->edit()->setObjectName(QStringLiteral("env.value"));
    m_masked->edit()->setObjectName(QStringLiteral("env.secretValue"));
    m_secret->setObjectName(QStringLiteral("env.secret"));
    m_remove->setObjectName(QStringLiteral("env.remove"));
    m_name->edit()->setPlaceholderText(QStringLiteral("NAME"));
    m_remove->setIcon(icon(IconName::Cross, Ink::Text2));
    setNumber(number);
    m_masked->hide();

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_name, 3, Qt::AlignTop);
    layout->addWidget(m_plain, 4, Qt::AlignTop);
    layout->addWidget(m_masked, 4, Qt::AlignTop);
    layout->addWidget(m_secret, 0, Qt::AlignVCenter);
    layout->addWidget(m_remove, 0, Qt::AlignVCenter);

    connect(m_name->edit(), &QLineEdit::editingFinished, this, &EnvironmentRow::takeName);
    for (TextField *field : {m_plain, m_masked})
        connect(field->edit(), &QLineEdit::editingFinished, this, &EnvironmentRow::edited);
    connect(m_secret, &QCheckBox::clicked, this, [this](bool isSecret) {
        m_hasGuessed = true; // the user knows better
        setSecret(isSecret);
        Q_EMIT edited();
    });
    connect(m_remove, &QPushButton::clicked, this, &EnvironmentRow::removeRequested);
}

EnvironmentRow::~EnvironmentRow()
{
    for (TextField *field : {m_name, m_plain, m_masked})
        field->edit()->disconnect(this);
}

EnvironmentVariable EnvironmentRow::variable() const
{
    const bool isSecret = m_secret->isChecked();
    return {m_name->text().trimmed(), value()->text(), isSecret, isSecret && m_isKnown};
}

void EnvironmentRow::setVariable(const EnvironmentVariable &variable)
{
    m_isKnown = variable.isKnown;
    m_hasGuessed = m_hasGuessed || variable.isSecret;
    m_name->setText(variable.name);
    m_secret->setChecked(variable.isSecret);
    setSecret(variable.isSecret);
    value()->setText(variable.value);
    m_masked->edit()->setPlaceholderText(m_isKnown ? tr("Known; used again") : QString());
}

bool EnvironmentRow::isBlank() const
{
    return m_name->text().trimmed().isEmpty() && value()->text().isEmpty();
}

void EnvironmentRow::setNumber(int number)
{
    m_name->edit()->setAccessibleName(tr("Name of variable %1").arg(number));
    m_plain->edit()->setAccessibleName(tr("Value of variable %1").arg(number));
    m_masked->edit()->setAccessibleName(tr("Secret value of variable %1").arg(number));
    m_secret->setAccessibleName(tr("Variable %1 is a secret").arg(number));
    m_remove->setAccessibleName(tr("Remove variable %1").arg(number));
    m_remove->setToolTip(m_remove->accessibleName());
}

void EnvironmentRow::showError(const QString &error)
{
    m_name->setError(error);
}

bool EnvironmentRow::hasError() const
{
    return m_name->hasError();
}

void EnvironmentRow::focusName()
{
    m_name->edit()->setFocus();
}

void EnvironmentRow::takeName()
{
    const QString text = m_name->text().trimmed();
    const qsizetype equals = text.indexOf(u'=');
    m_name->setText(equals < 0 ? text : text.left(equals).trimmed());
    if (!m_hasGuessed && soundsSecret(m_name->text())) {
        m_hasGuessed = true;
        m_secret->setChecked(true);
        setSecret(true);
    }
    if (equals >= 0)
        value()->setText(text.mid(equals + 1));
    Q_EMIT edited();
}

void EnvironmentRow::setSecret(bool isSecret)
{
    TextField *from = isSecret ? m_plain : m_masked;
    TextField *to = isSecret ? m_masked : m_plain;
    if (!from->text().isEmpty())
        to->setText(from->text());
    from->setText({});
    from->hide();
    to->show();
}

TextField *EnvironmentRow::value() const
{
    return m_secret->isChecked() ? m_masked : m_plain;
}

} // namespace cw::ui
