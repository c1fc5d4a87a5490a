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
struct Leftover;

// The TXT records that are no use any more: ours are removed by us, the others are looked at until they are gone, with
// the servers that still have them. Values at an acme-dns server stay until the next one replaces them.
class CleanUpCard : public Card
{
    Q_OBJECT

public:
    // `state` is the controller's and outlives the page.
    explicit CleanUpCard(const issuance::IssueState &state, QWidget *parent = nullptr);

    void showState();

Q_SIGNALS:
    void cleanUpRequested();
    void watchRequested(bool isWatched); // as long as the card is seen

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QString listText() const;
    void showRows(const QList<Leftover> &all, bool isRunning);

    const issuance::IssueState &m_state;
    QGridLayout *m_rows;
    QLabel *m_note;
    QPushButton *m_again;
    QWidget *m_copy;
    FailureNotice *m_failure;
    QString m_shown;
};

} // namespace cw::ui
