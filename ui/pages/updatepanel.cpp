// SPDX-License-Identifier: MIT
#include "ui/pages/updatepanel.h"

#include "base/explain.h"
#include "ui/pages/pagewords.h"
#include "ui/pages/updatefields.h"
#include "ui/theme/roles.h"
#include "ui/widgets/notice.h"

#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::Activity;

UpdatePanel::UpdatePanel(QWidget *parent)
    : Card(tr("Dynamic update (RFC 2136)"), parent)
    , m_practice(new Notice(Notice::Kind::Info))
    , m_fields(new UpdateFields)
    , m_trial(new Notice(Notice::Kind::Info))
{
    setObjectName(QStringLiteral("how.update"));
    setAcceptDrops(true);
    QPushButton *read = newButton(tr("Read a key file…"), ButtonRole::Link, ButtonSize::Card);
    read->setObjectName(QStringLiteral("how.keyFile"));
    read->setAccessibleName(tr("Read a key file"));
    read->setIcon(icon(IconName::Folder, Ink::Accent));
    read->setToolTip(tr("A BIND key file; it can be dropped here too."));
    addToHeader(read);

    m_practice->setObjectName(QStringLiteral("how.practice"));
    m_practice->setText(tr("The practice DNS server takes updates with a key of its own."));
    m_practice->setAction(tr("Use the practice key"));
    m_trial->setObjectName(QStringLiteral("how.test"));
    m_trial->setAccessibleName(tr("Trial"));
    body()->setSpacing(12);
    body()->addWidget(m_practice);
    body()->addWidget(m_fields);
    body()->addWidget(m_trial);

    connect(read, &QPushButton::clicked, this, &UpdatePanel::chooseKeyFile);
    connect(m_fields, &UpdateFields::edited, this, &UpdatePanel::edited);
    connect(m_trial, &Notice::actionTriggered, this, &UpdatePanel::trialRequested);
    connect(m_practice, &Notice::actionTriggered, this, &UpdatePanel::practiceKeyRequested);
}

void UpdatePanel::showState(const issuance::IssueState &state)
{
    m_practice->setVisible(state.order.isPractice);
    m_fields->showState(state);
    showTrial(state);
}

void UpdatePanel::showTrial(const issuance::IssueState &state)
{
    const bool isRunning = state.isRunning(Activity::Trial);
    m_trial->setRunning(isRunning);
    m_trial->action()->setEnabled(!isRunning);
    if (isRunning) {
        m_trial->setKind(Notice::Kind::Info);
        m_trial->setTitle(tr("Trying…"));
        m_trial->setText(tr("A test record is added, looked for and taken away again."));
        m_trial->setAction({});
        return;
    }
    if (const Failure *failure = state.failure(Activity::Trial); failure && !isCanceled(*failure)) {
        const Explanation explanation = explain(*failure);
        m_trial->setKind(Notice::Kind::Fail);
        m_trial->setTitle(explanation.title);
        m_trial->setText(explanation.text + u' ' + explanation.nextStep);
        m_trial->setAction(tr("Try again"));
        return;
    }
    if (!state.trials.isEmpty()) {
        const publish::Trial &trial = state.trials.first();
        m_trial->setKind(Notice::Kind::Ok);
        m_trial->setTitle(tr("Trial worked"));
        m_trial->setText(tr("A test record was added at %1, seen at %2, and taken away again (%3).")
                             .arg(readableName(trial.name.withoutFinalDot()), trial.servers.join(QStringLiteral(", ")),
                                 secondsText(trial.duration)));
        m_trial->setAction(tr("Try again"));
        return;
    }
    m_trial->setKind(Notice::Kind::Info);
    m_trial->setTitle(tr("Not tried yet"));
    m_trial->setText(tr("A trial adds a test record named _certwright-test, looks for it and takes it away again. "
                        "Nothing is ordered."));
    m_trial->setAction(tr("Try it"));
}

void UpdatePanel::chooseKeyFile()
{
    const QString path
        = QFileDialog::getOpenFileName(this, tr("Read a key file"), {}, tr("Key files (*.key *.conf);;All files (*)"));
    if (!path.isEmpty())
        readKeyFile(path);
}

void UpdatePanel::readKeyFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_fields->showFileFailure(BadInput{BadInput::Fault::KeyFileUnreadable, path, file.errorString()});
        return;
    }
    m_fields->takeKey(file.read(LargestKeyFile));
}

void UpdatePanel::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().first().isLocalFile())
        event->acceptProposedAction();
}

void UpdatePanel::dropEvent(QDropEvent *event)
{
    readKeyFile(event->mimeData()->urls().first().toLocalFile());
    event->acceptProposedAction();
}

} // namespace cw::ui
