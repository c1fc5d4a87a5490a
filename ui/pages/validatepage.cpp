// SPDX-License-Identifier: MIT
#include "ui/pages/validatepage.h"

#include "issuance/limitmeter.h"
#include "ui/pages/failurenotice.h"
#include "ui/pages/pagewords.h"
#include "ui/pages/progressview.h"
#include "ui/pages/refusalview.h"
#include "ui/widgets/announce.h"

#include <QVBoxLayout>

namespace cw::ui
{

using issuance::Activity;
using issuance::IssueState;
using issuance::Readiness;
using issuance::Step;
using store::OrderStage;

ValidatePage::ValidatePage(issuance::OrderController &controller, QWidget *parent)
    : OrderPage(Step::Validate, controller, parent)
    , m_failure(new FailureNotice)
    , m_progress(new ProgressView(controller.state()))
    , m_refusal(new RefusalView(controller.state()))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_failure);
    layout->addWidget(m_progress);
    layout->addWidget(m_refusal);
    layout->addStretch();
    m_refusal->hide();
    showTitle();
    connect(m_refusal, &RefusalView::lookRequested, this, [this] { this->controller().lookAgain(); });
}

void ValidatePage::initializePage()
{
    if (isRefused() && !state().freshLook && !state().isRunning(Activity::FreshLook))
        controller().lookAgain();
}

void ValidatePage::showState(const IssueState &shown)
{
    m_refusal->setVisible(isRefused());
    m_progress->setVisible(!isRefused());
    // The view of a refusal shows the CA's document itself; any other failure stands on top.
    const Failure *failure = shown.failure(Activity::Validate);
    const bool isShownBelow = isRefused() && failure && std::holds_alternative<Problem>(*failure);
    m_failure->showFailure(isShownBelow ? nullptr : failure);
    if (isRefused())
        m_refusal->showState();
    else
        m_progress->showState();
    showTitle();
    announceChange();
    m_tabOrder.follow(*this);
}

void ValidatePage::showTitle()
{
    const int total = int(state().order.records.size());
    if (isRefused()) {
        const int refused = refusedNames();
        if (refused == 0)
            setTitle(tr("The CA refused the order"));
        else
            setTitle(refused == 1 ? tr("One name was not validated") : tr("%n names were not validated", "", refused));
        setSubTitle(
            tr("%1 of %2 names are proved. A new try needs a new order; the key is kept.").arg(validated()).arg(total));
        return;
    }
    setTitle(tr("The CA is looking at your records"));
    const QList<store::NameRecord> &records = state().order.records;
    const bool isTroubled = std::any_of(
        records.begin(), records.end(), [](const auto &record) { return progressOf(record) == Progress::Troubled; });
    if (isTroubled && !isStopped()) {
        setSubTitle(tr("%1 of %2 names are validated. The CA may look again at those that it was not content with.")
                        .arg(validated())
                        .arg(total));
        return;
    }
    setSubTitle(isStopped()
            ? tr("%1 of %2 names are validated. We are not waiting at the moment.").arg(validated()).arg(total)
            : tr("%1 of %2 names are validated. There is nothing to do for you.").arg(validated()).arg(total));
}

bool ValidatePage::isRefused() const
{
    return state().order.stage == OrderStage::Failed;
}

bool ValidatePage::isStopped() const
{
    const bool isOpen = state().order.stage == OrderStage::Answered || state().order.stage == OrderStage::Finalizing
        || state().order.stage == OrderStage::Published;
    return isOpen && !state().isRunning(Activity::Validate) && !state().isRunning(Activity::Refresh);
}

int ValidatePage::validated() const
{
    const QList<store::NameRecord> &records = state().order.records;
    return int(std::count_if(
        records.begin(), records.end(), [](const auto &record) { return progressOf(record) == Progress::Validated; }));
}

int ValidatePage::refusedNames() const
{
    const QList<store::NameRecord> &records = state().order.records;
    return int(std::count_if(
        records.begin(), records.end(), [](const auto &record) { return progressOf(record) == Progress::Refused; }));
}

QString ValidatePage::summary() const
{
    return tr("%1 of %2 validated").arg(validated()).arg(state().order.records.size());
}

bool ValidatePage::hasProblem() const
{
    return isRefused();
}

QString ValidatePage::helpText() const
{
    return tr("<p>The CA was told that the records are there. It now asks DNS itself, often from several places in the "
              "world, then signs the "
              "certificate. Usually this takes less than a minute.</p>"
              "<p>When it refuses, its own words stand beside a fresh look at every name server. An order with a "
              "refused name cannot go on "
              "(RFC 8555); a new try makes a new order with the same key, and new values for the records.</p>");
}

Readiness ValidatePage::readiness() const
{
    if (isRefused())
        return {true, newTryText()};
    if (isStopped())
        return {false, tr("We are not waiting for the CA at the moment.")};
    return OrderPage::readiness();
}

// Which names keep their proof, and how many tries the CA's limit leaves.
QString ValidatePage::newTryText() const
{
    for (const issuance::LimitUse &use : state().limits) {
        if (use.kind == issuance::LimitUse::Kind::FailedValidations && use.isReached())
            return issuance::limitText(use);
    }
    QStringList proved;
    for (const store::NameRecord &record : state().order.records) {
        if (progressOf(record) == Progress::Validated)
            proved.append(readableName(record.name));
    }
    if (proved.isEmpty())
        return tr("A new try is a new order: it begins with a look at DNS and needs new values.");
    return tr("A new try is a new order with new values. What the CA still knows needs none: %1.").arg(proved.join(QStringLiteral(", ")));
}

OrderPage::Note ValidatePage::note() const
{
    return {isRefused() ? Tone::Warn : Tone::Neutral, readiness().reason};
}

QString ValidatePage::nextText() const
{
    return isRefused() ? tr("New try for %n names", "", int(state().order.names.size())) : tr("Next: certificate");
}

void ValidatePage::next()
{
    if (isRefused())
        controller().newTry();
    else
        OrderPage::next();
}

QString ValidatePage::backText() const
{
    return tr("Records");
}

QString ValidatePage::overrideText() const
{
    if (state().isRunning(Activity::Validate))
        return tr("Stop waiting");
    return isStopped() ? tr("Ask the CA again") : QString();
}

void ValidatePage::runOverride()
{
    if (state().isRunning(Activity::Validate))
        controller().stop(Activity::Validate);
    else
        controller().refresh();
}

void ValidatePage::announceChange()
{
    const QString spoken = isRefused() ? title() : subTitle();
    if (!isVisible() || spoken == m_lastSpoken)
        return;
    m_lastSpoken = spoken;
    announce(this, spoken);
}

} // namespace cw::ui
