// SPDX-License-Identifier: MIT
#include "ui/shell/homebutton.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyle>

namespace cw::ui
{

namespace
{

constexpr int Side = 28;
constexpr int Picture = 14;

} // namespace

HomeButton::HomeButton(const QString &text, QWidget *parent) : QPushButton(text, parent)
{
    setAccessibleName(text);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void HomeButton::setTextVisible(bool isVisible)
{
    m_isTextVisible = isVisible;
    setToolTip(isVisible ? QString() : text());
    updateGeometry();
    update();
}

QSize HomeButton::sizeHint() const
{
    const QFontMetrics metrics(textFont(TextSize::Body, QFont::Medium));
    return {m_isTextVisible ? Picture + 6 + metrics.horizontalAdvance(text()) + 8 : Side, std::max(Side, metrics.height() + 8)};
}

void HomeButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = theme().tokens();
    const QColor ink = underMouse() ? tokens.accent : tokens.text2;
    const QRect whole = rect();
    const QRect chevron(m_isTextVisible ? 0 : (width() - Picture) / 2, (height() - Picture) / 2, Picture, Picture);
    paintIcon(painter, QStyle::visualRect(layoutDirection(), whole, chevron), IconName::ChevronRight, ink, 180);
    if (!m_isTextVisible)
        return;
    painter.setFont(textFont(TextSize::Body, QFont::Medium));
    painter.setPen(ink);
    const QRect words = QStyle::visualRect(layoutDirection(), whole, whole.adjusted(Picture + 6, 0, 0, 0));
    painter.drawText(words, int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter)), text());
}

} // namespace cw::ui
