// SPDX-License-Identifier: MIT
#include "base/activitylog.h"

namespace cw
{

void ActivityLog::setListener(std::function<void(const LogEntry &)> listener)
{
    const std::lock_guard lock(m_mutex);
    m_listener = std::move(listener);
}

void ActivityLog::add(LogEntry::Kind kind, const QString &text)
{
    const std::lock_guard lock(m_mutex);
    if (m_listener)
        m_listener({QDateTime::currentDateTimeUtc(), kind, text});
}

} // namespace cw
