// SPDX-License-Identifier: MIT
#include "ui/widgets/tabstrip.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace cw::ui
{

TabStrip::TabStrip(const QString &accessibleName, QWidget *parent)
    : QTabBar(parent)
{
    setAccessibleName(accessibleName);
    setExpanding(false);
    setDrawBase(false);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideNone);
    setFocusPolicy(Qt::TabFocus);
}

void TabStrip::paintEvent(QPaintEvent *event)
{
    QTabBar::paintEvent(event);
    if (!hasFocus() || currentIndex() < 0)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().tokens().accent, 2));
    painter.drawRoundedRect(QRectF(tabRect(currentIndex())).adjusted(2, 2, -2, -5), 5, 5);
}

} // namespace cw::ui
