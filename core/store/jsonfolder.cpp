// SPDX-License-Identifier: MIT
#include "store/jsonfolder.h"

#include "store/atomicfile.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRegularExpression>

namespace cw::store
{

Result<Nothing> writeJson(const QString &path, const QJsonObject &json)
{
    const Result<Nothing> folder = makeFolder(QFileInfo(path).path());
    if (!folder)
        return folder.failure();
    return writeFile(path, QJsonDocument(json).toJson(QJsonDocument::Indented), Privacy::OwnerOnly);
}

Result<QJsonObject> readJson(const QString &path)
{
    if (!QFile::exists(path))
        return Failure(StoreFailure {StoreFailure::Kind::UnknownId, path, {}});
    const Result<QByteArray> content = readFile(path);
    if (!content)
        return content.failure();
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(*content, &error);
    if (!document.isObject())
        return Failure(StoreFailure {StoreFailure::Kind::Damaged, path, error.errorString()});
    return document.object();
}

bool isSafeId(const QString &id)
{
    static const QRegularExpression pattern(QStringLiteral("\\A[A-Za-z0-9][A-Za-z0-9.-]{0,99}\\z"));
    return pattern.match(id).hasMatch();
}

} // namespace cw::store
