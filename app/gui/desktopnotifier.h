// SPDX-License-Identifier: MIT
#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QPointer>
#include <QWidget>

namespace cw::app
{

// Tells the user something while he looks elsewhere: by the desktop's notifications (org.freedesktop.Notifications), and by
// the task bar in any case. Nothing is shown while the window has the keyboard: the page says it already. A click on
// the notification brings the window to the front. GUI thread; a desktop without notifications is no error.
class DesktopNotifier : public QObject
{
    Q_OBJECT

public:
    explicit DesktopNotifier(QWidget *window, const QDBusConnection &bus = QDBusConnection::sessionBus());

    void notify(const QString &title, const QString &text);

private Q_SLOTS:
    void onAction(uint id, const QString &action); // org.freedesktop.Notifications.ActionInvoked

private:
    QPointer<QWidget> m_window;
    QDBusConnection m_bus;
    uint m_last = 0; // the notification that the next one takes the place of
};

} // namespace cw::app
