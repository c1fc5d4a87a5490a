// SPDX-License-Identifier: MIT
#pragma once

#include <QTabBar>

namespace cw::ui
{

// Flat tabs with a line under the chosen one. Put a QStackedWidget below and connect currentChanged().
class TabStrip : public QTabBar
{
    Q_OBJECT

public:
    explicit TabStrip(const QString &accessibleName, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace cw::ui
