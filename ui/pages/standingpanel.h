// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/ordercontroller.h"
#include "ui/widgets/card.h"

class QLabel;

namespace cw::ui
{

class ChoiceGroup;
class ComboField;
class Notice;

// Step 4, "Standing record": which kind of challenge the order asks for. A standing record is published once and serves all
// renewals; the way to publish stays what is chosen beside it.
class StandingPanel : public Card
{
    Q_OBJECT

public:
    explicit StandingPanel(issuance::OrderController &controller, QWidget *parent = nullptr);

    void showState(const issuance::IssueState &state);

private:
    void showUntil(const QDateTime &until);

    issuance::OrderController &m_controller;
    ChoiceGroup *m_kinds;
    QLabel *m_explanation;
    ComboField *m_until;
    Notice *m_offered;
};

} // namespace cw::ui
