// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/ordercontroller.h"
#include "support/fakeworld.h"
#include "ui/shell/orderview.h"

#include <QAbstractButton>
#include <QTest>

namespace cw::test
{

// A real controller on a fake world, whose state the test writes.
class ShownController final : public issuance::OrderController
{
public:
    ShownController(issuance::EnvironmentPtr environment, const issuance::IssueState &state);

    void show(const issuance::IssueState &state);
};

// One order on the screen in a given state.
class PageHost
{
public:
    explicit PageHost(const issuance::IssueState &state, QSize size = {1280, 770});
    // Clean-up goes on when the window is gone: the world stays until it has ended.
    ~PageHost();

    void show(const issuance::IssueState &state) { m_controller->show(state); }
    const issuance::IssueState &state() const { return m_controller->state(); }
    ShownController &controller() { return *m_controller; }
    ui::OrderView &view() { return *m_view; }
    ui::OrderPage &page() { return *m_view->page(m_view->viewedStep()); }

    // The visible widget of this name on the whole view; null when there is none.
    template <typename T = QWidget> T *find(const char *objectName)
    {
        const QList<T *> found = m_view->findChildren<T *>(QString::fromLatin1(objectName));
        for (T *widget : found) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    // What the visible labels say, in one text.
    QString words();
    void press(const char *objectName); // by the space bar; fails the test when there is nothing to click

private:
    FakeWorld m_world;
    ShownController *m_controller = nullptr;
    std::unique_ptr<ui::OrderView> m_view;
};

} // namespace cw::test
