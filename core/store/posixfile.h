// SPDX-License-Identifier: MIT
#pragma once

#include "base/failure.h"

#include <QByteArray>
#include <QString>

namespace cw::store
{

// An open file descriptor, closed with its owner. -1: none.
class FileHandle
{
public:
    explicit FileHandle(int descriptor) : m_descriptor(descriptor) { }
    ~FileHandle();
    Q_DISABLE_COPY_MOVE(FileHandle)

    bool isOpen() const { return m_descriptor >= 0; }
    int descriptor() const { return m_descriptor; }

private:
    int m_descriptor;
};

// 0 or the errno of the call that failed.
int writeAll(const FileHandle &file, const QByteArray &content);
int flushToDisk(const FileHandle &file);
// A new name is safe against a power cut only when the folder that holds it is on the disk too.
int flushFolder(const QString &folder);

// NotWritable, or DiskFull when the error says that there is no room left.
StoreFailure writeFailure(int error, const QString &path);

} // namespace cw::store
