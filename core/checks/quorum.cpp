// SPDX-License-Identifier: MIT
#include "checks/quorum.h"

#include <algorithm>

namespace cw::checks
{

namespace
{

bool isAsked(const ServerSight &server)
{
    return server.state != SeenState::NotAsked;
}

bool isGood(const ServerSight &server)
{
    return server.state == SeenState::Seen && server.trouble == Trouble::None;
}

bool canBeMadeUpFor(const ServerSight &server)
{
    return server.trouble == Trouble::PassedOver || server.trouble == Trouble::Silent;
}

bool isIpv6(const ServerSight &server)
{
    return server.address.contains(u':');
}

// Two addresses of one host of which only one works: the parent may have handed out just the other one (stale glue).
bool isHostWhole(const QList<ServerSight> &servers, const ServerSight &good)
{
    return std::none_of(servers.cbegin(), servers.cend(), [&good](const ServerSight &other) {
        return other.server == good.server && isIpv6(other) == isIpv6(good) && isAsked(other) && !isGood(other);
    });
}

} // namespace

bool isCertain(QList<ServerSight> &servers)
{
    const auto isFine = [](const ServerSight &server) {
        return !isAsked(server) || isGood(server) || canBeMadeUpFor(server);
    };
    const auto good = std::count_if(servers.cbegin(), servers.cend(), [&servers](const ServerSight &server) {
        return isGood(server) && server.namedBy != NamedBy::Zone && isHostWhole(servers, server);
    });
    const auto silent = std::count_if(servers.cbegin(), servers.cend(),
        [](const ServerSight &server) { return isAsked(server) && server.trouble == Trouble::Silent; });
    const bool isEnough = good > 0 && silent <= 1 && std::all_of(servers.cbegin(), servers.cend(), isFine);
    for (ServerSight &server : servers)
        server.isHarmless = isEnough && canBeMadeUpFor(server);
    return isEnough;
}

} // namespace cw::checks
