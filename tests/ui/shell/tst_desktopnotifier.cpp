// SPDX-License-Identifier: MIT
#include "app/gui/desktopnotifier.h"

#include <QDBusMessage>
#include <QProcess>
#include <QTest>
#include <QWidget>

using namespace cw;

// What stands where the desktop's notification service stands.
class FakeDesktop : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    QString title;
    QString body;
    QStringList actions;
    QList<uint> replaced;

public Q_SLOTS:
    uint Notify(const QString &, uint replaces, const QString &, const QString &summary, const QString &text, const QStringList &deeds,
                const QVariantMap &, int)
    {
        replaced.append(replaces);
        title = summary;
        body = text;
        actions = deeds;
        return 7;
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
};

// On a message bus of its own.
class TestDesktopNotifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void tellsTheDesktop();
    void bringsTheWindowToTheFront();
    void isSilentWhileTheWindowHasTheKeyboard();
    void getsByWithoutADesktop();

private:
    QProcess m_daemon;
    QString m_address;
};

void TestDesktopNotifier::initTestCase()
{
    m_daemon.start(QStringLiteral("dbus-daemon"), {QStringLiteral("--session"), QStringLiteral("--print-address"), QStringLiteral("--nofork"), QStringLiteral("--nopidfile")});
    QVERIFY(m_daemon.waitForReadyRead());
    m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
    QVERIFY(!m_address.isEmpty());
}

void TestDesktopNotifier::cleanupTestCase()
{
    m_daemon.terminate();
    QVERIFY(m_daemon.waitForFinished());
}

void TestDesktopNotifier::tellsTheDesktop()
{
    FakeDesktop desktop;
    QDBusConnection service = QDBusConnection::connectToBus(m_address, QStringLiteral("desktop"));
    QVERIFY(service.registerService(QStringLiteral("org.freedesktop.Notifications")));
    QVERIFY(service.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &desktop, QDBusConnection::ExportAllContents));
    QWidget window;
    app::DesktopNotifier notifier(&window, QDBusConnection::connectToBus(m_address, QStringLiteral("window")));
    notifier.notify(QStringLiteral("DNS is ready for example.org"), QStringLiteral("a < b"));
    QTRY_COMPARE(desktop.title, QStringLiteral("DNS is ready for example.org"));
    QCOMPARE(desktop.body, QStringLiteral("a &lt; b"));
    QCOMPARE(desktop.actions.first(), QStringLiteral("default"));
    QTest::qWait(50);
    notifier.notify(QStringLiteral("DNS is ready for example.net"), QString());
    QTRY_COMPARE(desktop.replaced, QList<uint>({0, 7})); // one place on the desktop, not a heap
    QDBusConnection::disconnectFromBus(QStringLiteral("desktop"));
    QDBusConnection::disconnectFromBus(QStringLiteral("window"));
}

void TestDesktopNotifier::bringsTheWindowToTheFront()
{
    FakeDesktop desktop;
    QDBusConnection service = QDBusConnection::connectToBus(m_address, QStringLiteral("desktop"));
    QVERIFY(service.registerService(QStringLiteral("org.freedesktop.Notifications")));
    QVERIFY(service.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &desktop, QDBusConnection::ExportAllContents));
    QWidget window;
    app::DesktopNotifier notifier(&window, QDBusConnection::connectToBus(m_address, QStringLiteral("window")));
    notifier.notify(QStringLiteral("DNS is ready"), QString());
    QTRY_COMPARE(desktop.replaced.size(), 1);
    QTest::qWait(50);
    Q_EMIT desktop.ActionInvoked(8, QStringLiteral("default")); // of another program
    QTest::qWait(50);
    QVERIFY(!window.isVisible());
    Q_EMIT desktop.ActionInvoked(7, QStringLiteral("default"));
    QTRY_VERIFY(window.isVisible());
    QDBusConnection::disconnectFromBus(QStringLiteral("desktop"));
    QDBusConnection::disconnectFromBus(QStringLiteral("window"));
}

void TestDesktopNotifier::isSilentWhileTheWindowHasTheKeyboard()
{
    FakeDesktop desktop;
    QDBusConnection service = QDBusConnection::connectToBus(m_address, QStringLiteral("desktop"));
    QVERIFY(service.registerService(QStringLiteral("org.freedesktop.Notifications")));
    QVERIFY(service.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &desktop, QDBusConnection::ExportAllContents));
    QWidget window;
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    app::DesktopNotifier notifier(&window, QDBusConnection::connectToBus(m_address, QStringLiteral("window")));
    notifier.notify(QStringLiteral("DNS is ready"), QString());
    QTest::qWait(50);
    QVERIFY(desktop.replaced.isEmpty());
    QDBusConnection::disconnectFromBus(QStringLiteral("desktop"));
    QDBusConnection::disconnectFromBus(QStringLiteral("window"));
}

void TestDesktopNotifier::getsByWithoutADesktop()
{
    QWidget window;
    app::DesktopNotifier withoutService(&window, QDBusConnection::connectToBus(m_address, QStringLiteral("window")));
    withoutService.notify(QStringLiteral("DNS is ready"), QString());
    app::DesktopNotifier withoutBus(&window, QDBusConnection(QStringLiteral("no such bus")));
    withoutBus.notify(QStringLiteral("DNS is ready"), QString());
    QTest::qWait(50);
    QDBusConnection::disconnectFromBus(QStringLiteral("window"));
}

QTEST_MAIN(TestDesktopNotifier)
#include "tst_desktopnotifier.moc"
