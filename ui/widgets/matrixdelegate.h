// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace cw::ui
{

class MatrixModel;

// Paints the cells of a Matrix.
class MatrixDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    MatrixDelegate(const MatrixModel &model, QObject *parent);

    void setCompact(bool isCompact) { m_isCompact = isCompact; }
    void setTurn(qreal degrees) { m_turn = degrees; }

    int labelWidth() const; // what the first column wants
    static int lineHeight(bool isValueLine);
    static int headingHeight();
    static constexpr int Gap = 6; // between cells

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintHeading(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintLabel(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintServer(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintCell(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    const MatrixModel &m_model;
    bool m_isCompact = false;
    qreal m_turn = 0;
};

} // namespace cw::ui
