// SPDX-License-Identifier: MIT
#include "checks/lookschedule.h"

#include <QRandomGenerator>

#include <array>

namespace cw::checks
{

using namespace std::chrono_literals;

namespace
{

std::chrono::milliseconds plainWait(int looksSoFar, std::chrono::milliseconds sinceStart)
{
    constexpr std::array<std::chrono::seconds, 6> first{2s, 3s, 5s, 8s, 13s, 20s};
    if (looksSoFar <= int(first.size()))
        return first.at(size_t(looksSoFar) - 1);
    return sinceStart < 15min ? 30s : 60s;
}

} // namespace

std::chrono::milliseconds LookSchedule::waitBefore(int looksSoFar, std::chrono::milliseconds sinceStart) const
{
    if (looksSoFar < 1)
        return 0ms;
    QRandomGenerator random(m_seed + quint32(looksSoFar));
    constexpr int WidestPercent = 20;
    const int percent = random.bounded(100 - WidestPercent, 100 + WidestPercent + 1);
    return plainWait(looksSoFar, sinceStart) * percent / 100;
}

} // namespace cw::checks
