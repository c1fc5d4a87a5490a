// SPDX-License-Identifier: MIT
#include "base/operation.h"

#include <QCoreApplication>
#include <QSet>
#include <QThread>

#include <mutex>

namespace cw
{

namespace
{

// Threads that have not ended yet; touched on the GUI thread only.
QSet<QThread *> &runningThreads()
{
    static QSet<QThread *> threads;
    return threads;
}

} // namespace

struct Operation::Gate {
    std::mutex mutex;
    QObject *receiver = nullptr; // lives on the GUI thread; null when the operation is gone
};

Operation::Operation(QObject *parent) : QObject(parent), m_gate(std::make_shared<Gate>())
{
    m_gate->receiver = this;
}

Operation::~Operation()
{
    m_token.cancel();
    const std::lock_guard lock(m_gate->mutex);
    m_gate->receiver = nullptr;
}

void Operation::cancel()
{
    m_token.cancel();
}

bool Operation::isRunning() const
{
    return m_isRunning;
}

std::function<void(std::function<void()> call)> Operation::poster()
{
    return [gate = m_gate](std::function<void()> call) {
        // Under the mutex the receiver is alive; the event belongs to it and goes when it goes.
        const std::lock_guard lock(gate->mutex);
        if (gate->receiver)
            QMetaObject::invokeMethod(gate->receiver, std::move(call), Qt::QueuedConnection);
    };
}

void Operation::run(std::function<void(CancelToken &)> work, std::function<void()> done)
{
    Q_ASSERT(!m_isRunning);
    m_isRunning = true;
    m_token = CancelToken();
    auto post = poster();
    QThread *thread = QThread::create([this, work = std::move(work), done = std::move(done), post, token = m_token]() mutable {
        work(token);
        post([this, done = std::move(done)] {
            m_isRunning = false;
            done();
        });
    });
    runningThreads().insert(thread);
    // The thread object itself is the receiver: it outlives its own finished() signal, whatever becomes of us.
    connect(thread, &QThread::finished, thread, [thread] {
        runningThreads().remove(thread);
        thread->deleteLater();
    });
    thread->start();
}

void Operation::waitForAll()
{
    const QSet<QThread *> threads = std::exchange(runningThreads(), {});
    for (QThread *thread : threads) {
        thread->wait();
        delete thread;
    }
}

} // namespace cw
