// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "ui/widgets/card.h"

namespace cw::ui
{

class Timeline;

// How much of the values was seen since the order was placed.
class TimelinePanel : public Card
{
    Q_OBJECT

public:
    explicit TimelinePanel(QWidget *parent = nullptr);

    void showState(const issuance::IssueState &state);

private:
    Timeline *m_timeline;
};

} // namespace cw::ui
