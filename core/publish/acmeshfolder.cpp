// SPDX-License-Identifier: MIT
#include "publish/acmeshfolder.h"

#include "publish/acmeshsettings.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QStandardPaths>

namespace cw::publish
{

namespace
{

constexpr qint64 LargestSetting = 64 * 1024;

QString folderTemplate()
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const bool isUsable = !runtime.isEmpty() && QFileInfo(runtime).isWritable();
    return (isUsable ? runtime : QDir::tempPath()) + QStringLiteral("/certwright-hook-XXXXXX");
}

Result<Nothing> write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly | QIODevice::Truncate)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && file.write(content) == content.size() && file.flush();
    if (isWritten)
        return Nothing();
    return Failure(StoreFailure {StoreFailure::Kind::NotWritable, path, file.errorString()});
}

void overwrite(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        return;
    const QByteArray zeros(4096, '\0');
    for (qint64 left = file.size(); left > 0; left -= zeros.size())
        file.write(zeros.first(qMin<qint64>(left, zeros.size())));
    file.flush();
}

// Settings of acme.sh itself, of no use to a script, or of other effect here.
bool isOfAcmeSh(const QString &name)
{
    static const QStringList names {
        QStringLiteral("ACCOUNT_EMAIL"), QStringLiteral("ACCOUNT_KEY_PATH"), QStringLiteral("AUTO_UPGRADE"),
        QStringLiteral("CERT_HOME"), QStringLiteral("DEFAULT_ACME_SERVER"), QStringLiteral("HTTP_HEADER"),
        QStringLiteral("LE_WORKING_DIR"), QStringLiteral("LE_CONFIG_HOME"), QStringLiteral("LOG_FILE"),
        QStringLiteral("LOG_LEVEL"), QStringLiteral("NO_TIMESTAMP"), QStringLiteral("PATH"), QStringLiteral("SYS_LOG"),
        QStringLiteral("UPGRADE_HASH"), QStringLiteral("USER_AGENT"), QStringLiteral("USER_PATH")};
    return names.contains(name) || name.startsWith(u"NOTIFY_");
}

} // namespace

QMap<QString, QString> installedSettings(const QString &script)
{
    const QDir folder = QFileInfo(script).absoluteDir();
    QMap<QString, QString> settings;
    for (const QString &path : {folder.filePath(QStringLiteral("account.conf")), folder.filePath(QStringLiteral("../account.conf"))}) {
        QFile file(path);
        if (file.size() > LargestSetting || !file.open(QIODevice::ReadOnly))
            continue;
        const QMap<QString, QString> lines = readAcmeShSettings(file.readAll());
        for (auto it = lines.begin(); it != lines.end(); ++it) {
            if (isOfAcmeSh(it.key()))
                continue;
            // The one for scripts that ask for it, the other for those that expect a variable.
            settings[QStringLiteral("SAVED_") + it.key()] = it.value();
            settings[it.key()] = it.value();
        }
        break;
    }
    return settings;
}

AcmeShFolder::AcmeShFolder() : m_folder(folderTemplate()) { }

AcmeShFolder::~AcmeShFolder()
{
    QDirIterator files(m_folder.path(), QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (files.hasNext())
        overwrite(files.next());
}

Result<Nothing> AcmeShFolder::fill(const QMap<QString, QString> &saved)
{
    if (!m_folder.isValid() || !QDir(m_folder.path()).mkdir(QStringLiteral("saved")))
        return Failure(StoreFailure {StoreFailure::Kind::NotWritable, m_folder.path(), m_folder.errorString()});
    QFile helpers(QStringLiteral(":/certwright/hooks/acmesh.sh"));
    const bool isOpen = helpers.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    if (const Result<Nothing> done = write(m_folder.filePath(QStringLiteral("helpers")), helpers.readAll()); !isOpen || !done)
        return done;
    for (auto it = saved.begin(); it != saved.end(); ++it) {
        // Names come from a script of somebody else's: none may lead out of the folder.
        if (it.key().isEmpty() || it.key().startsWith(u'.') || it.key().contains(u'/') || it.key().contains(QChar(QChar::Null)))
            continue;
        const Result<Nothing> done = write(m_folder.filePath(QStringLiteral("saved/") + it.key()), it.value().toUtf8());
        if (!done)
            return done;
    }
    return Nothing();
}

QMap<QString, QString> AcmeShFolder::environment() const
{
    return {{QStringLiteral("CERTWRIGHT_HELPERS"), m_folder.filePath(QStringLiteral("helpers"))},
            {QStringLiteral("CERTWRIGHT_FOLDER"), m_folder.path()}};
}

QMap<QString, QString> AcmeShFolder::saved() const
{
    QMap<QString, QString> settings;
    QDirIterator files(m_folder.filePath(QStringLiteral("saved")), QDir::Files | QDir::NoSymLinks);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.size() <= LargestSetting && file.open(QIODevice::ReadOnly))
            settings[files.fileName()] = QString::fromUtf8(file.readAll());
    }
    return settings;
}

} // namespace cw::publish
