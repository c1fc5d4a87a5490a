// SPDX-License-Identifier: MIT
#pragma once

#include "dns/record.h"

namespace cw::dns
{

// The rdata of `length` bytes at `position` of a message, with its names written out. Null when it is not well formed.
std::optional<QByteArray> expandRdata(const QByteArray &message, qsizetype position, int length, Type type);

} // namespace cw::dns
