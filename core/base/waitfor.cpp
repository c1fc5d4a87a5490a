// SPDX-License-Identifier: MIT
#include "base/waitfor.h"

#include <QEventLoop>
#include <QTimer>

namespace cw
{

WaitEnd waitFor(const std::function<void(const std::function<void()> &done)> &start, std::chrono::milliseconds timeout,
                CancelToken &token)
{
    if (token.isCanceled())
        return WaitEnd::Canceled;

    // exit() before exec() is forgotten, so what ends early is kept here.
    QEventLoop loop;
    bool isDone = false;
    bool isLate = false;
    start([&] {
        isDone = true;
        loop.quit();
    });
    if (isDone)
        return WaitEnd::Done;

    QTimer timer;
    timer.setSingleShot(true);
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        isLate = true;
        loop.quit();
    });
    if (timeout >= std::chrono::milliseconds::zero())
        timer.start(timeout);

    // The token may be canceled on any thread: a queued call reaches the loop also when it has not begun to run.
    token.setWake([&loop] { QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection); });
    while (!isDone && !isLate && !token.isCanceled())
        loop.exec();
    token.clearWake();

    if (isDone)
        return WaitEnd::Done;
    return isLate ? WaitEnd::TimedOut : WaitEnd::Canceled;
}

} // namespace cw
