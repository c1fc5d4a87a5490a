// SPDX-License-Identifier: MIT
#pragma once

#include "support/fakeworld.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/orderview.h"

#include <QTest>

namespace cw::test
{

// The whole window on a fake world.
class ShellHost
{
public:
    explicit ShellHost(QSize size = {1280, 800});
    ~ShellHost();

    // The visible widget of this name; null when there is none.
    template <typename T = QWidget> T *find(const char *objectName)
    {
        const QList<T *> found = window.findChildren<T *>(QString::fromLatin1(objectName));
        for (T *widget : found) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    void press(const char *objectName); // a click on a visible, enabled button
    void type(const QString &text); // into what has the focus
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);

    const issuance::IssueState &order() { return window.orderView()->state(); }
    // To a new order at the fake CA, with its directory read.
    void openOrderAtFakeCa();
    // The same, with an account: at the names.
    void openOrderAtNames();

    FakeWorld world;
    ui::MainWindow window;
};

// The font of the design's pictures where it is installed, and the theme.
void applyLook(ui::ThemeMode mode);
// Where pictures to be looked at go, in the build folder.
QString pictureFile(const QString &name);
// Widgets that can have the focus and have no accessible name, as paths; empty: none.
QStringList namelessIn(const QWidget &root);

} // namespace cw::test
