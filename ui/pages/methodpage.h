// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/orderpage.h"
#include "ui/pages/taborder.h"

namespace cw::ui
{

class Card;
class ChoiceGroup;
class FailureNotice;
class UpdatePanel;
class ZonesPanel;

// Step 4, "How will the record get into DNS?". Its primary button places the order.
class MethodPage : public OrderPage
{
    Q_OBJECT

public:
    explicit MethodPage(issuance::OrderController &controller, QWidget *parent = nullptr);
    ~MethodPage() override;

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
    bool isOrdered() const;
    bool isUpdate() const;
    void choose(const QString &way);
    bool pushUpdate(); // false: something is wrong at a field
    void startTrial();

    FailureNotice *m_failure;
    ChoiceGroup *m_ways;
    ZonesPanel *m_zones;
    Card *m_byHand;
    UpdatePanel *m_update;
    QWidget *m_updateNote;
    TabOrder m_tabOrder;
};

} // namespace cw::ui
