// SPDX-License-Identifier: MIT
#include "issuance/saveflow.h"

#include "issuance/filecontent.h"
#include "store/atomicfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace cw::issuance
{

namespace
{

// "fullchain.pem" -> "fullchain-2.pem": the first number at which none of the files is taken, the same for all of them.
QString numbered(const QString &file, int number)
{
    return number == 1 ? file : QStringLiteral("%1-%2%3").arg(file.chopped(4)).arg(number).arg(file.right(4));
}

int freeNumber(const SaveRequest &request)
{
    for (int number = 1;; ++number) {
        const bool isFree = std::none_of(request.files.begin(), request.files.end(), [&](const QString &file) {
            return QFile::exists(request.folder + u'/' + numbered(file, number));
        });
        if (isFree)
            return number;
    }
}

Result<Nothing> writeAndReadBack(const QString &path, const QByteArray &content, FileKind kind)
{
    const store::Privacy privacy = holdsKey(kind) ? store::Privacy::OwnerOnly : store::Privacy::WorldReadable;
    if (const Result<Nothing> written = store::writeFile(path, content, privacy); !written)
        return written.failure();
    const Result<QByteArray> readBack = store::readFile(path);
    if (!readBack)
        return readBack.failure();
    if (*readBack != content)
        return Failure(StoreFailure {StoreFailure::Kind::ReadBackDiffers, path, {}});
    return Nothing();
}

// The files that are wanted, and what will be in them.
struct PlannedFile {
    FileKind kind;
    QByteArray content;
};

Result<QList<PlannedFile>> plannedFiles(const Environment &environment, const store::CertificateRecord &certificate,
                                        const SaveRequest &request)
{
    QList<PlannedFile> planned;
    for (const QString &file : request.files) {
        const std::optional<FileKind> kind = fileKindFromName(file);
        if (!kind)
            return Failure(BadInput {BadInput::Fault::UnknownFormat, file, {}});
        Result<QByteArray> content = fileContent(environment, certificate, *kind, request);
        if (!content)
            return content.failure();
        planned.append({*kind, std::move(*content)});
    }
    return planned;
}

} // namespace

bool SaveRequest::holdsKey() const
{
    return std::any_of(files.begin(), files.end(), [](const QString &file) {
        const std::optional<FileKind> kind = fileKindFromName(file);
        return kind && issuance::holdsKey(*kind);
    });
}

QStringList existingFiles(const SaveRequest &request)
{
    QStringList existing;
    for (const QString &file : request.files) {
        if (QFile::exists(request.folder + u'/' + file))
            existing.append(file);
    }
    return existing;
}

Result<SavedFiles> saveCertificate(const Environment &environment, const store::CertificateRecord &certificate,
                                   const SaveRequest &request)
{
    if (request.folder.trimmed().isEmpty())
        return Failure(BadInput {BadInput::Fault::FolderMissing, {}, {}});
    if (request.files.isEmpty())
        return Failure(BadInput {BadInput::Fault::NothingToDo, {}, {}});
    const QStringList existing = existingFiles(request);
    if (request.ifExists == SaveRequest::IfExists::Ask && !existing.isEmpty())
        return Failure(StoreFailure {StoreFailure::Kind::Exists, request.folder, existing.join(QStringLiteral(", "))});

    // Everything is read before the first file is written: half a set helps nobody.
    const Result<QList<PlannedFile>> planned = plannedFiles(environment, certificate, request);
    if (!planned)
        return planned.failure();
    if (const Result<Nothing> made = store::makeFolder(request.folder); !made)
        return made.failure();
    const int number = request.ifExists == SaveRequest::IfExists::Number ? freeNumber(request) : 1;
    SavedFiles saved {request.folder, {}};
    for (const PlannedFile &one : *planned) {
        const QString file = numbered(fileName(one.kind), number);
        if (const Result<Nothing> written = writeAndReadBack(request.folder + u'/' + file, one.content, one.kind); !written)
            return written.failure();
        saved.files.append(file);
    }
    return saved;
}

Result<Nothing> saveFile(const Environment &environment, const store::CertificateRecord &certificate, FileKind kind,
                         const QString &path, const SaveRequest &request)
{
    const QFileInfo file(path);
    if (request.ifExists != SaveRequest::IfExists::Replace && file.exists())
        return Failure(StoreFailure {StoreFailure::Kind::Exists, file.absolutePath(), file.fileName()});
    const Result<QByteArray> content = fileContent(environment, certificate, kind, request);
    if (!content)
        return content.failure();
    if (const Result<Nothing> made = store::makeFolder(file.absolutePath()); !made)
        return made.failure();
    return writeAndReadBack(file.absoluteFilePath(), *content, kind);
}

} // namespace cw::issuance
