// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"

#include <QTimer>
#include <QWidget>

class QGridLayout;
class QLabel;

namespace cw::ui
{

class PathDiagram;
class StateIcon;
class StateLabel;

// While the CA looks: each name with its state and seconds, and the four steps of what happens now.
class ProgressView : public QWidget
{
    Q_OBJECT

public:
    // `state` is the controller's and outlives the page.
    explicit ProgressView(const issuance::IssueState &state, QWidget *parent = nullptr);

    void showState();

private:
    struct Row {
        QString name;
        StateIcon *icon;
        QLabel *line;
        QLabel *word;
        QLabel *seconds;
    };
    void makeRows();
    void showRow(const Row &row, const store::NameRecord &record);
    void showFlow();
    void showSeconds();

    const issuance::IssueState &m_state;
    QGridLayout *m_grid;
    QList<Row> m_rows;
    PathDiagram *m_flow;
    StateLabel *m_note;
    QTimer m_second;
};

// Troubled: the CA was not content when it looked, and may look again (RFC 8555 8.2).
enum class Progress { Queued, Looking, Troubled, Validated, Refused };
Progress progressOf(const store::NameRecord &record);

} // namespace cw::ui
