// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QFont>
#include <QRect>
#include <QString>
#include <Qt>

class QPainter;

namespace cw::ui
{

constexpr int CardRadius = 8;
constexpr int ButtonRadius = 6;
constexpr int BadgeRadius = 4;

struct Box {
    QColor fill = {};
    QColor edge = {}; // invalid: none
    double edgeWidth = 1;
    Qt::PenStyle style = Qt::SolidLine;
    double radius = CardRadius;
};
void paintBox(QPainter &painter, const QRectF &rect, const Box &box);

enum class Wrap { No, Words, Anywhere };

// Text at the leading edge of `rect`, vertically centred. Latin names stay left to right in a right-to-left window.
void paintText(QPainter &painter, const QRect &rect, const QString &text, Qt::LayoutDirection direction,
    Wrap wrap = Wrap::No, Qt::Alignment vertical = Qt::AlignVCenter);
int wrappedHeight(const QFont &font, const QString &text, int width, Wrap wrap = Wrap::Words);

} // namespace cw::ui
