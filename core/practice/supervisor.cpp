// SPDX-License-Identifier: MIT
#include "practice/supervisor.h"

#include <QDir>
#include <QFile>

#include <unistd.h>

namespace cw::practice
{

namespace
{

// Called as: sh -c SCRIPT sh FOLDER, then for each program its name, its path and its arguments as one word.
// Each program has a shell of its own that waits for it and tells how it ended. A signal to that shell ends the program:
// also when it comes between the start of the program and the line that notes its process id.
constexpr char Script[] = R"(
folder=$1
shift
cd "$folder" || exit 1
trap '' PIPE

watch() {
    isOver=
    pid=
    name=$1
    shift
    trap 'isOver=1; [ -z "$pid" ] || kill -KILL "$pid"' TERM
    "$@" >"$name.log" 2>&1 &
    pid=$!
    [ -z "$isOver" ] || kill -KILL "$pid"
    echo "$pid" >"$name.pid"
    while kill -0 "$pid" 2>/dev/null; do
        wait "$pid"
    done
    [ -n "$isOver" ] || echo "ended $name"
}

watchers=
while [ $# -gt 0 ]; do
    name=$1
    program=$2
    arguments=$3
    shift 3
    # Split at blanks on purpose: no argument of ours holds one.
    watch "$name" "$program" $arguments &
    watchers="$watchers $!"
done

while read -r line; do :; done
kill -TERM $watchers 2>/dev/null
wait
cd /
rm -rf "$folder"
)";

constexpr int MostLastWords = 2000;

QString lastWordsOf(const QString &logPath)
{
    QFile log(logPath);
    if (!log.open(QIODevice::ReadOnly))
        return QString();
    log.seek(qMax<qint64>(0, log.size() - MostLastWords));
    return QString::fromUtf8(log.readAll()).trimmed();
}

} // namespace

Supervisor::Supervisor(QString folder, QObject *parent) : QObject(parent), m_folder(std::move(folder)) { }

Supervisor::~Supervisor()
{
    end();
}

void Supervisor::start(const QList<Program> &programs, const QProcessEnvironment &environment)
{
    Q_ASSERT(!m_shell);
    m_shell = new QProcess(nullptr);
    m_shell->setProcessEnvironment(environment);
    m_shell->setProcessChannelMode(QProcess::MergedChannels);
    // A session of its own: Ctrl+C in our terminal must not end it before it has cleaned up.
    m_shell->setChildProcessModifier([] { ::setsid(); });
    connect(m_shell, &QProcess::finished, m_shell, &QObject::deleteLater);
    connect(m_shell, &QProcess::finished, this, &Supervisor::ended);
    connect(m_shell, &QProcess::readyRead, this, &Supervisor::takeOutput);
    connect(m_shell, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        const QString detail = m_shell->errorString();
        m_shell->deleteLater();
        QDir(m_folder).removeRecursively();
        Q_EMIT couldNotStart(detail);
    });

    QStringList arguments {QStringLiteral("-c"), QString::fromLatin1(Script), QStringLiteral("sh"), m_folder};
    for (const Program &program : programs)
        arguments << program.name << program.path << program.arguments.join(u' ');
    m_shell->start(QStringLiteral("sh"), arguments);
}

void Supervisor::end()
{
    if (m_shell)
        m_shell->closeWriteChannel();
}

void Supervisor::takeOutput()
{
    while (m_shell->canReadLine()) {
        const QString line = QString::fromUtf8(m_shell->readLine()).trimmed();
        const QStringList words = line.split(u' ');
        if (words.size() == 2 && words.first() == QLatin1String("ended"))
            Q_EMIT programEnded(words.last(), lastWordsOf(m_folder + u'/' + words.last() + QStringLiteral(".log")));
    }
}

} // namespace cw::practice
