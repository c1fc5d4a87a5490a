// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/ordercontroller.h"
#include "ui/widgets/card.h"

class QLabel;
class QPushButton;

namespace cw::ui
{

class AliasLines;
class ChoiceGroup;
class ComboField;
class FailureNotice;
class Notice;
class PathDiagram;
class TextField;

// Step 4, "Alias zone (CNAME or NS)": once and for all certificates to come, the validation names lead to another zone.
// Proposes a target for each name, shows the lines for the main zone and sees whether they are there.
class AliasPanel : public Card
{
    Q_OBJECT

public:
    explicit AliasPanel(issuance::OrderController &controller, QWidget *parent = nullptr);
    ~AliasPanel() override;

    void showState(const issuance::IssueState &state);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QLayout *newFields();
    void takeFields(); // what was typed becomes the choice
    void takeVariant(const QString &variant);
    void choose(const store::AliasChoice &choice);
    void makePlans(const issuance::IssueState &state);
    void showFields(const store::AliasChoice &choice);
    void showRows(const issuance::IssueState &state);
    void showName();

    issuance::OrderController &m_controller;
    TextField *m_zone;
    ComboField *m_scheme;
    QLabel *m_explanation;
    FailureNotice *m_failure;
    QWidget *m_plan; // all below the fields
    ChoiceGroup *m_rows;
    PathDiagram *m_path;
    Notice *m_hint;
    AliasLines *m_lines;
    QPushButton *m_check;
    QPushButton *m_use;
    QList<checks::AliasPlan> m_plans;
    QStringList m_planned; // names and choice that the plans are of
};

} // namespace cw::ui
