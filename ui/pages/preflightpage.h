// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/orderpage.h"
#include "ui/pages/taborder.h"

class QPushButton;
class QVBoxLayout;

namespace cw::ui
{

class FailureNotice;
class Notice;
class PreflightNames;
class PreflightPanels;
class WorkstationNotice;

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
    void focusFirst() override;

protected:
    struct Counts {
        int ready = 0, warning = 0, refused = 0, unknown = 0, running = 0, open = 0;
    };
    Counts counts() const;
    QVBoxLayout *rows() const { return m_rows; } // the page from top to bottom

private:
    QWidget *makeNames();
    void showNotices(const issuance::IssueState &state);
    void showButtons(bool isRunning);
    void showDropped(const issuance::IssueState &state);
    void showCurrent();
    void checkAgain(issuance::OrderController::PreflightScope scope);
    void announceResult();
    void dropRefused();
    void goOnAlthoughRefused();

    QVBoxLayout *m_rows;
    FailureNotice *m_failure;
    WorkstationNotice *m_workstation;
    Notice *m_dropped;
    PreflightNames *m_names;
    QPushButton *m_again;
    QPushButton *m_stop;
    PreflightPanels *m_panels;
    QString m_shown; // what the panels show: name and time of asking, so that nothing is made anew without need
    QString m_shownNotices; // the same for the notices above
    QString m_lastSpoken;
    TabOrder m_tabOrder;
};

} // namespace cw::ui
