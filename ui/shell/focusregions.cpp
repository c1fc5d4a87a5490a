// SPDX-License-Identifier: MIT
#include "ui/shell/focusregions.h"

#include <QApplication>
#include <QWidget>

namespace cw::ui
{

namespace
{

bool takesFocus(const QWidget *region, const QWidget *widget)
{
    return (region == widget || region->isAncestorOf(widget)) && widget->isVisible() && widget->isEnabled()
        && (widget->focusPolicy() & Qt::TabFocus);
}

QWidget *firstControl(QWidget *region)
{
    QWidget *widget = region;
    do {
        if (takesFocus(region, widget))
            return widget;
        widget = widget->nextInFocusChain();
    } while (widget != region);
    return nullptr;
}

} // namespace

void focusNextRegion(const QList<QWidget *> &regions, int direction)
{
    QWidget *focused = QApplication::focusWidget();
    qsizetype current = -1;
    for (qsizetype i = 0; i < regions.size(); ++i) {
        if (focused && (regions.at(i) == focused || regions.at(i)->isAncestorOf(focused)))
            current = i;
    }
    const qsizetype count = regions.size();
    for (qsizetype step = 1; step <= count; ++step) {
        const qsizetype next = current < 0 ? step - 1 : (current + direction * step % count + count) % count;
        if (QWidget *control = firstControl(regions.at(next))) {
            control->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
}

} // namespace cw::ui
