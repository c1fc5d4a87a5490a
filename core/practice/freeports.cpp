// SPDX-License-Identifier: MIT
#include "practice/freeports.h"

#include "practice/localsocket.h"

#include <QList>

#include <memory>
#include <vector>

namespace cw::practice
{

namespace
{

constexpr int Tries = 50;

} // namespace

std::optional<LabPorts> findFreePorts()
{
    // All are held until all are found, so that no port is found twice.
    std::vector<std::unique_ptr<LocalSocket>> held;
    QList<quint16> found;
    for (int attempt = 0; attempt < Tries && found.size() < 4; ++attempt) {
        auto tcp = std::make_unique<LocalSocket>(LocalSocket::Kind::Tcp);
        auto udp = std::make_unique<LocalSocket>(LocalSocket::Kind::Udp);
        const quint16 port = tcp->bindTo(0);
        if (port != 0 && udp->bindTo(port) == port)
            found.append(port);
        held.push_back(std::move(tcp));
        held.push_back(std::move(udp));
    }
    if (found.size() < 4)
        return std::nullopt;
    return LabPorts {found.at(0), found.at(1), found.at(2), found.at(3)};
}

} // namespace cw::practice
