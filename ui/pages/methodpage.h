// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/orderpage.h"
#include "ui/pages/taborder.h"

namespace cw::ui
{

class AcmeDnsPanel;
class AliasPanel;
class ChoiceGroup;
class FailureNotice;
class HookOutput;
class LimitLines;
class MethodPanel;
class Notice;
class StandingPanel;
class ZonesPanel;
struct MethodView;

// Step 4, "How will the record get into DNS?". What is chosen is for all zones or for one (the scope). Its primary button
// places the order; when publishing failed afterwards, it publishes again.
class MethodPage : public OrderPage
{
    Q_OBJECT

public:
    explicit MethodPage(issuance::OrderController &controller, QWidget *parent = nullptr);
    ~MethodPage() override;

    void initializePage() override;
    void showState(const issuance::IssueState &state) override;
    void setLog(LogModel *log) override;

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
    void addPanel(MethodPanel *panel);
    void addLasting();
    void connectAcmeDns(AcmeDnsPanel *panel);
    void build();
    bool isPublished() const; // nothing can be chosen any more
    int refusedByCa() const;
    bool isOrdered() const; // at the CA, and not published
    MethodView view() const;
    MethodPanel *panel() const; // of the way that is chosen for the scope
    void choose(const QString &way);
    void showLasting(const QString &id);
    void showKind();
    void setScope(const QString &zone);
    void useFor(const QString &zone);
    bool push(); // false: something is wrong at a field
    void startTrial();

    FailureNotice *m_failure;
    ChoiceGroup *m_ways;
    ZonesPanel *m_zones;
    QList<MethodPanel *> m_panels;
    AliasPanel *m_alias;
    StandingPanel *m_standing;
    QString m_lasting; // "alias" or "standing" while shown: no way of its own, what is set up there is used by all ways
    Notice *m_kind;
    HookOutput *m_output;
    Notice *m_note;
    LimitLines *m_limits;
    QString m_scope;
    TabOrder m_tabOrder;
};

} // namespace cw::ui
