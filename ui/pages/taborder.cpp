// SPDX-License-Identifier: MIT
#include "ui/pages/taborder.h"

#include <QLayout>

namespace cw::ui
{

namespace
{

void collect(const QWidget &widget, QList<QPointer<QWidget>> &found);

void collect(QLayout &layout, QList<QPointer<QWidget>> &found)
{
    for (int i = 0; i < layout.count(); ++i) {
        QLayoutItem *item = layout.itemAt(i);
        if (QWidget *widget = item->widget()) {
            if (widget->focusPolicy() & Qt::TabFocus)
                found << widget;
            collect(*widget, found);
        } else if (QLayout *inner = item->layout()) {
            collect(*inner, found);
        }
    }
}

// What a widget without a layout holds (the nodes of a diagram) is placed in the order in which it was made.
void collect(const QWidget &widget, QList<QPointer<QWidget>> &found)
{
    if (widget.layout())
        return collect(*widget.layout(), found);
    const QList<QWidget *> children = widget.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    for (QWidget *child : children) {
        if ((child->focusPolicy() & Qt::TabFocus) && !child->isWindow())
            found << child;
    }
}

} // namespace

void TabOrder::follow(QWidget &page)
{
    QList<QPointer<QWidget>> found;
    collect(page, found);
    if (found == m_known)
        return;
    m_known = found;
    for (qsizetype i = 1; i < found.size(); ++i)
        QWidget::setTabOrder(found[i - 1], found[i]);
}

} // namespace cw::ui
