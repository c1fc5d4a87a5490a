// SPDX-License-Identifier: MIT
#include "practice/programs.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <sys/statvfs.h>

namespace cw::practice
{

namespace
{

QString findProgram(const QString &name)
{
    return QStandardPaths::findExecutable(name, programFolders());
}

bool mayRunProgramsIn(const QString &folder)
{
    struct statvfs status = {};
    return ::statvfs(QFile::encodeName(folder).constData(), &status) == 0 && (status.f_flag & ST_NOEXEC) == 0;
}

// Debian's AppArmor profiles for /usr/sbin/named and /usr/sbin/unbound allow them to read the system's own configuration
// only, so ours would be refused. The profiles go by path: a copy in our folder is an ordinary program of the user's.
QString unconfinedCopy(const QString &program, const QString &folder, const QString &name)
{
    const QString copy = folder + u'/' + name;
    const bool isUsable = mayRunProgramsIn(folder) && QFile::copy(program, copy)
        && QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return isUsable ? copy : program;
}

} // namespace

QStringList programFolders()
{
    return qEnvironmentVariable("PATH").split(QDir::listSeparator(), Qt::SkipEmptyParts)
        + QStringList {QStringLiteral("/usr/sbin"), QStringLiteral("/sbin"), QStringLiteral("/usr/local/sbin")};
}

QList<MissingProgram> findMissingPrograms(const QStringList &folders)
{
    const QList<MissingProgram> needed {
        {QStringLiteral("pebble"), QStringLiteral("pebble")},
        {QStringLiteral("named"), QStringLiteral("bind9")},
        {QStringLiteral("unbound"), QStringLiteral("unbound")},
    };
    QList<MissingProgram> missing;
    for (const MissingProgram &one : needed) {
        if (QStandardPaths::findExecutable(one.program, folders).isEmpty())
            missing.append(one);
    }
    return missing;
}

QList<Supervisor::Program> labPrograms(const LabPorts &ports, const QString &folder)
{
    const QString named = QStringLiteral("named");
    const QString unbound = QStringLiteral("unbound");
    const QString pebble = QStringLiteral("pebble");
    return {
        {named, unconfinedCopy(findProgram(named), folder, named),
         {QStringLiteral("-g"), QStringLiteral("-n"), QStringLiteral("1"), QStringLiteral("-c"), QStringLiteral("named.conf")}},
        {unbound, unconfinedCopy(findProgram(unbound), folder, unbound),
         {QStringLiteral("-d"), QStringLiteral("-c"), QStringLiteral("unbound.conf")}},
        {pebble, findProgram(pebble),
         {QStringLiteral("-config"), QStringLiteral("pebble.json"), QStringLiteral("-dnsserver"),
          QStringLiteral("127.0.0.1:%1").arg(ports.resolver)}},
    };
}

QProcessEnvironment labEnvironment(int nonceRejectPercent)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PEBBLE_VA_NOSLEEP"), QStringLiteral("1"));
    environment.insert(QStringLiteral("PEBBLE_WFE_NONCEREJECT"), QString::number(nonceRejectPercent));
    // Pebble reuses half of the valid authorizations by chance. Whoever practises wants to see the whole procedure.
    environment.insert(QStringLiteral("PEBBLE_AUTHZREUSE"), QStringLiteral("0"));
    return environment;
}

} // namespace cw::practice
