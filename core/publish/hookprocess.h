// SPDX-License-Identifier: MIT
#pragma once

#include "base/canceltoken.h"
#include "publish/hookoutput.h"

#include <QProcessEnvironment>

#include <chrono>

namespace cw::publish
{

struct HookCommand {
    QString program; // path
    QStringList arguments;
    QProcessEnvironment environment; // all of it
    QByteArray input {}; // what it reads from its standard input; empty: nothing is there to read
    QStringList secrets; // values that must not be seen in the output
    std::chrono::milliseconds timeLimit { std::chrono::minutes(5) };
    // Between SIGTERM and SIGKILL, when the time is over or the token is canceled.
    std::chrono::milliseconds grace { std::chrono::seconds(5) };
};

enum class HookEnd { Exited, Killed, TimedOut, Canceled, NotStarted };

struct HookResult {
    HookEnd end = HookEnd::NotStarted;
    int code = 0; // exit code, or the signal when Killed
    QString error; // the system's words when NotStarted
    QString output; // both streams: at most the first 16 kB and the last 48 kB; secrets taken out
    QString standardOutput;
};

// Runs a program without a shell and waits for it. It reads `input`, has no terminal, and is a process group of
// its own: when the time is over or the token is canceled, all of the group is ended. What it leaves running in the
// background when it ends by itself keeps running, and is not waited for, even if it holds the output open.
HookResult runHook(const HookCommand &command, const HookOutput::LineListener &onLine, CancelToken &token);

} // namespace cw::publish
