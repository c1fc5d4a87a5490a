// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace cw::ui
{

struct Deed {
    QString question; // "Forget this order?"
    QString consequence;
    QString button; // "Forget"
};

// Asks before a deed that cannot be undone; Cancel is the default. Returns at once.
void confirm(QWidget *window, const Deed &deed, std::function<void()> go);

} // namespace cw::ui
