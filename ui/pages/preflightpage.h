// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/orderpage.h"
#include "ui/pages/taborder.h"

class QPushButton;

namespace cw::ui
{

class CaaPanel;
class FailureNotice;
class PlacePanel;
class PreflightNames;

// Step 3, "Is DNS ready?": looks at DNS the way the CA will, before anything is ordered.
class PreflightPage : public OrderPage
{
    Q_OBJECT

public:
    explicit PreflightPage(issuance::OrderController &controller, QWidget *parent = nullptr);

    void initializePage() override;
    void showState(const issuance::IssueState &state) override;

    QString summary() const override;
    bool hasProblem() const override;
    QList<Badge> headerBadges() const override;
    QString helpText() const override;
    issuance::Readiness readiness() const override;
    Note note() const override;
    QString nextText() const override;
    QString overrideText() const override;
    void runOverride() override;

private:
    struct Counts {
        int ready = 0, warning = 0, refused = 0, unknown = 0, running = 0, open = 0;
    };
    Counts counts() const;
    void showCurrent();
    void checkAgain(issuance::OrderController::PreflightScope scope);
    void announceResult();
    void dropRefused();

    FailureNotice *m_failure;
    PreflightNames *m_names;
    QPushButton *m_again;
    CaaPanel *m_caa;
    PlacePanel *m_place;
    QString m_shown; // what the panels show: name and time of asking, so that nothing is made anew without need
    QString m_lastSpoken;
    TabOrder m_tabOrder;
};

} // namespace cw::ui
