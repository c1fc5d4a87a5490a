// SPDX-License-Identifier: MIT
#include "issuance/gonewatch.h"

#include <algorithm>

namespace cw::issuance
{

using checks::SeenState;

namespace
{

QList<checks::ExpectedRecord> byHand(const store::OrderRecord &order, bool (*isMeant)(const store::NameRecord &))
{
    QList<checks::ExpectedRecord> left;
    for (const store::NameRecord &record : order.records) {
        if (record.publication == store::Publication::ByHand && isMeant(record)) {
            left.append({record.name, dns::Name::parse(record.validationName).value_or(dns::Name()),
                {record.value.toLatin1()}});
        }
    }
    return left;
}

} // namespace

QList<checks::ExpectedRecord> leftByHand(const store::OrderRecord &order)
{
    return byHand(order, [](const store::NameRecord &record) { return !record.isStanding; });
}

QList<checks::ExpectedRecord> standingByHand(const store::OrderRecord &order)
{
    return byHand(order, [](const store::NameRecord &record) { return record.isStanding; });
}

bool isGone(const checks::NameSight &sight)
{
    const auto saysNo = [](const checks::ServerSight &server) {
        return server.state == SeenState::Missing || server.state == SeenState::Other;
    };
    const auto isNotAsked = [](const checks::ServerSight &server) { return server.state == SeenState::NotAsked; };
    return std::any_of(sight.servers.cbegin(), sight.servers.cend(), saysNo)
        && std::all_of(sight.servers.cbegin(), sight.servers.cend(),
            [&](const checks::ServerSight &server) { return saysNo(server) || isNotAsked(server); });
}

QStringList serversThatHaveIt(const checks::NameSight &sight)
{
    QStringList servers;
    for (const checks::ServerSight &server : sight.servers) {
        if (server.state == SeenState::Seen && !servers.contains(server.server))
            servers.append(server.server);
    }
    return servers;
}

GoneWatch::GoneWatch(std::function<void()> look, QObject *parent)
    : QObject(parent)
    , m_look(std::move(look))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &GoneWatch::begin);
}

std::chrono::seconds GoneWatch::waitAfter(int looks)
{
    constexpr std::chrono::seconds Shortest{30};
    constexpr std::chrono::seconds Longest{300};
    return std::min(Longest, Shortest * (1 << std::clamp(looks - 1, 0, 8)));
}

void GoneWatch::setWatched(bool isWatched)
{
    if (m_isWatched == isWatched)
        return;
    m_isWatched = isWatched;
    m_timer.stop();
    m_isLooking = m_isLooking && isWatched; // the look of before may be dropped
    if (isWatched)
        lookNow();
}

void GoneWatch::lookNow()
{
    m_looks = 0;
    if (!m_isLooking)
        begin();
}

void GoneWatch::begin()
{
    m_timer.stop();
    m_isLooking = true;
    ++m_looks;
    m_look();
}

void GoneWatch::took(Left left)
{
    m_isLooking = false;
    if (m_isWatched && left == Left::Some)
        m_timer.start(waitAfter(m_looks));
}

} // namespace cw::issuance
