// SPDX-License-Identifier: MIT
#pragma once

#include "publish/publisher.h"

namespace cw::test
{

// For tests of ways to publish that keep no journal.
inline const publish::PresenceNote NoNote = [](const QList<publish::TxtRecord> &, publish::Presence) -> Result<Nothing> { return Nothing(); };

} // namespace cw::test
