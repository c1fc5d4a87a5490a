// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace cw::store
{

enum class Privacy { OwnerOnly, WorldReadable }; // 0600, 0644

// Writes a whole file or nothing: temporary file in the same folder, flushed to disk, then renamed. The mode is right from
// the first byte on. A symbolic link at `path` is replaced, not followed. StoreFailure NotWritable or DiskFull.
Result<Nothing> writeFile(const QString &path, const QByteArray &content, Privacy privacy);
// StoreFailure NotReadable; Damaged when there is more than `atMost`.
Result<QByteArray> readFile(const QString &path, qint64 atMost = 16 * 1024 * 1024);
// Makes the folder and its missing parents with mode 0700; leaves alone what is there.
Result<Nothing> makeFolder(const QString &path);
// No failure when there is none.
Result<Nothing> removeFile(const QString &path);

} // namespace cw::store
