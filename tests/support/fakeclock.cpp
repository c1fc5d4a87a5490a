// SPDX-License-Identifier: MIT
#include "support/fakeclock.h"

namespace cw::test
{

bool FakeClock::sleep(std::chrono::milliseconds time, CancelToken &token)
{
    if (token.isCanceled())
        return false;
    sleeps.append(time);
    m_passed += time;
    if (onSleep)
        onSleep();
    return !token.isCanceled();
}

} // namespace cw::test
