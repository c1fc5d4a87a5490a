// SPDX-License-Identifier: MIT
#pragma once

#include "base/canceltoken.h"

#include <chrono>
#include <functional>

namespace cw
{

enum class WaitEnd { Done, TimedOut, Canceled };

// The only place where a worker thread waits. Runs a private event loop until `done` is called by something that
// `start` has set up (a socket's or a reply's signal), the time is over, or the token is canceled.
// `start` runs inside; it gets the function to call when there is nothing left to wait for.
// Never call it on the GUI thread.
WaitEnd waitFor(const std::function<void(const std::function<void()> &done)> &start, std::chrono::milliseconds timeout,
                CancelToken &token);

constexpr std::chrono::milliseconds NoTimeout { -1 };

} // namespace cw
