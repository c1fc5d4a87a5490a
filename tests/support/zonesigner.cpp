// SPDX-License-Identifier: MIT
#include "support/zonesigner.h"

#include "support/fakedns.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

namespace cw::test
{

using namespace cw::dns;
using namespace Qt::StringLiterals;

namespace
{

QString timeText(const QDateTime &time)
{
    return time.toString(u"yyyyMMddHHmmss");
}

QString programPath(const QString &name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? u"/usr/sbin/"_s + name : found;
}

QList<Record> recordsIn(const char *apex, const QByteArray &zoneFile)
{
    QList<Record> records;
    for (const QByteArray &line : zoneFile.split('\n')) {
        if (!line.isEmpty() && !line.startsWith(';'))
            records.append(FakeDns::record(apex, line));
    }
    return records;
}

} // namespace

QByteArray ZoneSigner::run(const QString &program, const QStringList &arguments) const
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.start(programPath(program), arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        QTest::qFail(
            (program.toUtf8() + ": " + process.errorString().toUtf8() + process.readAllStandardError()).constData(),
            __FILE__, __LINE__);
    return process.readAllStandardOutput();
}

QList<Record> ZoneSigner::sign(const char *apex, const Records &zone, const How &how)
{
    const QString name = QString::fromLatin1(apex);
    if (!m_keys.contains(apex))
        m_keys.insert(apex,
            QString::fromLatin1(
                run(u"dnssec-keygen"_s, {u"-q"_s, u"-a"_s, QString::fromLatin1(how.algorithm), u"-f"_s, u"KSK"_s, name})
                    .trimmed()));
    const QString key = m_keys.value(apex);

    QFile file(m_folder.filePath(u"zone"_s));
    QFile keyFile(m_folder.filePath(key + u".key"_s));
    if (!file.open(QIODevice::WriteOnly) || !keyFile.open(QIODevice::ReadOnly))
        QTest::qFail("ZoneSigner: cannot use its files", __FILE__, __LINE__);
    for (const Record &record : zone)
        file.write(toText(record).toUtf8() + '\n');
    file.write(keyFile.readAll());
    file.close();

    QStringList arguments{u"-q"_s, u"-P"_s, u"-z"_s, u"-O"_s, u"full"_s, u"-o"_s, name, u"-f"_s, u"signed"_s, u"-s"_s,
        timeText(how.from), u"-e"_s, timeText(how.until)};
    if (how.withNsec3)
        arguments += {u"-3"_s, u"-"_s, u"-H"_s, QString::number(how.iterations)};
    if (how.withOptOut)
        arguments += u"-A"_s;
    run(u"dnssec-signzone"_s, arguments + QStringList{u"zone"_s, key});
    QFile result(m_folder.filePath(u"signed"_s));
    return result.open(QIODevice::ReadOnly) ? recordsIn(apex, result.readAll()) : Records();
}

Record ZoneSigner::dsFor(const char *apex, int digestType)
{
    const QString algorithm = u"-a%1"_s.arg(digestType == 1 ? u"SHA-1"_s
            : digestType == 4                               ? u"SHA-384"_s
                                                            : u"SHA-256"_s);
    return FakeDns::record(apex, run(u"dnssec-dsfromkey"_s, {algorithm, m_keys.value(apex)}).trimmed());
}

} // namespace cw::test
