// SPDX-License-Identifier: MIT
#include "ui/widgets/expirybar.h"

#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/painting.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace cw::ui
{

ExpiryBar::ExpiryBar(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleRole(this, QAccessible::Indicator);
}

void ExpiryBar::setLeft(double share, Tone tone, const QString &text)
{
    m_left = std::clamp(share, 0.0, 1.0);
    m_tone = tone;
    setAccessibleText(this, text);
    setToolTip(text);
    update();
}

QSize ExpiryBar::sizeHint() const
{
    return {200, 6};
}

QSize ExpiryBar::minimumSizeHint() const
{
    return {60, 6};
}

void ExpiryBar::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = theme().tokens();
    const double radius = height() / 2.0;
    const QColor edge = theme().isHighContrast() ? tokens.border : QColor();
    QPainter painter(this);
    paintBox(painter, rect(), {.fill = tokens.pendSoft, .edge = edge, .radius = radius});
    if (m_left <= 0)
        return;
    const int filled = std::max(height() * 2, qRound(width() * m_left));
    const QRect part = QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, std::min(filled, width()), height()));
    paintBox(painter, part, {.fill = tokens.ink(m_tone), .edge = {}, .radius = radius});
}

} // namespace cw::ui
