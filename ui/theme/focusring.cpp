// SPDX-License-Identifier: MIT
#include "ui/theme/focusring.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFocusFrame>

namespace cw::ui
{

FocusRing::FocusRing(QObject *parent)
    : QObject(parent)
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { follow(now); });
}

bool FocusRing::isWantedFor(const QWidget *widget)
{
    if (!widget)
        return false;
    const QVariant wish = widget->property("focusRing");
    return wish.isValid() ? wish.toBool() : qobject_cast<const QAbstractButton *>(widget) != nullptr;
}

void FocusRing::follow(QWidget *widget)
{
    if (!isWantedFor(widget)) {
        if (m_frame)
            m_frame->setWidget(nullptr);
        return;
    }
    if (!m_frame) // it becomes a child of the window and goes with it
        m_frame = new QFocusFrame(widget->window());
    m_frame->setWidget(widget);
}

} // namespace cw::ui
