// SPDX-License-Identifier: MIT
#pragma once

#include "checks/propagation.h"
#include "checks/propagationwatch.h"
#include "issuance/issuestate.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace cw::issuance
{

// Decides when to look again, and what the looks mean together. Knows no network: `look` starts one look, and its result
// comes back through take(). GUI thread.
class WatchLoop : public QObject
{
    Q_OBJECT

public:
    // `seed`: of the small random part of the waits.
    WatchLoop(Clock &clock, std::function<void()> look, quint32 seed, QObject *parent = nullptr);

    // What was seen before a restart: shown until the next look, and counts for nothing.
    void restore(const WatchState &before);
    void start(); // from the beginning: nothing counts that was seen before
    void stop();
    void lookNow();
    void setPaused(bool isPaused);
    void setWindowVisible(bool isVisible);

    // The outcome of a look; a failed one (no network) only makes the next one later.
    void take(const Result<checks::Look> &look);

    const WatchState &state() const { return m_state; }

Q_SIGNALS:
    void changed();
    void becameSafe();

private:
    void planNextLook();
    void beginLook();

    Clock &m_clock;
    std::function<void()> m_look;
    QTimer m_timer;
    WatchState m_state;
    checks::PropagationWatch m_watch;
    quint32 m_seed;
    bool m_isActive = false;
    bool m_isLooking = false;
    bool m_isWindowVisible = true;
};

} // namespace cw::issuance
