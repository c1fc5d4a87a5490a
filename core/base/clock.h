// SPDX-License-Identifier: MIT
#pragma once

#include "base/canceltoken.h"

#include <QDateTime>

#include <chrono>

namespace cw
{

// The time and the only way to let time pass; tests put a fake in its place. Callable on any thread.
class Clock
{
public:
    virtual ~Clock() = default;

    virtual QDateTime now() const = 0; // UTC
    // Milliseconds that never jump, for measuring.
    virtual std::chrono::milliseconds ticks() const = 0;
    // Returns early, with false, when the token is canceled. Not on the GUI thread.
    virtual bool sleep(std::chrono::milliseconds time, CancelToken &token) = 0;
};

class SystemClock final : public Clock
{
public:
    QDateTime now() const override;
    std::chrono::milliseconds ticks() const override;
    bool sleep(std::chrono::milliseconds time, CancelToken &token) override;
};

} // namespace cw
