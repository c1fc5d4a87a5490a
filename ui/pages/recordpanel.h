// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "ui/widgets/card.h"

class QLabel;

namespace cw::ui
{

class ChoiceGroup;
class CodeBox;
class CopyField;
class Notice;
class SegmentedControl;
class StateLabel;
class HandOverPanel;
class TabStrip;

// The records to publish: a list, and the chosen one ready to be copied; all of them as zone file, nsupdate and dig.
class RecordPanel : public Card
{
    Q_OBJECT

public:
    // `state` is the controller's and outlives the page.
    explicit RecordPanel(const issuance::IssueState &state, QWidget *parent = nullptr);

    void showState();
    void select(const QString &name);

Q_SIGNALS:
    void practiceRequested(); // put the records into the practice zone

private:
    QWidget *newRecordTab();
    void makeRows(const QList<store::NameRecord> &records);
    void showRows();
    void showRecord();
    void showUntil();
    void showTab(int index);
    void step(int by);

    const issuance::IssueState &m_state;
    ChoiceGroup *m_rows;
    TabStrip *m_tabs;
    QLabel *m_modeLabel;
    SegmentedControl *m_mode;
    QWidget *m_record;
    CopyField *m_name;
    QLabel *m_zone;
    CopyField *m_value;
    QLabel *m_ttl;
    StateLabel *m_next;
    CodeBox *m_zoneFile;
    CodeBox *m_nsupdate;
    CodeBox *m_dig;
    HandOverPanel *m_handOver;
    QLabel *m_until;
    Notice *m_practice;
};

} // namespace cw::ui
