// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace cw::ui
{

// Draws a row of names.list: the name as people read it, its ASCII form, badges, one hint, and the cross that removes it.
class NamesDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void flash(int row); // -1: no longer

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index) override;

Q_SIGNALS:
    void removeRequested(int row);

private:
    int m_flashed = -1;
};

} // namespace cw::ui
