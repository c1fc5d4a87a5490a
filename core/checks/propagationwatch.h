// SPDX-License-Identifier: MIT
#pragma once

#include "checks/propagation.h"

namespace cw::checks
{

// What several looks mean together: safe after two complete rounds in a row that are at least RoundDistance apart
// (dns-checks section 3, P4). A round that is not complete starts the count again. Pure; any thread.
class PropagationWatch
{
public:
    void add(const Look &look);
    bool isSafe() const { return m_isSafe; }

private:
    QDateTime m_firstComplete; // of the present row of complete rounds; invalid without one
    bool m_isSafe = false;
};

} // namespace cw::checks
