// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace cw::ui
{

// Why the practice mode cannot be started on this computer, and what to install; empty: it can.
QString whyNoPractice();

} // namespace cw::ui
