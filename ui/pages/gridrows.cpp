// SPDX-License-Identifier: MIT
#include "ui/pages/gridrows.h"

#include <QLayout>
#include <QWidget>

#include <memory>

namespace cw::ui
{

void clearGrid(QLayout &layout)
{
    while (const std::unique_ptr<QLayoutItem> item{layout.takeAt(0)}) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
    }
}

} // namespace cw::ui
