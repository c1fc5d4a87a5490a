// SPDX-License-Identifier: MIT
#pragma once

#include <QDockWidget>

class QListView;

namespace cw::ui
{

class LogModel;

// What was sent and answered, newest at the end. It follows the end while it stands there.
class LogDock : public QDockWidget
{
    Q_OBJECT

public:
    explicit LogDock(LogModel *model, QWidget *parent = nullptr);

private:
    void copy();

    LogModel *m_model;
    QListView *m_list;
    bool m_isAtEnd = true;
};

} // namespace cw::ui
