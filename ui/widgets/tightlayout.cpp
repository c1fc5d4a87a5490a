// SPDX-License-Identifier: MIT
#include "ui/widgets/tightlayout.h"

#include <algorithm>

namespace cw::ui
{

TightLayout::TightLayout(Direction direction, Place place, QWidget *parent)
    : QBoxLayout(direction, parent)
    , m_place(place)
{
}

void TightLayout::setGeometry(const QRect &rect)
{
    if (expandingDirections().testFlag(Qt::Vertical)) {
        QBoxLayout::setGeometry(rect);
        return;
    }
    const int wanted = hasHeightForWidth() ? heightForWidth(rect.width()) : sizeHint().height();
    const int height = std::min(wanted, rect.height());
    const int above = m_place == Place::Middle ? (rect.height() - height) / 2 : 0;
    QBoxLayout::setGeometry(QRect(rect.left(), rect.top() + above, rect.width(), height));
}

} // namespace cw::ui
