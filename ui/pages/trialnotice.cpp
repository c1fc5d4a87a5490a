// SPDX-License-Identifier: MIT
#include "ui/pages/trialnotice.h"

#include "base/explain.h"
#include "ui/pages/pagewords.h"
#include "ui/theme/icons.h"

#include <QPushButton>

namespace cw::ui
{

using issuance::Activity;
using issuance::IssueState;

namespace
{

QList<publish::Trial> trialsOf(const IssueState &state, const QStringList &zones)
{
    QList<publish::Trial> trials = state.trials;
    trials.removeIf([&zones](const publish::Trial &trial) { return !zones.contains(trial.zone); });
    return trials;
}

QString serversOf(const QList<publish::Trial> &trials)
{
    QStringList servers;
    for (const publish::Trial &trial : trials) {
        for (const QString &server : trial.servers) {
            if (!servers.contains(server))
                servers << server;
        }
    }
    return nameList(servers, 4);
}

} // namespace

TrialNotice::TrialNotice(QWidget *parent)
    : Notice(Kind::Info, parent)
{
    setObjectName(QStringLiteral("how.test"));
    setAccessibleName(tr("Trial"));
    action()->setIcon(icon(IconName::Refresh, Ink::Accent));
}

void TrialNotice::showState(const IssueState &state, const QString &way, const QStringList &zones)
{
    const bool isRunning = state.isRunning(Activity::Trial);
    setRunning(isRunning);
    action()->setEnabled(!isRunning);
    const bool staysThere = way == u"acme-dns";
    if (isRunning) {
        say(Kind::Info, tr("Trying…"),
            staysThere ? tr("A test value is put in and looked for at every name server.")
                       : tr("A test value is put in, looked for at every name server, and taken away again."),
            {});
        return;
    }
    if (const Failure *failure = state.failure(Activity::Trial); failure && !isCanceled(*failure)) {
        const Explanation explanation = explain(*failure);
        say(Kind::Fail, explanation.title, explanation.text + u' ' + explanation.nextStep, tr("Try again"));
        return;
    }
    const QList<publish::Trial> trials = trialsOf(state, zones);
    if (!trials.isEmpty() && trials.size() == zones.size()) {
        showWorked(trials);
        return;
    }
    say(Kind::Info, tr("Not tried yet"),
        staysThere ? tr("A trial puts a test value in and looks for it at every name server. acme-dns cannot remove it: "
                        "it stays until the next value replaces it. Nothing is ordered.")
                   : tr("A trial puts a test value in, looks for it at every name server, and takes it away again. "
                        "Nothing is ordered."),
        tr("Try it"));
}

void TrialNotice::showWorked(const QList<publish::Trial> &trials)
{
    std::chrono::milliseconds duration{0};
    for (const publish::Trial &trial : trials)
        duration += trial.duration;
    const publish::Trial &first = trials.first();
    QString text;
    if (first.staysThere) {
        text = tr("A test value was put in at %1 and seen at %2 (%3). It stays there until the next value replaces it.")
                   .arg(readableName(first.name.withoutFinalDot()), serversOf(trials), secondsText(duration));
    } else if (trials.size() == 1) {
        text = tr("A test record was added at %1, seen at %2, and taken away again (%3).")
                   .arg(readableName(first.name.withoutFinalDot()), serversOf(trials), secondsText(duration));
    } else {
        text = tr("Test records were added in %n zones, seen at %1, and taken away again (%2).", "", int(trials.size()))
                   .arg(serversOf(trials), secondsText(duration));
    }
    say(Kind::Ok, tr("Trial worked"), text, tr("Try again"));
}

void TrialNotice::say(Kind kind, const QString &title, const QString &text, const QString &action)
{
    setKind(kind);
    setTitle(title);
    setText(text);
    setAction(action);
}

} // namespace cw::ui
