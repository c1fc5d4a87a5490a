// SPDX-License-Identifier: MIT
#include "checks/propagationwatch.h"

namespace cw::checks
{

void PropagationWatch::add(const Look &look)
{
    if (!look.isComplete()) {
        m_firstComplete = {};
        m_isSafe = false;
        return;
    }
    if (!m_firstComplete.isValid())
        m_firstComplete = look.time;
    const std::chrono::milliseconds apart { m_firstComplete.msecsTo(look.time) };
    m_isSafe = apart >= RoundDistance;
}

} // namespace cw::checks
