// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "ui/widgets/card.h"

#include <QTimer>

class QLabel;
class QPushButton;

namespace cw::ui
{

class Badge;
class CodeBox;
class Matrix;
class Notice;
class StateLabel;

// "Who can see it?": the live matrix, its one hint, and when we look again.
class WatchPanel : public Card
{
    Q_OBJECT

public:
    explicit WatchPanel(QWidget *parent = nullptr);

    void showState(const issuance::IssueState &state);
    QString spokenSummary() const; // "6 of 9 seen"

Q_SIGNALS:
    void lookRequested();
    void pauseRequested(bool isPaused);
    void recordRequested(const QString &name); // show the record that the hint is about
    void secondPassed(); // something is counted down: show the state again

private:
    void showMatrix(const issuance::IssueState &state);
    void showHint(const issuance::IssueState &state);
    void showWait(const issuance::IssueState &state);
    void countDown();
    void showCountdown();
    void showAnswer(const QString &zone, const QString &label, const QString &server);

    Badge *m_seen;
    QLabel *m_when;
    QPushButton *m_now;
    QPushButton *m_pause;
    StateLabel *m_empty;
    Matrix *m_matrix;
    CodeBox *m_answer;
    Notice *m_hint;
    StateLabel *m_wait; // the earliest sensible time to ask the CA
    QString m_hintName;
    QTimer m_second;
    QDateTime m_nextLook;
    QDateTime m_lastLook;
    bool m_isPaused = false;
    bool m_isLooking = false;
    bool m_isLookOld = false;
    bool m_isCountingDown = false;
};

} // namespace cw::ui
