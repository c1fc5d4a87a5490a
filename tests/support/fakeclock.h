// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"

#include <QList>

#include <functional>

namespace cw::test
{

// Time that passes only when somebody sleeps. Every sleep is noted, and onSleep may change the world meanwhile.
class FakeClock final : public Clock
{
public:
    QDateTime now() const override { return m_start.addMSecs(m_passed.count()); }
    std::chrono::milliseconds ticks() const override { return m_passed; }
    bool sleep(std::chrono::milliseconds time, CancelToken &token) override;

    void advance(std::chrono::milliseconds time) { m_passed += time; }

    QList<std::chrono::milliseconds> sleeps;
    std::function<void()> onSleep;

private:
    QDateTime m_start = QDateTime(QDate(2026, 11, 22), QTime(14, 0), Qt::UTC);
    std::chrono::milliseconds m_passed { 0 };
};

} // namespace cw::test
