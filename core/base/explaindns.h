// SPDX-License-Identifier: MIT
#pragma once

#include "base/explain.h"

namespace cw
{

// Parts of explain(); call that.
Explanation explainDns(const DnsFailure &failure);
Explanation explainPublish(const PublishFailure &failure);
Explanation explainHook(const PublishFailure &failure);
Explanation explainAcmeDns(const PublishFailure &failure);
Explanation explainNsupdate(const PublishFailure &failure);

} // namespace cw
