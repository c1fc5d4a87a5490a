// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/ordercontroller.h"
#include "ui/widgets/card.h"

namespace cw::ui
{

class ComboField;

// Which of the CA's profiles the certificate is made after, with the CA's own words for it (draft-ietf-acme-profiles). Hidden
// where the CA offers none.
class ProfileCard : public Card
{
    Q_OBJECT

public:
    explicit ProfileCard(issuance::OrderController &controller, QWidget *parent = nullptr);

    void showState(const issuance::IssueState &state);

private:
    QString hintOf(const issuance::IssueState &state) const;

    issuance::OrderController &m_controller;
    ComboField *m_profile;
    QStringList m_offered; // as the list has them
};

} // namespace cw::ui
