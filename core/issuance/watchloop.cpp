// SPDX-License-Identifier: MIT
#include "issuance/watchloop.h"

#include <QSet>

#include <algorithm>

namespace cw::issuance
{

namespace
{

constexpr std::chrono::milliseconds HiddenWait { 60000 };

SeenCount countSeen(const checks::Look &look)
{
    SeenCount count {look.time, 0, 0};
    for (const checks::NameSight &name : look.names) {
        for (const checks::ServerSight &server : name.servers) {
            count.total += server.state == checks::SeenState::NotAsked ? 0 : 1;
            count.seen += server.state == checks::SeenState::Seen ? 1 : 0;
        }
    }
    return count;
}

// Those that have every value now and were not noted before.
void noteFirstSights(QList<FirstSight> &noted, const checks::Look &look)
{
    QStringList hosts; // in the order of the look
    QSet<QString> lacking;
    for (const checks::NameSight &name : look.names) {
        const QList<checks::ServerSight> sights = name.servers + name.resolvers;
        for (const checks::ServerSight &sight : sights) {
            const bool isSeen = sight.state == checks::SeenState::Seen;
            if (isSeen && !hosts.contains(sight.server))
                hosts.append(sight.server);
            if (!isSeen && sight.state != checks::SeenState::NotAsked) // IPv6 may not be at hand here
                lacking.insert(sight.server);
        }
    }
    for (const QString &host : std::as_const(hosts)) {
        const bool isNoted
            = std::any_of(noted.begin(), noted.end(), [&host](const FirstSight &sight) { return sight.who == host; });
        if (!isNoted && !lacking.contains(host) && !host.isEmpty())
            noted.append({look.time, host});
    }
}

} // namespace

WatchLoop::WatchLoop(Clock &clock, std::function<void()> look, quint32 seed, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_look(std::move(look))
    , m_seed(seed)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &WatchLoop::beginLook);
}

void WatchLoop::restore(const WatchState &before)
{
    m_state = before;
    m_state.isSafe = false;
}

void WatchLoop::start()
{
    m_isActive = true;
    m_watch = checks::PropagationWatch(m_seed);
    if (!m_state.isLookOld) {
        m_state.started = m_clock.now();
        m_state.history.clear();
        m_state.firstSights.clear();
    }
    m_state.isSafe = false;
    m_state.isPaused = false;
    beginLook();
}

void WatchLoop::stop()
{
    m_isActive = false;
    m_timer.stop();
    m_state.nextLook = {};
}

void WatchLoop::lookNow()
{
    if (!m_isActive || m_isLooking)
        return;
    m_state.isPaused = false;
    beginLook();
}

void WatchLoop::setPaused(bool isPaused)
{
    if (m_state.isPaused == isPaused)
        return;
    m_state.isPaused = isPaused;
    planNextLook();
    Q_EMIT changed();
}

void WatchLoop::setWindowVisible(bool isVisible)
{
    if (m_isWindowVisible == isVisible)
        return;
    m_isWindowVisible = isVisible;
    planNextLook();
}

void WatchLoop::beginLook()
{
    if (m_isLooking)
        return;
    m_timer.stop();
    m_isLooking = true;
    m_state.nextLook = {};
    m_look();
    Q_EMIT changed();
}

void WatchLoop::take(const Result<checks::Look> &look)
{
    m_isLooking = false;
    if (!m_isActive)
        return;
    bool hasJustOpened = false;
    if (look) {
        m_watch.add(*look);
        hasJustOpened = m_watch.isSafe() && !m_state.isSafe;
        m_state.look = m_watch.lastLook();
        m_state.isLookOld = false;
        m_state.isSafe = m_watch.isSafe();
        m_state.history.append(countSeen(*look));
        checks::thinOut(m_state.history);
        noteFirstSights(m_state.firstSights, *look);
    } else {
        m_watch.addFailed(m_clock.now());
        m_state.isSafe = false;
    }
    planNextLook();
    Q_EMIT changed();
    if (hasJustOpened)
        Q_EMIT becameSafe();
}

void WatchLoop::planNextLook()
{
    m_timer.stop();
    m_state.nextLook = {};
    if (!m_isActive || m_isLooking || m_state.isPaused)
        return;
    std::chrono::milliseconds wait = m_watch.waitBeforeNextLook();
    if (!m_isWindowVisible && !m_watch.needsSecondRound())
        wait = std::max(wait, HiddenWait);
    m_timer.start(wait);
    m_state.nextLook = m_clock.now().addMSecs(wait.count());
}

} // namespace cw::issuance
