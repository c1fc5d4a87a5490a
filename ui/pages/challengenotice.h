// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "ui/widgets/notice.h"

namespace cw::ui
{

// Steps 5 and 7: what became of the wish for a kind of challenge, and that a standing record stays or is there already. Hidden
// when there is nothing to tell.
class ChallengeNotice : public Notice
{
    Q_OBJECT

public:
    explicit ChallengeNotice(QWidget *parent = nullptr);

    void showState(const issuance::IssueState &state);
};

} // namespace cw::ui
