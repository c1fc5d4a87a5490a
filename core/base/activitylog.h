// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QString>

#include <functional>
#include <mutex>

namespace cw
{

// One line of the log dock: a request, an answer, a DNS question. Whoever writes it leaves secrets out.
struct LogEntry {
    enum class Kind { Http, Dns, Update, Flow, Hook }; // Hook: a line that a hook has just written
    QDateTime time; // UTC
    Kind kind = Kind::Flow;
    QString text;
    bool operator==(const LogEntry &) const = default;
};

// Passes entries on to whoever listens (the log dock, the command line's --verbose). add() may be called on any thread;
// the listener runs on the caller's thread and must be quick.
class ActivityLog
{
public:
    void setListener(std::function<void(const LogEntry &)> listener);
    void add(LogEntry::Kind kind, const QString &text);

private:
    std::mutex m_mutex;
    std::function<void(const LogEntry &)> m_listener;
};

} // namespace cw
