// SPDX-License-Identifier: MIT
#include "app/gui/desktopnotifier.h"

#include <QApplication>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

namespace cw::app
{

namespace
{

// Desktop Notifications Specification 1.2.
const QString Service = QStringLiteral("org.freedesktop.Notifications");
const QString Path = QStringLiteral("/org/freedesktop/Notifications");
constexpr int AsLongAsTheDesktopLikes = -1;

} // namespace

DesktopNotifier::DesktopNotifier(QWidget *window, const QDBusConnection &bus)
    : QObject(window)
    , m_window(window)
    , m_bus(bus)
{
    m_bus.connect(Service, Path, Service, QStringLiteral("ActionInvoked"), this, SLOT(onAction(uint, QString)));
}

void DesktopNotifier::notify(const QString &title, const QString &text)
{
    if (!m_window || m_window->isActiveWindow())
        return;
    QApplication::alert(m_window);
    if (!m_bus.isConnected())
        return;
    QDBusMessage call = QDBusMessage::createMethodCall(Service, Path, Service, QStringLiteral("Notify"));
    const QStringList actions{QStringLiteral("default"), tr("Show")};
    const QVariantMap hints{{QStringLiteral("desktop-entry"), QStringLiteral("certwright")}};
    // The body may be read as markup.
    call << QStringLiteral("Certwright") << m_last << QStringLiteral("certwright") << title << text.toHtmlEscaped()
         << actions << hints << AsLongAsTheDesktopLikes;
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<uint> reply = *watcher;
        if (reply.isValid())
            m_last = reply.value();
        watcher->deleteLater();
    });
}

void DesktopNotifier::onAction(uint id, const QString &)
{
    if (id != m_last || !m_window)
        return;
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

} // namespace cw::app
