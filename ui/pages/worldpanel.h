// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "ui/widgets/card.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace cw::ui
{

class StateLabel;

// "What the world sees now" of one name: a fresh answer of each server with its serial.
class WorldPanel : public Card
{
    Q_OBJECT

public:
    // `state` is the controller's and outlives the page.
    explicit WorldPanel(const issuance::IssueState &state, QWidget *parent = nullptr);

    void showName(const QString &name);

Q_SIGNALS:
    void lookRequested();

private:
    void showTable(const checks::NameSight &name);

    const issuance::IssueState &m_state;
    QLabel *m_time;
    StateLabel *m_empty;
    QGridLayout *m_table;
    QPushButton *m_again;
    QString m_shown;
};

} // namespace cw::ui
