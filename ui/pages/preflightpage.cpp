// SPDX-License-Identifier: MIT
#include "ui/pages/preflightpage.h"

#include "ui/pages/confirmdialog.h"
#include "ui/pages/failurenotice.h"
#include "ui/pages/findinggroups.h"
#include "ui/pages/pagewords.h"
#include "ui/pages/preflightnames.h"
#include "ui/pages/preflightpanels.h"
#include "ui/pages/preflightquestions.h"
#include "ui/pages/workstationnotice.h"
#include "ui/theme/roles.h"
#include "ui/widgets/announce.h"
#include "ui/widgets/notice.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>

namespace cw::ui
{

using checks::Verdict;
using issuance::Activity;
using issuance::IssueState;
using issuance::Readiness;
using issuance::Step;
using Scope = issuance::OrderController::PreflightScope;

PreflightPage::PreflightPage(issuance::OrderController &controller, QWidget *parent)
    : OrderPage(Step::Preflight, controller, parent)
    , m_rows(new QVBoxLayout(this))
    , m_failure(new FailureNotice)
    , m_workstation(new WorkstationNotice)
    , m_dropped(new Notice(Notice::Kind::Info))
    , m_names(new PreflightNames)
    , m_again(newButton(tr("Check again")))
    , m_stop(newButton(tr("Stop"), ButtonRole::Quiet))
    , m_panels(new PreflightPanels)
{
    setTitle(tr("Is DNS ready?"));
    setSubTitle(tr("We look at DNS the way the CA will. Nothing has been ordered yet."));
    m_dropped->setObjectName(QStringLiteral("pre.dropped"));
    m_dropped->setAction(tr("Take back"));
    auto *columns = new QHBoxLayout;
    columns->setSpacing(16);
    columns->addWidget(makeNames(), 0, Qt::AlignLeft | Qt::AlignTop);
    columns->addWidget(m_panels, 1);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(12);
    m_rows->addWidget(m_failure);
    m_rows->addWidget(m_workstation);
    m_rows->addWidget(m_dropped);
    m_rows->addLayout(columns, 1);

    connect(m_names, &PreflightNames::currentChanged, this, &PreflightPage::showCurrent);
    connect(m_dropped, &Notice::actionTriggered, this, [this] { this->controller().takeBackDroppedNames(); });
    connect(m_again, &QPushButton::clicked, this, [this] { checkAgain(Scope::NotReadyOnly); });
    connect(m_stop, &QPushButton::clicked, this, [this] { this->controller().stop(Activity::Preflight); });
    connect(new QShortcut(Qt::Key_F5, this), &QShortcut::activated, this, [this] { checkAgain(Scope::NotReadyOnly); });
    connect(
        new QShortcut(Qt::SHIFT | Qt::Key_F5, this), &QShortcut::activated, this, [this] { checkAgain(Scope::All); });
}

QWidget *PreflightPage::makeNames()
{
    auto *column = new QWidget;
    m_again->setObjectName(QStringLiteral("pre.again"));
    m_again->setAccessibleName(tr("Check again"));
    m_again->setIcon(icon(IconName::Refresh));
    m_again->setToolTip(tr("F5: names that are not ready. Shift+F5: all names."));
    m_stop->setObjectName(QStringLiteral("pre.stop"));
    m_stop->setAccessibleName(tr("Stop checking"));
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_names);
    layout->addWidget(m_again);
    layout->addWidget(m_stop);
    layout->addStretch();
    column->setFixedWidth(fontMetrics().averageCharWidth() * 27);
    return column;
}

void PreflightPage::initializePage()
{
    const Counts now = counts();
    const bool isOrdered = state().order.stage != store::OrderStage::Draft;
    if (now.open > 0 && !isOrdered && !state().isRunning(Activity::Preflight))
        controller().startPreflight(Scope::All);
}

void PreflightPage::showState(const IssueState &shown)
{
    const bool isRunning = shown.isRunning(Activity::Preflight);
    showNotices(shown);
    showDropped(shown);
    m_names->showState(shown);
    m_again->setVisible(!shown.order.names.isEmpty());
    m_again->setText(isRunning ? tr("Checking…") : tr("Check again"));
    showButtons(isRunning);
    showCurrent();
    announceResult();
    m_tabOrder.follow(*this);
}

// The one goes when the other comes: the keyboard stays where it is.
void PreflightPage::showButtons(bool isRunning)
{
    QPushButton *coming = isRunning ? m_stop : m_again;
    QPushButton *going = isRunning ? m_again : m_stop;
    const bool hasFocus = going->hasFocus();
    m_stop->setVisible(isRunning || m_stop->hasFocus());
    m_again->setEnabled(!isRunning || m_again->hasFocus());
    if (hasFocus)
        coming->setFocus();
    m_stop->setVisible(isRunning);
    m_again->setEnabled(!isRunning);
}

// One notice for the page, not one for each name.
void PreflightPage::showNotices(const IssueState &shown)
{
    const Failure *failure = shown.failure(Activity::Preflight);
    m_failure->showFailure(failure);
    QString key = failure ? QStringLiteral("failure") : isOffline(shown.preflight) ? QStringLiteral("offline") : QString();
    for (const checks::Finding &finding : shown.workstation)
        key += finding.check + finding.saw;
    if (key == m_shownNotices)
        return;
    m_shownNotices = key;
    const bool isSilent = isOffline(shown.preflight) && worthTelling(shown.workstation).isEmpty();
    if (!failure && isSilent)
        m_workstation->showOffline();
    else
        m_workstation->showFindings(failure ? QList<checks::Finding>() : shown.workstation, shown.preflightTime);
}

void PreflightPage::showDropped(const IssueState &shown)
{
    const bool isShown = shown.dropped && shown.order.stage == store::OrderStage::Draft;
    m_dropped->setVisible(isShown);
    if (!isShown)
        return;
    QStringList names;
    for (const checks::NamePreflight &name : shown.dropped->results)
        names << name.name.ascii;
    m_dropped->setTitle(tr("%n names were left out", nullptr, int(names.size())));
    m_dropped->setText(nameList(names, 5));
}

void PreflightPage::showCurrent()
{
    const checks::NamePreflight *name = preflightOf(state(), m_names->current());
    const bool isRunning = state().isRunning(Activity::Preflight);
    m_panels->setVisible((name || isRunning) && !isOffline(state().preflight));
    const QString key = name ? name->name.ascii + name->asked.toString(Qt::ISODateWithMs) : QString();
    if (name && key == m_shown)
        return;
    m_shown = key;
    if (name)
        m_panels->showName(*name);
    else
        m_panels->showRunning();
}

void PreflightPage::focusFirst()
{
    m_names->focusCurrent();
}

void PreflightPage::checkAgain(Scope scope)
{
    if (state().isRunning(Activity::Preflight))
        return;
    const Counts now = counts();
    const bool isAllReady = now.ready == state().order.names.size();
    controller().startPreflight(isAllReady ? Scope::All : scope);
}

PreflightPage::Counts PreflightPage::counts() const
{
    Counts counted;
    for (const QString &name : state().order.names) {
        const checks::NamePreflight *found = preflightOf(state(), name);
        if (!found)
            ++(state().isRunning(Activity::Preflight) ? counted.running : counted.open);
        else if (found->verdict == Verdict::Ready)
            ++counted.ready;
        else if (found->verdict == Verdict::Warning)
            ++counted.warning;
        else if (found->verdict == Verdict::Refused)
            ++counted.refused;
        else
            ++counted.unknown;
    }
    return counted;
}

QString PreflightPage::summary() const
{
    const Counts now = counts();
    const int known = int(state().order.names.size()) - now.open - now.running;
    return known > 0 ? tr("%1 of %2 ready").arg(now.ready + now.warning).arg(state().order.names.size()) : QString();
}

bool PreflightPage::hasProblem() const
{
    return counts().refused > 0 || state().failure(Activity::Preflight);
}

QList<OrderPage::Badge> PreflightPage::headerBadges() const
{
    const Counts now = counts();
    QList<Badge> badges;
    if (now.ready > 0)
        badges << Badge{Tone::Ok, IconName::StateOk, tr("%n ready", "names", now.ready)};
    if (now.warning > 0)
        badges << Badge{Tone::Warn, IconName::StateWarn, tr("%n with a warning", "names", now.warning)};
    if (now.unknown > 0)
        badges << Badge{Tone::Warn, IconName::StateWarn, tr("%n without an answer", "names", now.unknown)};
    if (now.refused > 0)
        badges << Badge{Tone::Fail, IconName::StateFail, tr("%n refused", "names", now.refused)};
    if (now.running > 0)
        badges << Badge{Tone::Accent, IconName::StateRun, tr("%n running", "names", now.running)};
    return badges;
}

QString PreflightPage::helpText() const
{
    return tr("<p>Before it issues, a certificate authority asks DNS two things of each name: whether a CAA record "
              "forbids it to issue, "
              "and later, whether the TXT record is there. This page asks the same questions now, while a refusal "
              "costs nothing.</p>"
              "<p>CAA is looked for at the name itself, then at its parent, and so on; the first set that is found "
              "decides. No record up "
              "to the root means that every authority may issue. No answer counts as a no.</p>"
              "<p>Everything here can be run again by hand: the evidence names each command.</p>");
}

Readiness PreflightPage::readiness() const
{
    Readiness ready = OrderPage::readiness();
    const Counts now = counts();
    if (ready.isReady || now.refused == 0 || now.running > 0)
        return ready;
    const int others = int(state().order.names.size()) - now.refused;
    if (others > 0)
        ready.reason = tr("%n names would be refused.", "", now.refused) + u' '
            + (now.refused == 1 ? tr("You can take it out and go on with the other %n.", "", others)
                                : tr("You can take them out and go on with the other %n.", "", others));
    return ready;
}

OrderPage::Note PreflightPage::note() const
{
    const Readiness ready = readiness();
    const Counts now = counts();
    if (now.running > 0)
        return {Tone::Neutral, ready.reason};
    if (ready.isReady)
        return {Tone::Neutral, ready.reason};
    return {now.refused > 0 ? Tone::Fail : now.warning + now.unknown > 0 ? Tone::Warn : Tone::Neutral, ready.reason};
}

QString PreflightPage::nextText() const
{
    return tr("Next: how to publish");
}

QString PreflightPage::overrideText() const
{
    const Counts now = counts();
    if (now.running + now.open > 0 || OrderPage::readiness().isReady)
        return {};
    const int others = int(state().order.names.size()) - now.refused;
    const bool canLeaveOut = state().order.csrDer.isEmpty(); // a request is for all of its names
    if (now.refused > 0 && others > 0 && canLeaveOut)
        return tr("Go on with %n names…", "", others);
    return now.warning + now.unknown + now.refused > 0 ? tr("Go on although…", "DNS has warnings") : QString();
}

void PreflightPage::runOverride()
{
    const Counts now = counts();
    if (now.refused == 0)
        controller().goOnAlthough();
    else if (now.refused < state().order.names.size() && state().order.csrDer.isEmpty())
        dropRefused();
    else
        goOnAlthoughRefused();
}

void PreflightPage::goOnAlthoughRefused()
{
    ConfirmDialog dialog(goOnQuestion(state()), window());
    if (dialog.exec() == QDialog::Accepted)
        controller().goOnAlthough();
}

void PreflightPage::dropRefused()
{
    ConfirmDialog dialog(dropQuestion(state()), window());
    if (dialog.exec() != QDialog::Accepted)
        return;
    controller().dropRefusedNames();
    controller().goTo(Step::Method);
}

void PreflightPage::announceResult()
{
    QStringList words;
    const QList<Badge> badges = headerBadges();
    for (const Badge &badge : badges)
        words << badge.text;
    const QString spoken = words.join(QStringLiteral(", "));
    if (!isVisible() || spoken == m_lastSpoken)
        return;
    m_lastSpoken = spoken;
    announce(this, spoken);
}

} // namespace cw::ui
