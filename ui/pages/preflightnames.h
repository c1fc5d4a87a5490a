// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "ui/theme/icons.h"

#include <QWidget>

namespace cw::ui
{

class ChoiceGroup;
class ChoiceRow;

// How one name stands in the preflight: shape, tone and one line.
struct NameState {
    Tone tone = Tone::Pend;
    IconName icon = IconName::StateTodo;
    QString line;
};
NameState nameState(const issuance::IssueState &state, const QString &name);

// Its preflight; null while it runs.
const checks::NamePreflight *preflightOf(const issuance::IssueState &state, const QString &name);

// The names on the left of the preflight, the worst one selected until the user chooses another.
class PreflightNames : public QWidget
{
    Q_OBJECT

public:
    explicit PreflightNames(QWidget *parent = nullptr);

    void showState(const issuance::IssueState &state);
    QString current() const;
    void setCurrent(const QString &name);
    void focusCurrent();

Q_SIGNALS:
    void currentChanged();

private:
    void makeRows(const QStringList &names);
    void showRow(ChoiceRow &row, const NameState &state);
    QString worstName(const issuance::IssueState &state) const;

    ChoiceGroup *m_rows;
    bool m_hasUserChosen = false;
};

} // namespace cw::ui
