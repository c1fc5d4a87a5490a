// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QPointer>
#include <QProcess>
#include <QStringList>

namespace cw::practice
{

// A shell process that runs programs side by side in a folder, kills them when its standard input closes, and removes the
// folder. It is not ours to kill: letting go of it is what ends it, so it also ends what a crash of ours leaves behind.
class Supervisor : public QObject
{
    Q_OBJECT

public:
    struct Program {
        QString name; // its output goes to <name>.log, its process id to <name>.pid
        QString path;
        QStringList arguments;
    };

    // The folder belongs to the supervisor from now on.
    explicit Supervisor(QString folder, QObject *parent = nullptr);
    // Lets go of the shell without waiting for it.
    ~Supervisor() override;

    void start(const QList<Program> &programs, const QProcessEnvironment &environment);
    void end(); // ended() follows

    const QString &folder() const { return m_folder; }

Q_SIGNALS:
    // A program has ended by itself; the others go on. The folder is still there.
    void programEnded(const QString &name, const QString &lastWords);
    void couldNotStart(const QString &detail);
    // Programs and folder are gone.
    void ended();

private:
    void takeOutput();

    QString m_folder;
    QPointer<QProcess> m_shell; // deletes itself when it has ended, which may be after us
};

} // namespace cw::practice
