// SPDX-License-Identifier: MIT
#include "checks/propagationwatch.h"

#include "checks/waiting.h"

#include <algorithm>

namespace cw::checks
{

using namespace std::chrono_literals;

namespace
{

std::chrono::milliseconds distance(const QDateTime &from, const QDateTime &to)
{
    return std::chrono::milliseconds(from.msecsTo(to));
}

// How long the longest-lived other value or alias at this name may be remembered by who asks now.
std::optional<std::chrono::seconds> formerTtl(const NameSight &name)
{
    std::optional<std::chrono::seconds> longest;
    for (const ServerSight &server : name.servers) {
        if (server.state == SeenState::Other && server.ttl)
            longest = std::max(longest.value_or(0s), *server.ttl);
    }
    return longest;
}

} // namespace

void PropagationWatch::add(const Look &look)
{
    if (m_looks++ == 0)
        m_start = look.time;
    m_lastTime = look.time;
    m_lastLook = look;
    Point point{look.time};
    QHash<QString, QDateTime> completeSince;
    for (NameSight &name : m_lastLook->names) {
        if (name.isComplete)
            completeSince.insert(name.identifier, m_completeSince.value(name.identifier, look.time));
        for (const ServerSight &server : std::as_const(name.servers)) {
            const bool isSeen = server.state == SeenState::Seen;
            point.servers += server.state == SeenState::NotAsked ? 0 : 1;
            point.seen += isSeen ? 1 : 0;
            const auto key = std::pair(name.identifier, server.address);
            if (isSeen && !m_firstSeen.contains(key))
                m_firstSeen.insert(key, look.time);
            if (isSeen && !m_firstSeenAnywhere.contains(name.identifier))
                m_firstSeenAnywhere.insert(name.identifier, look.time);
        }
        learn(name, look.time);
    }
    m_completeSince = completeSince;
    m_timeline.append(point);
    thinOut(m_timeline);
}

void PropagationWatch::addFailed(const QDateTime &time)
{
    if (m_looks++ == 0)
        m_start = time;
    m_lastTime = time;
    m_completeSince.clear();
}

// dns-checks section 3: t_old, and the latest time at which a secondary looks by itself when a NOTIFY was lost.
void PropagationWatch::learn(NameSight &name, const QDateTime &time)
{
    if (const auto ttl = formerTtl(name))
        m_former.insert(name.identifier, {time, *ttl});
    const auto former = m_former.constFind(name.identifier);
    if (former != m_former.cend()) {
        const QDateTime until = former->lastSeen.addSecs(former->ttl.count());
        if (until > time)
            name.waiting = laterOf(name.waiting, Waiting{until, Waiting::Reason::OldValue});
    }
    const QDateTime first = m_firstSeenAnywhere.value(name.identifier);
    if (name.expectedBy.isValid() && first.isValid())
        name.expectedBy = first.addSecs(name.refresh.count());
}

bool PropagationWatch::isSafe() const
{
    return m_lastLook && !m_lastLook->names.isEmpty()
        && std::all_of(m_lastLook->names.cbegin(), m_lastLook->names.cend(),
            [this](const NameSight &name) { return isSafe(name.identifier); });
}

bool PropagationWatch::isSafe(const QString &identifier) const
{
    const auto since = m_completeSince.constFind(identifier);
    return since != m_completeSince.cend() && distance(*since, m_lastLook->time) >= RoundDistance;
}

QDateTime PropagationWatch::firstSeen(const QString &identifier, const QString &address) const
{
    return m_firstSeen.value(std::pair(identifier, address));
}

bool PropagationWatch::needsSecondRound() const
{
    return m_lastLook && m_lastLook->isComplete() && !m_completeSince.isEmpty() && !isSafe();
}

std::chrono::milliseconds PropagationWatch::waitBeforeNextLook() const
{
    if (needsSecondRound()) {
        const QDateTime latest = *std::max_element(m_completeSince.cbegin(), m_completeSince.cend());
        return std::max(0ms, std::chrono::milliseconds(RoundDistance) - distance(latest, m_lastLook->time));
    }
    return m_schedule.waitBefore(m_looks, distance(m_start, m_lastTime));
}

} // namespace cw::checks
