// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "ui/widgets/card.h"

class QPlainTextEdit;

namespace cw::ui
{

class LogModel;

// What hooks write, line by line as it comes, while a trial, an order or a clean-up runs; it stays until the next one begins.
// Hidden until there is something.
class HookOutput : public Card
{
    Q_OBJECT

public:
    static constexpr int MostLines = 1000;

    explicit HookOutput(QWidget *parent = nullptr);

    void setLog(LogModel *log);
    void showState(const issuance::IssueState &state);
    QString text() const;

private:
    void takeRows(int first, int last);

    LogModel *m_log = nullptr;
    QPlainTextEdit *m_text;
    bool m_isRunning = false;
};

} // namespace cw::ui
