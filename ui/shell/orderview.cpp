// SPDX-License-Identifier: MIT
#include "ui/shell/orderview.h"

#include "ui/pages/authoritypage.h"
#include "ui/pages/pagefactory.h"
#include "ui/shell/helppanel.h"
#include "ui/shell/orderwords.h"
#include "ui/shell/pageheader.h"
#include "ui/shell/steprail.h"
#include "ui/widgets/announce.h"
#include "ui/widgets/pagescroll.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPushButton>
#include <QResizeEvent>
#include <QShortcut>
#include <QStackedWidget>
#include <QTimer>

namespace cw::ui
{

using issuance::OrderController;
using issuance::Step;

namespace
{

Step stepAt(int index)
{
    return Step(index + 1);
}

} // namespace

OrderView::OrderView(std::unique_ptr<OrderController> controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(std::move(controller))
    , m_rail(new StepRail(this))
    , m_header(new PageHeader(this))
    , m_stack(new QStackedWidget(this))
    , m_footer(new PageFooter(this))
    , m_help(new HelpPanel(this))
{
    // Tab order is reading order: the page, the footer, then the rail.
    setTabOrder(m_stack, m_footer);
    setTabOrder(m_footer, m_rail);

    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_stack, 1);
    column->addWidget(m_footer);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_rail);
    layout->addLayout(column, 1);

    connect(m_rail, &StepRail::homeRequested, this, &OrderView::homeRequested);
    connect(m_rail, &StepRail::stepRequested, m_controller.get(), &OrderController::goTo);
    connect(m_footer, &PageFooter::helpRequested, this, &OrderView::toggleHelp);
    connect(m_footer, &PageFooter::logRequested, this, &OrderView::logRequested);
    connect(m_footer, &PageFooter::overrideRequested, this, [this] { currentPage().runOverride(); });
    connect(m_footer, &PageFooter::backRequested, this, &OrderView::goBack);
    connect(m_footer, &PageFooter::nextRequested, this, &OrderView::goOn);
    for (const auto &[key, call] : {std::pair(Qt::ALT | Qt::Key_Left, &OrderView::goBack),
                                    std::pair(Qt::ALT | Qt::Key_Right, &OrderView::goOn),
                                    std::pair(Qt::CTRL | Qt::Key_Return, &OrderView::goOn),
                                    std::pair(Qt::CTRL | Qt::Key_Enter, &OrderView::goOn)}) {
        auto *shortcut = new QShortcut(QKeySequence(key), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, call);
    }
    connect(m_controller.get(), &OrderController::stateChanged, this, &OrderView::showState);
    connect(m_controller.get(), &OrderController::stepChanged, this, &OrderView::followStep);
    view(state().step);
    QTimer::singleShot(0, this, &OrderView::makeNextMissingPage);
}

// The pages know the controller: they go first.
OrderView::~OrderView()
{
    m_controller->disconnect(this);
    delete m_stack;
}

OrderPage *OrderView::page(Step step)
{
    OrderPage *&page = m_pages.at(size_t(step) - 1);
    if (page)
        return page;
    auto *scroll = new PageScroll(m_stack);
    page = makePage(step, *m_controller, scroll);
    scroll->setPage(page);
    const QMargins margins = page->contentsMargins();
    scroll->setContentLimit(WidestContent + margins.left() + margins.right());
    m_stack->addWidget(scroll);
    connect(page, &QWizardPage::completeChanged, this, [this, step] {
        showRail();
        if (step == m_viewed)
            showFrame();
    });
    connect(page, &OrderPage::leaveRequested, this, &OrderView::homeRequested);
    connect(page, &OrderPage::practiceRequested, this, &OrderView::practiceRequested);
    connect(page, &OrderPage::authorityRequested, this, &OrderView::authorityRequested);
    if (auto *authority = qobject_cast<AuthorityPage *>(page)) {
        connect(authority, &AuthorityPage::importRequested, this, &OrderView::importRequested);
        connect(authority, &AuthorityPage::accountsRequested, this, &OrderView::accountsRequested);
    }
    page->showState(state());
    if (m_log)
        page->setLog(m_log);
    return page;
}

void OrderView::setLog(LogModel *log)
{
    m_log = log;
    for (OrderPage *page : m_pages) {
        if (page)
            page->setLog(log);
    }
}

// One page each time the event loop is idle, so that no single moment is long.
void OrderView::makeNextMissingPage()
{
    const auto missing = std::find(m_pages.begin(), m_pages.end(), nullptr);
    if (missing == m_pages.end())
        return;
    page(stepAt(int(missing - m_pages.begin())));
    showRail();
    QTimer::singleShot(0, this, &OrderView::makeNextMissingPage);
}

void OrderView::view(Step step)
{
    m_viewed = step;
    OrderPage &shown = currentPage();
    m_stack->setCurrentWidget(shown.parentWidget()->parentWidget());
    m_stack->setAccessibleName(shown.title());
    shown.initializePage();
    m_help->setHelp(shown.title(), shown.helpText());
    showRail();
    showFrame();
    focusPage();
}

void OrderView::focusPage()
{
    OrderPage &shown = currentPage();
    shown.focusFirst();
    announce(this, tr("%1 %2", "title and lead of a page").arg(shown.title(), shown.subTitle()));
}

void OrderView::followStep(Step step)
{
    if (step != m_viewed)
        view(step);
}

void OrderView::goBack()
{
    OrderPage &shown = currentPage();
    if (shown.backText().isEmpty())
        return;
    if (isLookingBack())
        m_controller->goTo(Step(int(m_viewed) - 1));
    else
        shown.back();
}

void OrderView::goOn()
{
    OrderPage &shown = currentPage();
    if (isLookingBack())
        m_controller->goTo(*stepOfPlacedOrder(state().order));
    else if (const issuance::Readiness readiness = shown.readiness(); readiness.isReady)
        shown.next();
    else
        announce(this, readiness.reason);
}

// A placed order does not change by looking at what was decided before; the footer only leads back to where it stands.
bool OrderView::isLookingBack() const
{
    const std::optional<Step> place = stepOfPlacedOrder(state().order);
    return place && m_viewed < *place;
}

void OrderView::showState()
{
    for (OrderPage *page : m_pages) {
        if (page)
            page->showState(state());
    }
    showRail();
    showFrame();
}

void OrderView::showRail()
{
    m_rail->setOrder(state().order.isPractice ? tr("Practice certificate") : tr("New certificate"), railState(state().order));
    m_rail->setSavedText(railSavedText(state().order));
    const Step furthest = m_controller->furthestStep();
    const Step place = stepOfPlacedOrder(state().order).value_or(furthest);
    QList<StepRow> rows(StepCount);
    for (int i = 0; i < StepCount; ++i) {
        const Step step = stepAt(i);
        const OrderPage *page = m_pages.at(size_t(i));
        StepRow &row = rows[i];
        row.progress = step == m_viewed ? StepRow::Progress::Current
            : step < place              ? StepRow::Progress::Done
                                        : StepRow::Progress::Todo;
        row.canBeOpened = step <= furthest;
        row.hasProblem = page && step <= furthest && page->hasProblem();
        row.summary = page ? page->summary() : QString();
    }
    m_rail->model()->setRows(rows);
    m_rail->list()->setCurrentIndex(m_rail->model()->index(int(m_viewed) - 1));
}

void OrderView::showFrame()
{
    m_header->showPage(currentPage());
    m_footer->setContent(footerContent());
}

PageFooter::Content OrderView::footerContent()
{
    const OrderPage &shown = currentPage();
    if (isLookingBack()) {
        const int place = int(*stepOfPlacedOrder(state().order));
        const QString note = tr("This step is done and stays as it is. The order is at step %1.").arg(place);
        return {{Tone::Neutral, note}, {}, shown.backText(), tr("Return to step %1").arg(place), true, true};
    }
    const issuance::Readiness readiness = shown.readiness();
    OrderPage::Note note = shown.note();
    if (note.text.isEmpty() && !readiness.isReady)
        note.text = readiness.reason;
    return {note, shown.overrideText(), shown.backText(), shown.nextText(), shown.isNextFilled(), readiness.isReady};
}

void OrderView::toggleHelp()
{
    placeHelp();
    m_help->toggle();
}

QList<QWidget *> OrderView::regions() const
{
    return {m_stack, m_footer, m_rail};
}

void OrderView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    setNarrow(event->size().width() < NarrowBelow);
    placeHelp();
}

void OrderView::setNarrow(bool isNarrow)
{
    m_isNarrow = isNarrow;
    m_rail->setNarrow(isNarrow);
    m_header->setNarrow(isNarrow);
    m_footer->setNarrow(isNarrow);
}

void OrderView::placeHelp()
{
    const int railWidth = m_rail->width();
    const QRect beside = layoutDirection() == Qt::RightToLeft ? rect().adjusted(0, 0, -railWidth, 0) : rect().adjusted(railWidth, 0, 0, 0);
    m_help->place(beside.adjusted(0, 0, 0, -m_footer->height()));
}

} // namespace cw::ui
