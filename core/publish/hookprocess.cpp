// SPDX-License-Identifier: MIT
#include "publish/hookprocess.h"

#include "base/waitfor.h"

#include <QProcess>
#include <QTimer>

#include <csignal>
#include <unistd.h>

namespace cw::publish
{

namespace
{

// Runs in the child between fork and exec. A session of its own is also a process group of its own, and whoever asks for
// a password at the terminal fails at once instead of waiting for ever.
void prepareChild()
{
    ::setsid();
    for (const int number : {SIGHUP, SIGINT, SIGPIPE, SIGTERM})
        std::signal(number, SIG_DFL);
}

bool isGroupAlive(pid_t group)
{
    return ::kill(-group, 0) == 0;
}

// The program itself may end at SIGTERM while one of its children does not.
void endGroup(const QProcess &process, std::chrono::milliseconds grace)
{
    const auto group = pid_t(process.processId());
    if (group <= 0)
        return;
    constexpr std::chrono::milliseconds interval { 20 };
    const auto waitUntilGone = [&] {
        QTimer poll;
        CancelToken afresh; // to be waited for also after a cancel
        waitFor(
            [&](const std::function<void()> &done) {
                QObject::connect(&poll, &QTimer::timeout, &poll, [&process, group, done] {
                    if (process.state() == QProcess::NotRunning && !isGroupAlive(group))
                        done();
                });
                poll.start(interval);
            },
            grace, afresh);
    };
    ::kill(-group, SIGTERM);
    waitUntilGone();
    if (!isGroupAlive(group))
        return;
    ::kill(-group, SIGKILL);
    waitUntilGone();
}

HookResult resultOf(const QProcess &process, WaitEnd end)
{
    HookResult result;
    if (process.error() == QProcess::FailedToStart) {
        result.error = process.errorString();
        return result;
    }
    result.code = process.exitCode();
    if (end != WaitEnd::Done)
        result.end = end == WaitEnd::TimedOut ? HookEnd::TimedOut : HookEnd::Canceled;
    else
        result.end = process.exitStatus() == QProcess::NormalExit ? HookEnd::Exited : HookEnd::Killed;
    return result;
}

} // namespace

HookResult runHook(const HookCommand &command, const HookOutput::LineListener &onLine, CancelToken &token)
{
    HookOutput output(SecretMask(command.secrets), onLine);
    QProcess process;
    process.setProgram(command.program);
    process.setArguments(command.arguments);
    process.setProcessEnvironment(command.environment);
    if (command.input.isEmpty())
        process.setStandardInputFile(QProcess::nullDevice());
    process.setChildProcessModifier(prepareChild);
    QObject::connect(&process, &QProcess::readyReadStandardOutput, &process,
                     [&] { output.take(HookOutput::Standard, process.readAllStandardOutput()); });
    QObject::connect(&process, &QProcess::readyReadStandardError, &process,
                     [&] { output.take(HookOutput::Error, process.readAllStandardError()); });

    WaitEnd end = WaitEnd::Done;
    {
        QObject waiting; // what it listens to must not call into a wait that is over
        end = waitFor(
            [&](const std::function<void()> &done) {
                QObject::connect(&process, &QProcess::finished, &waiting, done);
                QObject::connect(&process, &QProcess::errorOccurred, &waiting, [done](QProcess::ProcessError error) {
                    if (error == QProcess::FailedToStart)
                        done();
                });
                process.start();
                if (!command.input.isEmpty()) {
                    process.write(command.input);
                    process.closeWriteChannel();
                }
            },
            command.timeLimit, token);
    }
    if (end != WaitEnd::Done)
        endGroup(process, command.grace);

    if (process.isOpen()) {
        output.take(HookOutput::Standard, process.readAllStandardOutput());
        output.take(HookOutput::Error, process.readAllStandardError());
    }
    output.finish();
    HookResult result = resultOf(process, end);
    result.output = output.kept();
    result.standardOutput = output.standardOutput();
    return result;
}

} // namespace cw::publish
