// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "ui/pages/confirmdialog.h"

namespace cw::ui
{

// "Ask the CA although DNS is not ready?": what we know of each name, and what a refusal costs. Pure.
ConfirmDialog::Content notReadyContent(const issuance::IssueState &state);

} // namespace cw::ui
