// SPDX-License-Identifier: MIT
#include "base/clock.h"

#include "base/waitfor.h"

namespace cw
{

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

std::chrono::milliseconds SystemClock::ticks() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

bool SystemClock::sleep(std::chrono::milliseconds time, CancelToken &token)
{
    return waitFor([](const std::function<void()> &) { }, time, token) == WaitEnd::TimedOut;
}

} // namespace cw
