// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "ui/widgets/card.h"

class QGridLayout;

namespace cw::ui
{

// The zones of this order, each with the way its records get into DNS.
class ZonesPanel : public Card
{
    Q_OBJECT

public:
    explicit ZonesPanel(QWidget *parent = nullptr);

    void showState(const issuance::IssueState &state);

private:
    QGridLayout *m_rows;
    QString m_shown;
};

} // namespace cw::ui
