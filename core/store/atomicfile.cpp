// SPDX-License-Identifier: MIT
#include "store/atomicfile.h"

#include "store/posixfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cw::store
{

namespace
{

// Everything up to the rename. 0 or an errno.
int fillTemporary(const FileHandle &file, const QByteArray &content, Privacy privacy)
{
    if (!file.isOpen())
        return errno;
    if (privacy == Privacy::WorldReadable && ::fchmod(file.descriptor(), 0644) != 0)
        return errno;
    if (const int error = writeAll(file, content))
        return error;
    return flushToDisk(file);
}

} // namespace

Result<Nothing> writeFile(const QString &path, const QByteArray &content, Privacy privacy)
{
    // Not QSaveFile: it makes its file with 0666 less the umask, so another user could open it before the mode is set and
    // read the key through that descriptor later. mkostemp() makes it with 0600.
    const QFileInfo info(path);
    const QByteArray target = QFile::encodeName(path);
    QByteArray temporary = QFile::encodeName(QStringLiteral("%1/.%2.XXXXXX").arg(info.path(), info.fileName()));
    const FileHandle file(::mkostemp(temporary.data(), O_CLOEXEC));
    int error = fillTemporary(file, content, privacy);
    if (error == 0 && std::rename(temporary.constData(), target.constData()) != 0)
        error = errno;
    if (error != 0) {
        if (file.isOpen())
            ::unlink(temporary.constData());
        return Failure(writeFailure(error, path));
    }
    if (const int folderError = flushFolder(info.path()))
        return Failure(writeFailure(folderError, path));
    return Nothing();
}

Result<QByteArray> readFile(const QString &path, qint64 atMost)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Failure(StoreFailure {StoreFailure::Kind::NotReadable, path, file.errorString()});
    const QByteArray content = file.read(atMost + 1);
    if (file.error() != QFileDevice::NoError)
        return Failure(StoreFailure {StoreFailure::Kind::NotReadable, path, file.errorString()});
    if (content.size() > atMost)
        return Failure(StoreFailure {StoreFailure::Kind::Damaged, path, QStringLiteral("> %1 B").arg(atMost)});
    return content;
}

Result<Nothing> makeFolder(const QString &path)
{
    const QFileInfo info(QDir::cleanPath(path));
    if (info.isDir())
        return Nothing();
    if (const Result<Nothing> parent = makeFolder(info.path()); !parent)
        return parent;
    if (::mkdir(QFile::encodeName(info.filePath()).constData(), 0700) != 0 && errno != EEXIST)
        return Failure(writeFailure(errno, path));
    if (!QFileInfo(info.filePath()).isDir())
        return Failure(writeFailure(ENOTDIR, path));
    if (const int error = flushFolder(info.path()))
        return Failure(writeFailure(error, path));
    return Nothing();
}

Result<Nothing> removeFile(const QString &path)
{
    if (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT)
        return Failure(writeFailure(errno, path));
    return Nothing();
}

} // namespace cw::store
