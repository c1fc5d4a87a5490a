// SPDX-License-Identifier: MIT
#include "ui/widgets/combobox.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyle>

namespace cw::ui
{

void ComboBox::paintEvent(QPaintEvent *event)
{
    QComboBox::paintEvent(event);
    const int side = 14;
    const QRect place(width() - side - 10, (height() - side) / 2, side, side);
    QPainter painter(this);
    paintIcon(painter, QStyle::visualRect(layoutDirection(), rect(), place), IconName::ChevronDown,
        isEnabled() ? theme().tokens().text2 : theme().tokens().pend);
}

} // namespace cw::ui
