// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "ui/widgets/notice.h"

namespace cw::ui
{

// how.test: how the trial of the automatic ways went. Its action asks for a trial.
class TrialNotice : public Notice
{
    Q_OBJECT

public:
    explicit TrialNotice(QWidget *parent = nullptr);

    // `zones`: those of the way that is shown.
    void showState(const issuance::IssueState &state, const QString &way, const QStringList &zones);

private:
    void say(Kind kind, const QString &title, const QString &text, const QString &action);
    void showWorked(const QList<publish::Trial> &trials);
};

} // namespace cw::ui
