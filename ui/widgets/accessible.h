// SPDX-License-Identifier: MIT
#pragma once

#include <QAccessible>

class QWidget;

namespace cw::ui
{

// Gives a widget that paints itself a role for screen readers; its name and description are the widget's own
// accessibleName and accessibleDescription.
void setAccessibleRole(QWidget *widget, QAccessible::Role role);

// Sets the name and tells those who listen when it is another one.
void setAccessibleText(QWidget *widget, const QString &name, const QString &description = {});

} // namespace cw::ui
