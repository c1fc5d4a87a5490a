// SPDX-License-Identifier: MIT
#include "ui/widgets/painting.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPen>

namespace cw::ui
{

namespace
{

int flagsOf(Wrap wrap)
{
    switch (wrap) {
    case Wrap::No:
        return Qt::TextSingleLine;
    case Wrap::Words:
        return Qt::TextWordWrap;
    case Wrap::Anywhere:
        return Qt::TextWordWrap | Qt::TextWrapAnywhere;
    }
    return Qt::TextSingleLine;
}

} // namespace

void paintBox(QPainter &painter, const QRectF &rect, const Box &box)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(box.fill.isValid() ? QBrush(box.fill) : QBrush(Qt::NoBrush));
    QPen pen(Qt::NoPen);
    double inset = 0;
    if (box.edge.isValid()) {
        pen = QPen(box.edge, box.edgeWidth);
        if (box.style == Qt::DashLine)
            pen.setDashPattern({4 / box.edgeWidth, 2.5 / box.edgeWidth});
        inset = box.edgeWidth / 2;
    }
    painter.setPen(pen);
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), box.radius - inset, box.radius - inset);
    painter.restore();
}

void paintText(QPainter &painter, const QRect &rect, const QString &text, Qt::LayoutDirection direction, Wrap wrap,
    Qt::Alignment vertical)
{
    const Qt::Alignment side = direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
    const int reading = text.isRightToLeft() ? Qt::TextForceRightToLeft : Qt::TextForceLeftToRight;
    painter.drawText(rect, static_cast<int>(side | Qt::AlignAbsolute | vertical) | flagsOf(wrap) | reading, text);
}

int wrappedHeight(const QFont &font, const QString &text, int width, Wrap wrap)
{
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 10000), flagsOf(wrap), text).height();
}

} // namespace cw::ui
