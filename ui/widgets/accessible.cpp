// SPDX-License-Identifier: MIT
#include "ui/widgets/accessible.h"

#include <QAccessibleWidget>
#include <QWidget>

namespace cw::ui
{

namespace
{

constexpr auto RoleProperty = "accessibleRole";

QAccessibleInterface *roleInterface(const QString &, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    if (!widget)
        return nullptr;
    const QVariant role = widget->property(RoleProperty);
    return role.isValid() ? new QAccessibleWidget(widget, static_cast<QAccessible::Role>(role.toInt())) : nullptr;
}

void tell(QWidget *widget, QAccessible::Event type)
{
    QAccessibleEvent event(widget, type);
    QAccessible::updateAccessibility(&event);
}

} // namespace

void setAccessibleRole(QWidget *widget, QAccessible::Role role)
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(roleInterface);
        return true;
    }();
    Q_UNUSED(isInstalled)
    widget->setProperty(RoleProperty, static_cast<int>(role));
}

void setAccessibleText(QWidget *widget, const QString &name, const QString &description)
{
    if (widget->accessibleName() != name) {
        widget->setAccessibleName(name);
        tell(widget, QAccessible::NameChanged);
    }
    if (widget->accessibleDescription() != description) {
        widget->setAccessibleDescription(description);
        tell(widget, QAccessible::DescriptionChanged);
    }
}

} // namespace cw::ui
