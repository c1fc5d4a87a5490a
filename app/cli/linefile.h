// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QByteArray>

namespace cw::cli
{

// The first line of a small file, without its end: how a passphrase is given. StoreFailure NotReadable.
Result<QByteArray> firstLineOf(const QString &path);

} // namespace cw::cli
