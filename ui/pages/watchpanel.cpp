// SPDX-License-Identifier: MIT
#include "ui/pages/watchpanel.h"

#include "ui/models/timetext.h"
#include "ui/pages/pagewords.h"
#include "ui/pages/recordstate.h"
#include "ui/pages/watchhint.h"
#include "ui/pages/watchtable.h"
#include "ui/theme/roles.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/matrix.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/statelabel.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::Activity;
using issuance::IssueState;

WatchPanel::WatchPanel(QWidget *parent)
    : Card(tr("Who can see it?"), parent)
    , m_seen(new Badge)
    , m_when(newLabel({}, TextRole::Small))
    , m_now(newButton(tr("Look now"), ButtonRole::Normal, ButtonSize::Card))
    , m_pause(newButton(tr("Pause"), ButtonRole::Quiet, ButtonSize::Card))
    , m_empty(new StateLabel(Tone::Accent, IconName::StateRun, tr("Asking…")))
    , m_matrix(new Matrix)
    , m_answer(new CodeBox(tr("Raw answer")))
    , m_hint(new Notice(Notice::Kind::Warn))
    , m_wait(new StateLabel(Tone::Warn, IconName::StateWait, {}))
{
    setObjectName(QStringLiteral("watch.panel"));
    m_seen->setObjectName(QStringLiteral("watch.seen"));
    m_when->setObjectName(QStringLiteral("watch.next"));
    m_when->setWordWrap(false);
    m_now->setObjectName(QStringLiteral("watch.now"));
    m_now->setAccessibleName(tr("Look now"));
    m_now->setIcon(icon(IconName::Refresh));
    m_pause->setObjectName(QStringLiteral("watch.pause"));
    m_pause->setAccessibleName(tr("Pause looking"));
    m_matrix->setObjectName(QStringLiteral("watch.matrix"));
    m_matrix->setAccessibleName(tr("Who can see it"));
    m_answer->setObjectName(QStringLiteral("watch.answer"));
    m_hint->setObjectName(QStringLiteral("watch.hint"));
    m_hint->setAccessibleName(tr("Most useful hint"));
    addBesideTitle(m_seen);
    for (QWidget *widget :
        {static_cast<QWidget *>(m_when), static_cast<QWidget *>(m_now), static_cast<QWidget *>(m_pause)})
        addToHeader(widget);
    body()->setSpacing(6);
    body()->addWidget(m_empty);
    body()->addWidget(m_matrix);
    body()->addWidget(m_answer);
    body()->addWidget(m_hint);
    body()->addWidget(m_wait);
    m_wait->setObjectName(QStringLiteral("watch.wait"));
    m_wait->setWeight(StateLabel::Weight::Plain);
    m_wait->hide();
    m_answer->hide();
    m_hint->hide();

    m_second.setInterval(std::chrono::seconds(1));
    connect(&m_second, &QTimer::timeout, this, &WatchPanel::countDown);
    connect(m_now, &QPushButton::clicked, this, &WatchPanel::lookRequested);
    connect(m_pause, &QPushButton::clicked, this, [this] { Q_EMIT pauseRequested(!m_isPaused); });
    connect(m_matrix, &Matrix::cellOpened, this, &WatchPanel::showAnswer);
    connect(m_hint, &Notice::actionTriggered, this, [this] { Q_EMIT recordRequested(m_hintName); });
}

void WatchPanel::showState(const IssueState &state)
{
    m_isPaused = state.watch.isPaused;
    m_nextLook = state.order.isOpen() ? state.watch.nextLook : QDateTime();
    m_lastLook = state.watch.look ? state.watch.look->time : QDateTime();
    m_isLooking = state.isRunning(Activity::Watch);
    m_isLookOld = state.watch.isLookOld;
    const bool isOpen = state.order.isOpen();
    m_now->setVisible(isOpen);
    m_now->setEnabled(!m_isLooking);
    m_pause->setVisible(isOpen);
    m_pause->setText(m_isPaused ? tr("Go on", "looking") : tr("Pause"));
    m_pause->setAccessibleName(m_isPaused ? tr("Go on looking") : tr("Pause looking"));
    showMatrix(state);
    showHint(state);
    showWait(state);
    showCountdown();
    const bool isCounting = m_nextLook.isValid() || m_isCountingDown || m_wait->isVisibleTo(this);
    isCounting ? m_second.start() : m_second.stop();
}

void WatchPanel::showMatrix(const IssueState &state)
{
    const bool hasLook = state.watch.look.has_value();
    m_empty->setVisible(!hasLook);
    m_matrix->setVisible(hasLook);
    m_seen->setVisible(hasLook);
    if (!hasLook) {
        if (state.isRunning(Activity::Watch))
            m_empty->setState(Tone::Accent, IconName::StateRun, tr("Asking the name servers…"));
        else
            m_empty->setState(Tone::Pend, IconName::StateSkip, tr("The name servers have not been asked yet."));
        return;
    }
    WatchTable table = watchTable(*state.watch.look, state.order.dns.authoritativePort, QDateTime::currentDateTimeUtc());
    // The answers are from before a restart or from a closed order: nobody looks, or has not looked since.
    const bool isLookedAt = isWatching(state) || state.watch.isPaused || state.watch.isSafe;
    table.content.isStale = state.watch.isLookOld || !isLookedAt;
    m_isCountingDown = table.isCountingDown && !table.content.isStale;
    // None could be asked from here, or the place is not known: the hint says why.
    const bool isBlind = table.total == 0;
    m_empty->setVisible(isBlind);
    m_empty->setState(Tone::Warn, IconName::StateWarn, tr("No name server could be asked."));
    m_matrix->setVisible(!isBlind);
    m_seen->setVisible(!isBlind);
    m_matrix->setContent(table.content);
    m_seen->setText(tr("%1 of %2 seen").arg(table.seen).arg(table.total));
}

void WatchPanel::showHint(const IssueState &state)
{
    const bool isCurrent = state.order.isOpen() && !state.watch.isLookOld;
    const std::optional<WatchHint> hint = isCurrent ? watchHint(state) : std::nullopt;
    m_hint->setVisible(hint.has_value());
    if (!hint)
        return;
    m_hintName = hint->identifier;
    m_hint->setKind(hint->tone == Tone::Fail  ? Notice::Kind::Fail
            : hint->tone == Tone::Accent ? Notice::Kind::Info
                                         : Notice::Kind::Warn);
    const QString text = hint->text.toHtmlEscaped();
    m_hint->setRichText(
        hint->title.isEmpty() ? text : QStringLiteral("<b>%1:</b> %2").arg(hint->title.toHtmlEscaped(), text));
    m_hint->setAction(hint->isAboutRecord ? tr("Show me") : QString());
}

void WatchPanel::showWait(const IssueState &state)
{
    const bool isCurrent = state.order.isOpen() && !state.watch.isLookOld;
    const std::optional<WatchWait> wait
        = isCurrent ? watchWait(state, QDateTime::currentDateTimeUtc()) : std::nullopt;
    m_wait->setVisible(wait.has_value());
    if (wait)
        m_wait->setText(wait->text);
}

// What changes from second to second: only what is counted down.
void WatchPanel::countDown()
{
    showCountdown();
    if (m_isCountingDown || m_wait->isVisibleTo(this))
        Q_EMIT secondPassed();
}

void WatchPanel::showCountdown()
{
    const QString asOf = m_isLookOld && m_lastLook.isValid() ? tr("last look: %1").arg(dateTimeText(m_lastLook)) : QString();
    if (m_isLooking && !asOf.isEmpty()) {
        m_when->setText(tr("looking again… %1", "time of the look that is shown").arg(asOf));
    } else if (m_isLooking) {
        m_when->setText(tr("looking…"));
    } else if (m_isPaused) {
        m_when->setText(tr("paused"));
    } else if (m_nextLook.isValid()) {
        const auto left = std::chrono::seconds(std::max<qint64>(0, QDateTime::currentDateTimeUtc().secsTo(m_nextLook)));
        m_when->setText(tr("next look in %1", "8 s").arg(countdownText(left)));
    } else {
        m_when->setText(m_lastLook.isValid() ? tr("last look: %1").arg(dateTimeText(m_lastLook)) : QString());
    }
}

void WatchPanel::showAnswer(const QString &zone, const QString &label, const QString &server)
{
    for (const MatrixGroup &group : m_matrix->content().groups) {
        if (group.zone != zone)
            continue;
        for (const MatrixRow &row : group.rows) {
            const QStringList columns = group.servers + m_matrix->content().resolvers;
            const QList<MatrixCell> cells = row.servers + row.resolvers;
            const qsizetype index = columns.indexOf(server);
            if (row.label != label || index < 0 || cells[index].copyText.isEmpty())
                continue;
            m_answer->setName(tr("Raw answer of %1").arg(server));
            m_answer->setText(cells[index].copyText);
            m_answer->show();
            return;
        }
    }
    m_answer->hide();
}

QString WatchPanel::spokenSummary() const
{
    return m_seen->text();
}

} // namespace cw::ui
