// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/tokens.h"

#include <QFont>
#include <QString>

namespace cw::ui
{

// The one style sheet of the program: resources/style/certwright.qss with its @names filled in.
QString styleSheet(const Tokens &tokens, const QFont &base);

} // namespace cw::ui
