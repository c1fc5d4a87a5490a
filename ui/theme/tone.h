// SPDX-License-Identifier: MIT
#pragma once

namespace cw::ui
{

// What a piece of the surface says. Never colour alone: a tone always comes with an icon and a word.
enum class Tone { Neutral, Accent, Ok, Warn, Fail, Pend };

// The colour of a line or a letter.
enum class Ink { Text, Text2, Accent, OnAccent, Ok, Warn, Fail, Pend, Strong };

} // namespace cw::ui
