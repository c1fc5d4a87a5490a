// SPDX-License-Identifier: MIT
#include "ui/widgets/codebox.h"

#include "ui/theme/theme.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/valuetext.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPainter>

namespace cw::ui
{

CodeBox::CodeBox(const QString &name, QWidget *parent)
    : QFrame(parent)
    , m_text(new ValueText(this))
    , m_button(new CopyButton(
          QString(), [this] { return text(); }, this))
{
    setFocusProxy(m_text);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(11, 7, 6, 7);
    layout->setSpacing(8);
    layout->addWidget(m_text, 1, Qt::AlignTop);
    layout->addWidget(m_button, 0, Qt::AlignTop);
    setName(name);
    connect(qApp, &QApplication::focusChanged, this, qOverload<>(&QWidget::update));
}

QString CodeBox::text() const
{
    return m_text->toPlainText();
}

void CodeBox::setText(const QString &text)
{
    m_text->setValue(text);
}

void CodeBox::setMostLines(int lines)
{
    m_text->setMostLines(lines);
}

void CodeBox::setName(const QString &name)
{
    m_text->setAccessibleName(name);
    m_button->setWhat(tr("Copy: %1").arg(name));
}

void CodeBox::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = theme().tokens();
    const bool hasFocus = m_text->hasFocus();
    QPainter painter(this);
    paintBox(painter, rect(),
        {.fill = tokens.raised,
            .edge = hasFocus ? tokens.accent : tokens.border,
            .edgeWidth = hasFocus ? 2.0 : 1.0,
            .radius = ButtonRadius});
}

} // namespace cw::ui
