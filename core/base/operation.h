// SPDX-License-Identifier: MIT
#pragma once

#include "base/canceltoken.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>

class QThread;

namespace cw
{

// One piece of blocking work in a short-lived thread. Start it on the GUI thread; `done` runs there, exactly once,
// unless the operation is dropped before. Dropping it cancels the work and returns at once: the thread ends by itself
// and its result is thrown away. waitForAll() lets main() wait for such threads before it returns.
class Operation : public QObject
{
    Q_OBJECT

public:
    explicit Operation(QObject *parent = nullptr);
    ~Operation() override;

    // `work` runs in the new thread and must own everything it touches, or know that it outlives waitForAll().
    template <typename T> void start(std::function<T(CancelToken &)> work, std::function<void(T)> done);

    void cancel();
    bool isRunning() const;

    // Sends `call` to the GUI thread from inside `work`; dropped when the operation is gone by then.
    // Obtain it before start(), on the GUI thread; call it on any thread.
    std::function<void(std::function<void()> call)> poster();

    // Blocks until every thread that an Operation ever started has ended; at the very end of a program.
    static void waitForAll();

private:
    void run(std::function<void(CancelToken &)> work, std::function<void()> done);

    struct Gate; // keeps late calls from reaching a dropped operation
    std::shared_ptr<Gate> m_gate;
    CancelToken m_token;
    bool m_isRunning = false;
};

template <typename T> void Operation::start(std::function<T(CancelToken &)> work, std::function<void(T)> done)
{
    auto result = std::make_shared<std::optional<T>>();
    run([work = std::move(work), result](CancelToken &token) { result->emplace(work(token)); },
        [done = std::move(done), result] { done(std::move(**result)); });
}

} // namespace cw
