// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"

#include <QWidget>

class QVBoxLayout;

namespace cw::ui
{

class ChoiceGroup;
class Notice;
class SaidPanel;
class WorldPanel;

// After a refusal: the result per name, what the CA said beside what the world sees now, and what to do.
class RefusalView : public QWidget
{
    Q_OBJECT

public:
    // `state` is the controller's and outlives the page.
    explicit RefusalView(const issuance::IssueState &state, QWidget *parent = nullptr);

    void showState();

Q_SIGNALS:
    void lookRequested();

private:
    void makeRows(const QStringList &names);
    void showRows();
    void showCurrent();

    const issuance::IssueState &m_state;
    ChoiceGroup *m_names = nullptr;
    QVBoxLayout *m_layout;
    SaidPanel *m_said;
    WorldPanel *m_world;
    Notice *m_todo;
};

} // namespace cw::ui
