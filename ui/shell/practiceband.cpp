// SPDX-License-Identifier: MIT
#include "ui/shell/practiceband.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyle>

namespace cw::ui
{

PracticeBand::PracticeBand(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("practice.band"));
    setAccessibleName(tr("Practice: certificates are not real"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize PracticeBand::sizeHint() const
{
    return {200, QFontMetrics(textFont(TextSize::Small)).height() + 12};
}

void PracticeBand::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = theme().tokens();
    painter.fillRect(rect(), tokens.warnSoft);
    QColor stripe = tokens.warn;
    stripe.setAlphaF(0.18F);
    painter.setPen(QPen(stripe, 6));
    for (int x = -height(); x < width(); x += 18)
        painter.drawLine(x, height(), x + height(), 0);
    painter.fillRect(0, height() - 1, width(), 1, tokens.border);

    const QFont font = textFont(TextSize::Small, QFont::DemiBold);
    const int textWidth = QFontMetrics(font).horizontalAdvance(accessibleName());
    const int whole = 16 + 8 + textWidth;
    const QRect block((width() - whole) / 2 - 10, 3, whole + 20, height() - 7);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.warnSoft);
    painter.drawRoundedRect(block, 4, 4);
    const QRect picture(block.left() + 10, (height() - 16) / 2, 16, 16);
    paintIcon(painter, QStyle::visualRect(layoutDirection(), block, picture), IconName::Flask, tokens.warn);
    painter.setFont(font);
    painter.setPen(tokens.warn);
    const QRect words(picture.right() + 9, 0, textWidth + 4, height() - 1);
    painter.drawText(QStyle::visualRect(layoutDirection(), block, words), Qt::AlignCenter, accessibleName());
}

} // namespace cw::ui
