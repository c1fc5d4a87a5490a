// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QPointer>

class QFocusFrame;
class QWidget;

namespace cw::ui
{

// Draws the ring around the focused button, row or node: 2 px accent with a gap of 2 px, outside of the widget.
// Fields and views show focus by their own edge. A widget with the property "focusRing" set to false goes without.
class FocusRing : public QObject
{
    Q_OBJECT

public:
    explicit FocusRing(QObject *parent);

    static bool isWantedFor(const QWidget *widget);

private:
    void follow(QWidget *widget);

    QPointer<QFocusFrame> m_frame;
};

} // namespace cw::ui
