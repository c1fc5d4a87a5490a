// SPDX-License-Identifier: MIT
#include "publish/hookprogram.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

#include <sys/stat.h>

namespace cw::publish
{

namespace
{

constexpr qint64 LongestFirstLine = 256;

QString expanded(const QString &path)
{
    return path.startsWith(u"~/") ? QDir::homePath() + path.sliced(1) : path;
}

QString firstLine(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readLine(LongestFirstLine)).trimmed() : QString();
}

QString acmeShScript(const QString &name)
{
    static const QRegularExpression form(QStringLiteral("^dns_\\w+$"));
    if (!form.match(name).hasMatch())
        return {};
    for (const QString &folder : {QStringLiteral("/.acme.sh/dnsapi/"), QStringLiteral("/.acme.sh/")}) {
        const QString path = QDir::homePath() + folder + name + QStringLiteral(".sh");
        if (QFileInfo(path).isFile())
            return path;
    }
    return {};
}

PublishFailure unusable(const QString &program, const QString &detail)
{
    PublishFailure failure;
    failure.kind = PublishFailure::Kind::HookUnusable;
    failure.program = program;
    failure.detail = detail;
    return failure;
}

Result<Nothing> checkAcmeShScript(const QString &script)
{
    QFile file(script);
    if (!file.open(QIODevice::ReadOnly))
        return Failure(unusable(script, QStringLiteral("not-readable")));
    const QString function = acmeShName(script) + QStringLiteral("_add");
    const QRegularExpression definition(
        QStringLiteral("^\\s*(function\\s+)?%1\\s*(\\(\\s*\\)|\\{)").arg(QRegularExpression::escape(function)),
        QRegularExpression::MultilineOption);
    if (definition.match(QString::fromUtf8(file.readAll())).hasMatch())
        return Nothing();
    PublishFailure failure = unusable(script, QStringLiteral("no-function"));
    failure.name = function;
    return Failure(failure);
}

} // namespace

QStringList hookWords(const QString &entered, HookFormat format)
{
    const QString whole = expanded(entered.trimmed());
    if (QFileInfo(whole).isFile())
        return {QFileInfo(whole).absoluteFilePath()};
    if (format == HookFormat::AcmeSh) {
        const QString script = acmeShScript(whole);
        return {script.isEmpty() ? whole : script};
    }
    QStringList words = QProcess::splitCommand(whole);
    if (words.isEmpty())
        return {QString()};
    const QString found = words.first().contains(u'/') ? QString() : QStandardPaths::findExecutable(words.first());
    words.first() = found.isEmpty() ? expanded(words.first()) : found;
    if (found.isEmpty() && QFileInfo::exists(words.first()))
        words.first() = QFileInfo(words.first()).absoluteFilePath();
    return words;
}

QString acmeShName(const QString &script)
{
    return QFileInfo(script).completeBaseName();
}

QString acmeShShell(const QString &script)
{
    const QString first = firstLine(script);
    const bool wantsBash = first.startsWith(u"#!") && first.contains(u"bash");
    const QString bash = wantsBash ? QStandardPaths::findExecutable(QStringLiteral("bash")) : QString();
    return bash.isEmpty() ? QStringLiteral("/bin/sh") : bash;
}

QString missingInterpreter(const QString &program)
{
    const QString first = firstLine(program);
    if (!first.startsWith(u"#!"))
        return {};
    const QString interpreter = first.sliced(2).trimmed().section(u' ', 0, 0);
    return QFileInfo(interpreter).isExecutable() ? QString() : interpreter;
}

bool needsShell(const QString &program)
{
    QFile file(program);
    if (program.isEmpty() || !file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray begin = file.read(LongestFirstLine);
    return !begin.startsWith("#!") && !begin.contains('\0');
}

bool cleansUpToo(const HookSettings &settings)
{
    constexpr qint64 largestScript = 1024 * 1024;
    const QStringList words = hookWords(settings.program, settings.format);
    return std::any_of(words.begin(), words.end(), [](const QString &word) {
        QFile file(word);
        return QFileInfo(word).isFile() && file.open(QIODevice::ReadOnly) && file.read(largestScript).contains("CERTBOT_AUTH_OUTPUT");
    });
}

Result<Nothing> checkHookProgram(const HookSettings &settings, const QString &entered)
{
    const QString program = hookWords(entered, settings.format).first();
    const QFileInfo info(program);
    if (program.isEmpty() || !info.exists())
        return Failure(unusable(program.isEmpty() ? entered : program, QStringLiteral("missing")));
    if (!info.isFile())
        return Failure(unusable(program, QStringLiteral("folder")));
    if (settings.format == HookFormat::AcmeSh)
        return checkAcmeShScript(program);
    if (!info.isExecutable())
        return Failure(unusable(program, QStringLiteral("not-executable")));
    const QString interpreter = missingInterpreter(program);
    if (!interpreter.isEmpty())
        return Failure(unusable(program, QStringLiteral("no-interpreter ") + interpreter));
    return Nothing();
}

QString worldWritablePart(const QString &program)
{
    for (QString path = program; !path.isEmpty(); path = QFileInfo(path).path()) {
        struct stat status = {};
        const bool isKnown = ::stat(QFile::encodeName(path).constData(), &status) == 0;
        // In a folder with the sticky bit nobody can replace what is another user's.
        const bool isSticky = S_ISDIR(status.st_mode) && (status.st_mode & S_ISVTX) != 0;
        if (isKnown && (status.st_mode & S_IWOTH) != 0 && !isSticky)
            return path;
        if (path == QFileInfo(path).path())
            break;
    }
    return {};
}

} // namespace cw::publish
