// SPDX-License-Identifier: MIT
#include "ui/widgets/field.h"

#include "ui/theme/roles.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/statelabel.h"
#include "ui/widgets/tightlayout.h"

#include <QLabel>

namespace cw::ui
{

Field::Field(const QString &label, QWidget *control, QWidget *parent)
    : QWidget(parent)
    , m_control(control)
    , m_label(newLabel(label, TextRole::FieldLabel, this))
    , m_hint(newLabel({}, TextRole::Small, this))
    , m_error(new StateLabel(this))
{
    m_control->setParent(this);
    setFocusProxy(m_control);
    auto *layout = new TightLayout(QBoxLayout::TopToBottom, TightLayout::Place::Top, this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(5);
    layout->addWidget(m_label);
    layout->addWidget(m_control);
    layout->addWidget(m_hint);
    layout->addWidget(m_error);
    m_label->setBuddy(m_control);
    m_error->setWeight(StateLabel::Weight::Plain);
    m_error->hide();
    m_hint->hide();
    setLabel(label);
}

QString Field::label() const
{
    return m_label->text();
}

void Field::setLabel(const QString &label)
{
    m_label->setText(label);
    m_label->setVisible(!label.isEmpty());
    QString name = label;
    m_control->setAccessibleName(name.remove(QLatin1Char('&')));
}

void Field::setLabelVisible(bool isVisible)
{
    m_label->setVisible(isVisible);
}

void Field::setHint(const QString &hint)
{
    m_hint->setText(hint);
    describe();
}

void Field::setError(const QString &error)
{
    if (m_errorText == error)
        return;
    m_errorText = error;
    m_error->setState(Tone::Fail, IconName::StateFail, error);
    setStyleProperty(m_control, "error", hasError() ? QStringLiteral("true") : QString());
    describe();
}

void Field::describe()
{
    m_error->setVisible(hasError());
    m_hint->setVisible(!hasError() && !m_hint->text().isEmpty());
    setAccessibleText(m_control, m_control->accessibleName(), hasError() ? m_errorText : m_hint->text());
}

} // namespace cw::ui
