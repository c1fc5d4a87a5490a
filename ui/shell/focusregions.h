// SPDX-License-Identifier: MIT
#pragma once

#include <QList>

class QWidget;

namespace cw::ui
{

// F6: the focus goes to the first control of the next region that has one; from outside of all to the first region.
void focusNextRegion(const QList<QWidget *> &regions, int direction);

} // namespace cw::ui
