// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <chrono>

namespace cw::checks
{

// Waits between looks: 2, 3, 5, 8, 13, 20 s, then 30 s, after 15 min 60 s; each up to a fifth longer or shorter, so that
// many watchers do not meet at one server. The same seed gives the same row of waits.
class LookSchedule
{
public:
    explicit LookSchedule(quint32 seed) : m_seed(seed) { }

    // Zero before the first look.
    std::chrono::milliseconds waitBefore(int looksSoFar, std::chrono::milliseconds sinceStart) const;

private:
    quint32 m_seed;
};

} // namespace cw::checks
