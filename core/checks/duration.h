// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <chrono>

namespace cw::checks
{

// "40 s", "4 min", "2 h": translated, rounded up.
QString durationInWords(std::chrono::seconds time);

} // namespace cw::checks
