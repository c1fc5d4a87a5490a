// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"

#include <QUrl>
#include <QWidget>

class QPushButton;

namespace cw::ui
{

class CodeBox;
class Notice;
class SegmentedControl;

// Step 5, tab "Hand over": the records of the order for whoever runs the DNS, as a mail or as a table.
class HandOverPanel : public QWidget
{
    Q_OBJECT

public:
    // `state` is the controller's and outlives the page.
    explicit HandOverPanel(const issuance::IssueState &state, QWidget *parent = nullptr);

    void showState();
    // The mail as a URL for the user's mail program; empty when it is too long for one.
    QUrl mailUrl() const;
    // Writes what is shown; empty when it worked, else why not.
    QString saveTo(const QString &path) const;

private:
    bool isMail() const;
    QString text() const;
    void chooseFile();
    void showForm();

    const issuance::IssueState &m_state;
    SegmentedControl *m_form;
    CodeBox *m_text;
    QPushButton *m_save;
    QPushButton *m_write;
    Notice *m_failure;
};

} // namespace cw::ui
