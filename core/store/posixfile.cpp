// SPDX-License-Identifier: MIT
#include "store/posixfile.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace cw::store
{

FileHandle::~FileHandle()
{
    if (isOpen())
        ::close(m_descriptor);
}

int writeAll(const FileHandle &file, const QByteArray &content)
{
    qsizetype done = 0;
    while (done < content.size()) {
        const ssize_t count = ::write(file.descriptor(), content.constData() + done, size_t(content.size() - done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return errno;
        done += count;
    }
    return 0;
}

int flushToDisk(const FileHandle &file)
{
    return ::fsync(file.descriptor()) == 0 ? 0 : errno;
}

int flushFolder(const QString &folder)
{
    const FileHandle handle(::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!handle.isOpen())
        return errno;
    const int error = flushToDisk(handle);
    // Some file systems cannot flush a folder; there is nothing better to do then.
    return error == EINVAL ? 0 : error;
}

StoreFailure writeFailure(int error, const QString &path)
{
    // EFBIG is the limit of a user (ulimit -f) or of the file system: there is no room for this file either.
    const bool isFull = error == ENOSPC || error == EDQUOT || error == EFBIG;
    return {isFull ? StoreFailure::Kind::DiskFull : StoreFailure::Kind::NotWritable, path,
            QString::fromLocal8Bit(std::strerror(error))};
}

} // namespace cw::store
