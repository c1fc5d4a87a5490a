// SPDX-License-Identifier: MIT
#include "practice/labfolder.h"

#include "practice/labfiles.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <array>

namespace cw::practice
{

namespace
{

QByteArray randomSecret()
{
    std::array<quint32, 8> words;
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return QByteArray(reinterpret_cast<const char *>(words.data()), sizeof(words)).toBase64();
}

Result<Nothing> write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly | QIODevice::NewOnly) && file.write(content) == content.size()
        && file.flush();
    if (!isWritten)
        return Failure(StoreFailure {StoreFailure::Kind::NotWritable, path, file.errorString()});
    return Nothing();
}

} // namespace

Result<QString> makeLabFolder(const LabPorts &ports, const LocalTlsFiles &tls)
{
    // Made with mode 0700, so its files need no care.
    QTemporaryDir folder(QDir::tempPath() + QStringLiteral("/certwright-practice-XXXXXX"));
    if (!folder.isValid())
        return Failure(StoreFailure {StoreFailure::Kind::NotWritable, QDir::tempPath(), folder.errorString()});

    QList<LabFile> files = labFiles(ports, randomSecret());
    files.append({QString::fromLatin1(RootFileName), tls.rootPem});
    files.append({QStringLiteral("https.pem"), tls.certificatePem});
    files.append({QStringLiteral("https.key"), tls.keyPem});
    for (const LabFile &file : files) {
        if (const Result<Nothing> written = write(folder.filePath(file.name), file.content); !written)
            return written.failure();
    }
    folder.setAutoRemove(false);
    return folder.path();
}

} // namespace cw::practice
