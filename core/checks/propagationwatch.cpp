// SPDX-License-Identifier: MIT
#include "checks/propagationwatch.h"

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

} // namespace

void PropagationWatch::add(const Look &look)
{
    Point point{look.time};
    QHash<QString, QDateTime> completeSince;
    for (const NameSight &name : look.names) {
        if (name.isComplete)
            completeSince.insert(name.identifier, m_completeSince.value(name.identifier, look.time));
        for (const ServerSight &server : name.servers) {
            if (server.state == SeenState::NotAsked)
                continue;
            ++point.servers;
            if (server.state != SeenState::Seen)
                continue;
            ++point.seen;
            const auto key = std::pair(name.identifier, server.address);
            if (!m_firstSeen.contains(key))
                m_firstSeen.insert(key, look.time);
        }
    }
    m_completeSince = completeSince;
    m_lastLook = look;
    m_timeline.append(point);
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

std::chrono::milliseconds PropagationWatch::waitBeforeNextLook() const
{
    if (!m_lastLook)
        return 0ms;
    if (m_lastLook->isComplete() && !isSafe()) {
        const QDateTime latest = *std::max_element(m_completeSince.cbegin(), m_completeSince.cend());
        return std::max(0ms, std::chrono::milliseconds(RoundDistance) - distance(latest, m_lastLook->time));
    }
    return waitBeforeLook(int(m_timeline.size()), distance(m_timeline.first().time, m_lastLook->time));
}

} // namespace cw::checks
