// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/orderpage.h"
#include "ui/pages/taborder.h"

namespace cw::ui
{

class ChallengeNotice;
class CleanUpCard;
class FailureNotice;
class Notice;
class RecordPanel;
class TimelinePanel;
class WatchPanel;

// Step 5, "Publish the records and watch them arrive".
class PublishPage : public OrderPage
{
    Q_OBJECT

public:
    explicit PublishPage(issuance::OrderController &controller, QWidget *parent = nullptr);

    void initializePage() override;
    void showState(const issuance::IssueState &state) override;

    QString summary() const override;
    bool hasProblem() const override;
    QString helpText() const override;
    issuance::Readiness readiness() const override;
    Note note() const override;
    QString nextText() const override;
    void next() override;
    QString overrideText() const override;
    void runOverride() override;

private:
    bool isOver() const; // the order cannot become a certificate any more
    void look();
    void announceChange();

    FailureNotice *m_failure;
    Notice *m_closed;
    ChallengeNotice *m_challenge;
    CleanUpCard *m_cleanUp;
    RecordPanel *m_records;
    WatchPanel *m_watch;
    TimelinePanel *m_timeline;
    QString m_lastSpoken;
    TabOrder m_tabOrder;
};

} // namespace cw::ui
