// SPDX-License-Identifier: MIT
#pragma once

namespace cw::ui
{

<<<<<<< HEAD
// What a colour means; each stands beside a shape and a word. The theme gives the colours.
enum class Tone {
    Neutral, // text2 on raised
    Info, // accent square, quiet text
    Accent, // running, selected
    Ok,
    Warn,
    Fail,
    Pend,
};
=======
// What a piece of the surface says. Never colour alone: a tone always comes with an icon and a word.
enum class Tone { Neutral, Accent, Ok, Warn, Fail, Pend };

// The colour of a line or a letter.
enum class Ink { Text, Text2, Accent, OnAccent, Ok, Warn, Fail, Pend, Strong };
>>>>>>> cb33e75 (Add the theme: tokens, icons, fonts and one style sheet)

} // namespace cw::ui
