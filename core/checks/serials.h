// SPDX-License-Identifier: MIT
#pragma once

#include "checks/propagation.h"

namespace cw::checks
{

// Whether serial `a` is newer than `b`: sequence space arithmetic, RFC 1982 3.2. Numbers exactly half the space apart have
// no order; then neither is newer.
bool isNewerSerial(quint32 a, quint32 b);

// Sets `behind` of each server from the newest serial of all.
void compareSerials(QList<ServerSight> &servers);

} // namespace cw::checks
