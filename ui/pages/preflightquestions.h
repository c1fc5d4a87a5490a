// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "ui/pages/confirmdialog.h"

namespace cw::ui
{

// What the preflight asks before it goes on although the CA would refuse names.
ConfirmDialog::Content dropQuestion(const issuance::IssueState &state); // without them
ConfirmDialog::Content goOnQuestion(const issuance::IssueState &state); // with them

} // namespace cw::ui
