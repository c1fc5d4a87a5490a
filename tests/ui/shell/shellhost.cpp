// SPDX-License-Identifier: MIT
#include "shellhost.h"

#include "base/operation.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QFontDatabase>
#include <QLineEdit>

namespace cw::test
{

ShellHost::ShellHost(QSize size) : window(world.environment, world.home.filePath(QStringLiteral("window.ini")))
{
    window.resize(size);
    window.show();
    window.activateWindow();
    if (!QTest::qWaitForWindowActive(&window))
        qWarning("The window did not become active");
}

// The fakes go away after this: nothing may use them any longer.
ShellHost::~ShellHost()
{
    window.close();
    if (window.orderView())
        window.orderView()->controller().disconnect();
    Operation::waitForAll();
}

void ShellHost::press(const char *objectName)
{
    auto *button = find<QAbstractButton>(objectName);
    QVERIFY2(button, objectName);
    QVERIFY2(button->isEnabled(), objectName);
    QTest::mouseClick(button, Qt::LeftButton);
}

void ShellHost::type(const QString &text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

void ShellHost::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &window, key, modifiers);
}

void ShellHost::openOrderAtFakeCa()
{
    key(Qt::Key_N, Qt::ControlModifier);
    press("ca.other");
    find<QLineEdit>("ca.url")->setText(FakeCa::directoryUrl().toString());
    press("ca.read");
    QTRY_VERIFY(order().directory.has_value() && order().order.directoryUrl == FakeCa::directoryUrl().toString());
}

void ShellHost::openOrderAtNames()
{
    openOrderAtFakeCa();
    if (auto *agree = find<QCheckBox>("tos.agree"))
        agree->click();
    press("foot.next");
    QTRY_COMPARE(order().step, issuance::Step::Names);
    QTRY_VERIFY(order().running.isEmpty());
}

void applyLook(ui::ThemeMode mode)
{
    QFont font = QApplication::font();
    if (QFontDatabase::families().contains(QStringLiteral("Inter")))
        font.setFamily(QStringLiteral("Inter"));
    font.setPixelSize(13);
    QApplication::setFont(font);
    ui::applyTheme(*qApp, mode);
}

QString pictureFile(const QString &name)
{
    const QDir folder(QStringLiteral(CERTWRIGHT_BINARY_DIR "/pictures"));
    folder.mkpath(QStringLiteral("."));
    return folder.filePath(name + QStringLiteral(".png"));
}

QStringList namelessIn(const QWidget &root)
{
    QStringList nameless;
    const QList<QWidget *> widgets = root.findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        const bool isInner = widget->objectName().startsWith(u"qt_");
        if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) || isInner)
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        if (!accessible || accessible->text(QAccessible::Name).isEmpty())
            nameless.append(QStringLiteral("%1 %2").arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName()));
    }
    return nameless;
}

} // namespace cw::test
