// SPDX-License-Identifier: MIT
#pragma once

class QLayout;

namespace cw::ui
{

// Takes all widgets out of a layout and drops them: lists on pages are short and made anew when they change.
void clearGrid(QLayout &layout);

} // namespace cw::ui
