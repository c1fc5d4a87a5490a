// SPDX-License-Identifier: MIT
#pragma once

#include "base/failure.h"
#include "publish/hookprocess.h"

namespace cw::publish
{

// What nsupdate's words mean, when it did not end with 0: kind, rcode, program's exit code and last lines; not yet the server.
// Understood is the English of nsupdate and of MIT Kerberos (LC_ALL=C); NsupdateFailed holds whatever is not.
PublishFailure judgeNsupdate(const HookResult &result);

} // namespace cw::publish
