// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <optional>

namespace cw::practice
{

// What the programs of the lab listen on, at 127.0.0.1.
struct LabPorts {
    quint16 dns = 0; // UDP and TCP
    quint16 resolver = 0; // UDP and TCP
    quint16 acme = 0; // TCP
    quint16 management = 0; // TCP
};

// Four that nobody uses now. Somebody else may take one before our program does: then look again.
std::optional<LabPorts> findFreePorts();

} // namespace cw::practice
