// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <functional>

namespace cw::acme
{

// One look at a resource: whether it is final, and what the CA's Retry-After said (-1: nothing).
struct PollLook {
    bool isFinal = false;
    int retryAfterSeconds = -1;
};

struct PollLimits {
    std::chrono::seconds firstWait { 1 };
    std::chrono::seconds longestWait { 10 };
    std::chrono::seconds atMost { 600 };
};

// The only polling loop: looks until it is final, waits as long as Retry-After says (RFC 8555 7.5.1, 8.2), else a
// little longer each time. ProtocolFailure Unfinished when `atMost` would be passed, with the time until which the CA wants to
// be left alone in `detail` (ISO 8601) if it said so; Canceled; or what `look` failed with.
Result<Nothing> pollUntilFinal(
    Clock &clock, PollLimits limits, const std::function<Result<PollLook>(CancelToken &)> &look, CancelToken &token);

} // namespace cw::acme
