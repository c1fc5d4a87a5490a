// SPDX-License-Identifier: MIT
#include "ui/support/pagehost.h"

#include "base/operation.h"

#include <QLabel>

namespace cw::test
{

ShownController::ShownController(issuance::EnvironmentPtr environment, const issuance::IssueState &state)
    : OrderController(std::move(environment), state.order)
{
    editState() = state;
}

void ShownController::show(const issuance::IssueState &state)
{
    const bool isOtherStep = state.step != this->state().step;
    editState() = state;
    Q_EMIT stateChanged();
    if (isOtherStep)
        Q_EMIT stepChanged(state.step);
}

PageHost::PageHost(const issuance::IssueState &state, QSize size)
{
    auto controller = std::make_unique<ShownController>(m_world.environment, state);
    m_controller = controller.get();
    m_view = std::make_unique<ui::OrderView>(std::move(controller));
    m_view->setMinimumSize(1024, 670); // as the main window has it
    m_view->resize(size);
    m_view->show();
    m_view->activateWindow();
    if (!QTest::qWaitForWindowActive(m_view.get()))
        qWarning("The window did not become active");
    m_controller->show(state);
}

PageHost::~PageHost()
{
    m_view.reset();
    Operation::waitForAll();
}

QString PageHost::words()
{
    QStringList words;
    const QList<QLabel *> labels = m_view->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible())
            words << label->text();
    }
    const QList<QAbstractButton *> buttons = m_view->findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons) {
        if (button->isVisible())
            words << button->text() << button->accessibleDescription();
    }
    return words.join(u'\n');
}

void PageHost::press(const char *objectName)
{
    auto *button = find<QAbstractButton>(objectName);
    QVERIFY2(button, objectName);
    QVERIFY2(button->isEnabled(), objectName);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
}

} // namespace cw::test
