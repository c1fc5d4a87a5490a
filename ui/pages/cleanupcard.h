// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "ui/widgets/card.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace cw::ui
{

class FailureNotice;

// The TXT records that are no use any more: ours are removed by us, the others are looked at until they are gone.
class CleanUpCard : public Card
{
    Q_OBJECT

public:
    // `state` is the controller's and outlives the page.
    explicit CleanUpCard(const issuance::IssueState &state, QWidget *parent = nullptr);

    void showState();

Q_SIGNALS:
    void cleanUpRequested();

private:
    QString listText() const;

    const issuance::IssueState &m_state;
    QGridLayout *m_rows;
    QPushButton *m_again;
    QWidget *m_copy;
    FailureNotice *m_failure;
    QString m_shown;
};

} // namespace cw::ui
