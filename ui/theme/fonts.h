// SPDX-License-Identifier: MIT
#pragma once

#include <QFont>

namespace cw::ui
{

enum class TextSize { Title, CardTitle, Body, Small, Sub };

double factorOf(TextSize size);

// The application's font, scaled. Never a fixed size.
QFont textFont(TextSize size, QFont::Weight weight = QFont::Normal);

// For names, values and commands: the system's fixed font, without ligatures ("xn--" must not become one long dash).
QFont fixedFont(TextSize size = TextSize::Body, QFont::Weight weight = QFont::Normal);

} // namespace cw::ui
