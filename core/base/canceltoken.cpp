// SPDX-License-Identifier: MIT
#include "base/canceltoken.h"

#include <mutex>

namespace cw
{

struct CancelToken::State {
    std::mutex mutex;
    bool canceled = false;
    std::function<void()> wake;
};

CancelToken::CancelToken() : m_state(std::make_shared<State>()) { }

void CancelToken::cancel()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->canceled = true;
    if (m_state->wake)
        m_state->wake();
}

bool CancelToken::isCanceled() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->canceled;
}

void CancelToken::setWake(std::function<void()> wake)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->wake = std::move(wake);
    if (m_state->canceled && m_state->wake)
        m_state->wake();
}

void CancelToken::clearWake()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->wake = nullptr;
}

} // namespace cw
