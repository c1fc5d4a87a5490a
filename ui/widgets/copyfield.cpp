// SPDX-License-Identifier: MIT
#include "ui/widgets/copyfield.h"

#include "ui/theme/theme.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/valuetext.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPainter>

namespace cw::ui
{

CopyField::CopyField(const QString &name, QWidget *parent)
    : QFrame(parent)
    , m_value(new ValueText(this))
    , m_button(new CopyButton(
          QString(), [this] { return value(); }, this))
{
    setFocusProxy(m_value);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(11, 3, 6, 3);
    layout->setSpacing(8);
    layout->addWidget(m_value, 1, Qt::AlignVCenter);
    layout->addWidget(m_button);
    setMinimumHeight(34);
    setName(name);
    connect(m_button, &CopyButton::copied, this, &CopyField::copied);
    connect(qApp, &QApplication::focusChanged, this, qOverload<>(&QWidget::update));
}

QString CopyField::value() const
{
    return m_value->toPlainText();
}

void CopyField::setValue(const QString &value)
{
    m_value->setValue(value);
}

void CopyField::setName(const QString &name)
{
    m_value->setAccessibleName(name);
    m_button->setWhat(tr("Copy: %1").arg(name));
}

void CopyField::copy()
{
    m_button->click();
}

void CopyField::setCompact(bool isCompact)
{
    m_button->setIconOnly(isCompact);
}

void CopyField::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = theme().tokens();
    const bool hasFocus = m_value->hasFocus();
    QPainter painter(this);
    paintBox(painter, rect(),
        {.fill = tokens.raised,
            .edge = hasFocus ? tokens.accent : tokens.border,
            .edgeWidth = hasFocus ? 2.0 : 1.0,
            .radius = ButtonRadius});
}

} // namespace cw::ui
