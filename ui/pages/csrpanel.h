// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"

#include <QWidget>

class QPlainTextEdit;

namespace cw::ui
{

class Notice;

// The user's own request: pasted, from a file or dropped. Says what it is for, what is odd about it, or why it cannot be used.
class CsrPanel : public QWidget
{
    Q_OBJECT

public:
    explicit CsrPanel(QWidget *parent = nullptr);

    void showState(const issuance::IssueState &state);
    void showFailure(const Failure &failure);
    void showTaken(const issuance::IssueState &state); // what was requested is used
    void requestAgain(); // what the text shows
    void take(const QByteArray &pemOrDer);
    void readFile(const QString &path);
    bool isRefused() const { return m_isRefused; }

Q_SIGNALS:
    void requested(const QByteArray &pemOrDer); // to be used for the order

private:
    void choose();

    QPlainTextEdit *m_text;
    Notice *m_result;
    QByteArray m_shown; // DER of what the text shows
    bool m_isRefused = false;
};

} // namespace cw::ui
