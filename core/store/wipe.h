// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace cw::store
{

// Overwrites a secret before its memory is given back. Copies that share the bytes keep theirs.
void wipe(QByteArray &secret);

} // namespace cw::store
