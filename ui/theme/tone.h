// SPDX-License-Identifier: MIT
#pragma once

namespace cw::ui
{

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

} // namespace cw::ui
