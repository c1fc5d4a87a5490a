// SPDX-License-Identifier: MIT
#include "ui/shell/raildelegate.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QGuiApplication>
#include <QPainter>

namespace cw::ui
{

namespace
{

constexpr int WideRow = 58;
constexpr int NarrowRow = 48;
constexpr qreal MarkRadius = 11.5;
constexpr int MarkFromEdge = 24; // of the wide rail, inside its margin of 12

StepRow rowOf(const QModelIndex &index)
{
    return index.data(StepModel::RowRole).value<StepRow>();
}

// The rectangle as it looks from the leading edge, mirrored for right-to-left.
QRectF mirrored(const QRectF &part, const QRect &whole)
{
    if (!QGuiApplication::isRightToLeft())
        return part;
    return QRectF(whole.left() + whole.right() + 1 - part.right(), part.top(), part.width(), part.height());
}

} // namespace

void RailDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const StepRow row = rowOf(index);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool hasFocus = option.state.testFlag(QStyle::State_HasFocus);
    paintGround(*painter, option.rect, row, hasFocus);
    paintLine(*painter, option.rect, index);
    paintMark(*painter, option.rect, index);
    if (!m_isNarrow)
        paintTexts(*painter, option.rect, index);
    painter->restore();
}

QSize RailDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    const int texts = QFontMetrics(textFont(TextSize::Body)).height() + QFontMetrics(textFont(TextSize::Small)).height();
    return m_isNarrow ? QSize(48, NarrowRow) : QSize(200, std::max(WideRow, texts + 22));
}

void RailDelegate::paintGround(QPainter &painter, const QRect &rect, const StepRow &row, bool hasFocus) const
{
    const Tokens &tokens = theme().tokens();
    const QRectF card = QRectF(rect).adjusted(0.5, 2.5, -0.5, -2.5);
    if (row.progress == StepRow::Progress::Current) {
        painter.setPen(QPen(tokens.border, 1));
        painter.setBrush(tokens.surface);
        painter.drawRoundedRect(card, 8, 8);
        painter.setPen(Qt::NoPen);
        painter.setBrush(row.hasProblem ? tokens.fail : tokens.accent);
        painter.drawRoundedRect(mirrored(QRectF(rect.left(), card.top() + 9, 3, card.height() - 18), rect), 1.5, 1.5);
    }
    if (hasFocus) {
        painter.setPen(QPen(tokens.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), 7, 7);
    }
}

QPoint RailDelegate::markCenter(const QRect &rect) const
{
    const qreal x = m_isNarrow ? rect.left() + rect.width() / 2.0 : rect.left() + MarkFromEdge;
    return mirrored(QRectF(x - 0.5, rect.center().y(), 1, 1), rect).center().toPoint();
}

void RailDelegate::paintLine(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const Tokens &tokens = theme().tokens();
    const QPoint center = markCenter(rect);
    const bool hasPassed = rowOf(index).progress == StepRow::Progress::Done;
    const auto pen = [&tokens](bool isPassed) {
        return isPassed ? QPen(tokens.ok, 2) : QPen(tokens.strong, 1.5, Qt::DotLine);
    };
    if (index.row() > 0) {
        const bool cameFromDone = rowOf(index.siblingAtRow(index.row() - 1)).progress == StepRow::Progress::Done;
        const bool isCurrent = rowOf(index).progress == StepRow::Progress::Current;
        const int top = isCurrent ? rect.top() + 2 : center.y() - int(MarkRadius) - 2;
        painter.setPen(pen(cameFromDone));
        painter.drawLine(center.x(), rect.top(), center.x(), std::min(top, center.y() - int(MarkRadius) - 2));
    }
    if (index.row() < StepCount - 1) {
        painter.setPen(pen(hasPassed));
        painter.drawLine(center.x(), center.y() + int(MarkRadius) + 2, center.x(), rect.bottom() + 1);
    }
}

void RailDelegate::paintMark(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const Tokens &tokens = theme().tokens();
    const StepRow row = rowOf(index);
    const QPointF center = markCenter(rect);
    const QRectF disc(center.x() - MarkRadius, center.y() - MarkRadius, 2 * MarkRadius, 2 * MarkRadius);
    const QRectF picture = disc.adjusted(-1.5, -1.5, 1.5, 1.5);
    if (row.hasProblem) {
        paintIcon(painter, picture, IconName::StateFail, tokens.fail);
        return;
    }
    if (row.progress == StepRow::Progress::Done) {
        paintIcon(painter, picture, IconName::StateOk, tokens.ok);
        return;
    }
    const bool isCurrent = row.progress == StepRow::Progress::Current;
    painter.setPen(isCurrent ? Qt::NoPen : QPen(tokens.strong, 1.5));
    painter.setBrush(isCurrent ? QBrush(tokens.accent) : Qt::NoBrush);
    painter.drawEllipse(disc);
    painter.setFont(textFont(TextSize::Small, QFont::DemiBold));
    painter.setPen(isCurrent ? tokens.onAccent : tokens.text2);
    painter.drawText(disc, Qt::AlignCenter, QLocale().toString(index.row() + 1));
}

void RailDelegate::paintTexts(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const Tokens &tokens = theme().tokens();
    const StepRow row = rowOf(index);
    const bool isTodo = row.progress == StepRow::Progress::Todo;
    const QFont titleFont = textFont(TextSize::Body, row.progress == StepRow::Progress::Current ? QFont::DemiBold : QFont::Medium);
    const QFont subFont = textFont(TextSize::Small);
    const QString summary = row.progress == StepRow::Progress::Done ? row.summary : QString();
    const int titleHeight = QFontMetrics(titleFont).height();
    const int subHeight = summary.isEmpty() ? 0 : QFontMetrics(subFont).height() + 1;
    const QRectF column = mirrored(QRectF(rect.left() + MarkFromEdge + 22, rect.top(), rect.width() - MarkFromEdge - 28, rect.height()), rect);
    const Qt::Alignment side = Qt::AlignAbsolute | Qt::AlignVCenter | (QGuiApplication::isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft);
    const qreal top = column.center().y() - (titleHeight + subHeight) / 2.0;
    painter.setFont(titleFont);
    painter.setPen(isTodo ? tokens.text2 : tokens.text);
    painter.drawText(QRectF(column.left(), top, column.width(), titleHeight), int(side), index.data().toString());
    if (summary.isEmpty())
        return;
    painter.setFont(subFont);
    painter.setPen(tokens.text2);
    painter.drawText(QRectF(column.left(), top + titleHeight + 1, column.width(), subHeight), int(side),
                     QFontMetrics(subFont).elidedText(summary, Qt::ElideRight, int(column.width())));
}

} // namespace cw::ui
