// SPDX-License-Identifier: MIT
#include "checks/waiting.h"

#include <algorithm>

namespace cw::checks
{

std::optional<Waiting> waitingFor(const NameSight &sight, const ExpectedRecord &expected, const QDateTime &now)
{
    if (!expected.lastFailure.isValid())
        return std::nullopt;
    const std::chrono::seconds memory
        = std::clamp(sight.negativeTtl.value_or(LongestFailureMemory), std::chrono::seconds(0), LongestNegativeMemory);
    const QDateTime until = expected.lastFailure.addSecs(memory.count());
    if (until <= now)
        return std::nullopt;
    return Waiting{until, Waiting::Reason::NegativeAnswer};
}

std::optional<Waiting> laterOf(const std::optional<Waiting> &a, const std::optional<Waiting> &b)
{
    if (!a || !b)
        return a ? a : b;
    return a->until < b->until ? b : a;
}

} // namespace cw::checks
