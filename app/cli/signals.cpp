// SPDX-License-Identifier: MIT
#include "signals.h"

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace cw::cli
{

namespace
{

int wakePipe[2] = {-1, -1};

extern "C" void writeToPipe(int)
{
    const char byte = 1;
    // Nothing can be done about an error inside a signal handler.
    [[maybe_unused]] const ssize_t written = ::write(wakePipe[1], &byte, 1);
}

} // namespace

Signals::Signals(QObject *parent) : QObject(parent)
{
    if (::pipe2(wakePipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(wakePipe[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char bytes[16];
        while (::read(wakePipe[0], bytes, sizeof bytes) > 0) { }
        Q_EMIT stopWanted();
    });
    std::signal(SIGINT, writeToPipe);
    std::signal(SIGTERM, writeToPipe);
    std::signal(SIGHUP, writeToPipe);
}

Signals::~Signals()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGHUP, SIG_DFL);
    m_notifier.reset();
    for (int &end : wakePipe) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}

} // namespace cw::cli
