// SPDX-License-Identifier: MIT
#include "checks/serials.h"

#include <algorithm>

namespace cw::checks
{

bool isNewerSerial(quint32 a, quint32 b)
{
    constexpr quint32 HalfTheSpace = 0x80000000U;
    const quint32 distance = a - b;
    return distance != 0 && distance < HalfTheSpace;
}

void compareSerials(QList<ServerSight> &servers)
{
    std::optional<quint32> newest;
    for (const ServerSight &server : std::as_const(servers)) {
        if (server.serial && (!newest || isNewerSerial(*server.serial, *newest)))
            newest = server.serial;
    }
    for (ServerSight &server : servers)
        server.behind = server.serial && isNewerSerial(*newest, *server.serial) ? *newest - *server.serial : 0;
}

} // namespace cw::checks
