// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QPointer>
#include <QWidget>

namespace cw::ui
{

// Tab order is reading order, also for rows that are made while the page is shown: follows the layouts of a page from
// top to bottom.
class TabOrder
{
public:
    // Cheap when nothing was added since the last time.
    void follow(QWidget &page);

private:
    QList<QPointer<QWidget>> m_known;
};

} // namespace cw::ui
