// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace cw::store
{

enum class Privacy { OwnerOnly, WorldReadable }; // 0600, 0644

// Writes a whole file or nothing: temporary file in the same folder, flushed to disk, then renamed. The mode is right from
// the first byte on. StoreFailure NotWritable or DiskFull.
Result<Nothing> writeFile(const QString &path, const QByteArray &content, Privacy privacy);
Result<QByteArray> readFile(const QString &path, qint64 atMost = 16 * 1024 * 1024);
// Makes the folder and its parents with mode 0700.
Result<Nothing> makeFolder(const QString &path);

} // namespace cw::store
