// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/orderpage.h"
#include "ui/pages/taborder.h"

namespace cw::ui
{

class FailureNotice;
class ProgressView;
class RefusalView;

// Step 6: the CA looks; when it refuses, what it said beside what the world sees.
class ValidatePage : public OrderPage
{
    Q_OBJECT

public:
    explicit ValidatePage(issuance::OrderController &controller, QWidget *parent = nullptr);

    void initializePage() override;
    void showState(const issuance::IssueState &state) override;

    QString summary() const override;
    bool hasProblem() const override;
    QString helpText() const override;
    issuance::Readiness readiness() const override;
    Note note() const override;
    QString nextText() const override;
    void next() override;
    QString backText() const override;
    QString overrideText() const override;
    void runOverride() override;

private:
    QString newTryText() const;
    bool isRefused() const;
    bool isStopped() const; // neither running nor decided: stopped by the user or by the network
    int validated() const;
    int refusedNames() const;
    void showTitle();
    void announceChange();

    FailureNotice *m_failure;
    ProgressView *m_progress;
    RefusalView *m_refusal;
    QString m_lastSpoken;
    TabOrder m_tabOrder;
};

} // namespace cw::ui
