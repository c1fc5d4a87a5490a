// SPDX-License-Identifier: MIT
#include "ui/pages/publishpage.h"

#include "issuance/recordtexts.h"
#include "ui/models/timetext.h"
#include "ui/pages/challengenotice.h"
#include "ui/pages/cleanupcard.h"
#include "ui/pages/confirmdialog.h"
#include "ui/pages/failurenotice.h"
#include "ui/pages/notready.h"
#include "ui/pages/recordpanel.h"
#include "ui/pages/recordstate.h"
#include "ui/pages/timelinepanel.h"
#include "ui/pages/watchpanel.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/announce.h"

#include <QPointer>
#include <QShortcut>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::Activity;
using issuance::IssueState;
using issuance::Readiness;
using issuance::Step;
using store::OrderStage;

PublishPage::PublishPage(issuance::OrderController &controller, QWidget *parent)
    : OrderPage(Step::Publish, controller, parent)
    , m_failure(new FailureNotice)
    , m_closed(new Notice(Notice::Kind::Warn))
    , m_challenge(new ChallengeNotice)
    , m_cleanUp(new CleanUpCard(controller.state()))
    , m_records(new RecordPanel(controller.state()))
    , m_watch(new WatchPanel)
    , m_timeline(new TimelinePanel)
{
    setTitle(tr("Publish the records and watch them arrive"));
    setSubTitle(tr("Enter the records in your DNS. We ask every name server until all agree."));
    m_closed->setObjectName(QStringLiteral("page.closed"));
    m_closed->hide();
    m_cleanUp->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(11);
    layout->addWidget(m_failure);
    layout->addWidget(m_closed);
    layout->addWidget(m_challenge);
    layout->addWidget(m_cleanUp);
    layout->addWidget(m_records);
    layout->addWidget(m_watch);
    layout->addWidget(m_timeline);
    layout->addStretch();

    connect(m_closed, &Notice::actionTriggered, this, [this] { this->controller().newTry(); });
    connect(m_cleanUp, &CleanUpCard::cleanUpRequested, this, [this] { this->controller().cleanUp(); });
    connect(m_cleanUp, &CleanUpCard::watchRequested, this, [watcher = QPointer(&controller)](bool isWatched) {
        if (watcher) // the card is hidden too when all of it is dropped
            watcher->setCleanUpWatched(isWatched);
    });
    connect(m_records, &RecordPanel::practiceRequested, this, [this] { this->controller().publishInPractice(); });
    connect(m_watch, &WatchPanel::lookRequested, this, &PublishPage::look);
    connect(
        m_watch, &WatchPanel::pauseRequested, this, [this](bool isPaused) { this->controller().setPaused(isPaused); });
    connect(m_watch, &WatchPanel::recordRequested, m_records, &RecordPanel::select);
    connect(m_watch, &WatchPanel::secondPassed, this, [this] { m_watch->showState(state()); });
    connect(new QShortcut(Qt::Key_F5, this), &QShortcut::activated, this, &PublishPage::look);
}

void PublishPage::initializePage()
{
    const bool isWaiting = state().order.stage == OrderStage::Published || state().order.stage == OrderStage::Ordered;
    if (isWaiting && !isWatching(state()) && !state().isRunning(Activity::Refresh) && !state().watch.isPaused)
        controller().startWatching();
}

void PublishPage::look()
{
    if (isWatching(state()) || state().watch.isPaused)
        controller().lookNow();
    else
        controller().startWatching();
}

void PublishPage::showState(const IssueState &shown)
{
    const Failure *failure = shown.failure(Activity::Order);
    m_failure->showFailure(failure ? failure : shown.failure(Activity::Watch));
    m_closed->setVisible(isOver());
    if (isOver()) {
        const bool isExpired = shown.order.stage == OrderStage::Expired;
        m_closed->setText(isExpired && shown.order.expires.isValid()
                ? tr("The CA closed this order on %1; a new one needs new values.")
                      .arg(dateTimeText(shown.order.expires))
                : tr("This order is closed; a new one needs new values."));
        m_closed->setAction(tr("Order again"));
    }
    const bool isByUpdate = shown.order.publish.way == u"rfc2136";
    setSubTitle(isOver() ? tr("The records of this order are no use any more.")
            : isByUpdate ? tr("The records were added for you. We ask every name server until all agree.")
                         : tr("Enter the records in your DNS. We ask every name server until all agree."));
    m_challenge->showState(shown);
    // Nothing has to be entered any more once the order is closed, only taken out.
    if (isOver())
        m_cleanUp->showState();
    else
        m_cleanUp->hide();
    m_records->showState();
    m_records->setVisible(!isOver() && !issuance::recordsToPublish(shown.order).isEmpty());
    m_watch->showState(shown);
    m_timeline->showState(shown);
    announceChange();
    m_tabOrder.follow(*this);
}

bool PublishPage::isOver() const
{
    return state().order.stage == OrderStage::Expired || state().order.stage == OrderStage::Canceled;
}

QString PublishPage::summary() const
{
    const int records = int(state().order.records.size());
    return state().watch.isSafe ? tr("%1 of %1 records agree").arg(records) : tr("The CA was asked before all agreed");
}

bool PublishPage::hasProblem() const
{
    return isOver() || state().failure(Activity::Order);
}

QString PublishPage::helpText() const
{
    return tr("<p>Enter each record in the zone that is named beside it. Many panels add the zone themselves: then "
              "enter the name within the "
              "zone only. Two values at one name stand next to each other; both are needed.</p>"
              "<p>The CA asks the authoritative servers, any of them. So we ask all of them, and open <b>Validate</b> "
              "when each has every "
              "value, twice in a row. Resolvers are only asked after that: asked too early they would remember that "
              "there is nothing.</p>"
              "<p>Ctrl+1 copies the name, Ctrl+2 the value, F5 looks at once.</p>");
}

Readiness PublishPage::readiness() const
{
    if (state().order.stage == OrderStage::Canceled)
        return {false, tr("This order was cancelled.")};
    return OrderPage::readiness();
}

OrderPage::Note PublishPage::note() const
{
    const Readiness ready = readiness();
    return {ready.isReady ? Tone::Ok : Tone::Warn, ready.reason};
}

QString PublishPage::nextText() const
{
    return tr("Validate");
}

void PublishPage::next()
{
    controller().validate(issuance::ValidateMode::WhenSafe);
}

QString PublishPage::overrideText() const
{
    const bool isWaiting = state().order.stage == OrderStage::Published && !isOver();
    return isWaiting && !state().watch.isSafe ? tr("Validate anyway…") : QString();
}

void PublishPage::runOverride()
{
    ConfirmDialog dialog(notReadyContent(state()), window());
    if (dialog.exec() == QDialog::Accepted)
        controller().validate(issuance::ValidateMode::Anyway);
}

void PublishPage::announceChange()
{
    const QString spoken
        = state().watch.isSafe ? tr("All name servers have every value. Validate is open.") : m_watch->spokenSummary();
    if (!isVisible() || spoken.isEmpty() || spoken == m_lastSpoken)
        return;
    m_lastSpoken = spoken;
    announce(this, spoken);
}

} // namespace cw::ui
