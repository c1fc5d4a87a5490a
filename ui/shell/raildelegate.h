// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/stepmodel.h"

#include <QStyledItemDelegate>

namespace cw::ui
{

// Draws a step of the rail: the numbered disc, tick or problem on the line that joins the steps, title and sub-line.
// Narrow views show the disc only.
class RailDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setNarrow(bool isNarrow) { m_isNarrow = isNarrow; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintGround(QPainter &painter, const QRect &rect, const StepRow &row, bool hasFocus) const;
    void paintLine(QPainter &painter, const QRect &rect, const QModelIndex &index) const;
    void paintMark(QPainter &painter, const QRect &rect, const QModelIndex &index) const;
    void paintTexts(QPainter &painter, const QRect &rect, const QModelIndex &index) const;
    QPoint markCenter(const QRect &rect) const;

    bool m_isNarrow = false;
};

} // namespace cw::ui
