// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"

#include <QWidget>

namespace cw::ui
{

class StateLabel;

// How much of the limits that the CA documents is used, a line each; warns when one is reached. Hidden where there is nothing to
// say.
class LimitLines : public QWidget
{
    Q_OBJECT

public:
    // WhatIsUsed: nothing is shown as long as no limit is touched; All: that is said, too.
    enum class Shows { WhatIsUsed, All };
    explicit LimitLines(Shows shows, QWidget *parent = nullptr);

    void showState(const issuance::IssueState &state);

private:
    Shows m_shows;
    StateLabel *m_lines;
};

} // namespace cw::ui
