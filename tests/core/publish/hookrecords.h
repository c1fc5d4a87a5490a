// SPDX-License-Identifier: MIT
#pragma once

#include "publish/publisher.h"

#include <QFile>

namespace cw::test
{

inline publish::TxtRecord hookRecord(const char *identifier, const char *owner, const char *zone, const QByteArray &value)
{
    publish::TxtRecord record;
    record.owner = dns::Name::parse(QString::fromLatin1(owner)).value();
    record.zone = dns::Name::parse(QString::fromLatin1(zone)).value();
    record.value = value;
    record.identifier = QString::fromLatin1(identifier);
    record.token = QStringLiteral("token-of-") + QString::fromLatin1(value);
    record.keyAuthorization = record.token + QStringLiteral(".thumbprint");
    return record;
}

// An executable file.
inline QString writeHook(const QString &path, const QByteArray &content)
{
    QFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(content) == content.size()
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    if (!isWritten)
        qFatal("cannot write the hook");
    return path;
}

inline QString readText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace cw::test
