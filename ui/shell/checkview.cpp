// SPDX-License-Identifier: MIT
#include "ui/shell/checkview.h"

#include "ui/pages/checkpage.h"
#include "ui/shell/helppanel.h"
#include "ui/shell/orderview.h"
#include "ui/shell/pagefooter.h"
#include "ui/shell/pageheader.h"
#include "ui/widgets/announce.h"
#include "ui/widgets/pagescroll.h"

#include <QResizeEvent>
#include <QShortcut>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::AuthorityChoice;
using issuance::OrderController;

CheckView::CheckView(std::unique_ptr<OrderController> controller, const QList<AuthorityChoice> &authorities, QWidget *parent)
    : QWidget(parent)
    , m_controller(std::move(controller))
    , m_header(new PageHeader(this))
    , m_scroll(new PageScroll(this))
    , m_page(new CheckPage(*m_controller, authorities, m_scroll))
    , m_footer(new PageFooter(this))
    , m_help(new HelpPanel(this))
{
    m_scroll->setPage(m_page);
    m_scroll->setContentLimit(OrderView::WidestContent + 48);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_footer);

    connect(m_page, &CheckPage::orderRequested, this, &CheckView::orderRequested);
    connect(m_page, &OrderPage::leaveRequested, this, &CheckView::homeRequested);
    connect(m_footer, &PageFooter::helpRequested, this, &CheckView::toggleHelp);
    connect(m_footer, &PageFooter::logRequested, this, &CheckView::logRequested);
    connect(m_footer, &PageFooter::backRequested, m_page, &CheckPage::back);
    connect(m_footer, &PageFooter::nextRequested, this, &CheckView::goOn);
    connect(new QShortcut(Qt::ALT | Qt::Key_Left, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut), &QShortcut::activated, m_page,
            &CheckPage::back);
    for (const auto key : {Qt::ALT | Qt::Key_Right, Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter})
        connect(new QShortcut(key, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut), &QShortcut::activated, this, &CheckView::goOn);
    connect(m_controller.get(), &OrderController::stateChanged, this, &CheckView::showState);
    m_help->setHelp(m_page->title(), m_page->helpText());
    showState();
}

// The page knows the controller: it goes first.
CheckView::~CheckView()
{
    if (m_controller)
        m_controller->disconnect(this);
    delete m_scroll;
}

std::unique_ptr<OrderController> CheckView::takeController()
{
    m_controller->disconnect(this);
    return std::move(m_controller);
}

void CheckView::focusPage()
{
    m_page->focusFirst();
    announce(this, tr("%1 %2", "title and lead of a page").arg(m_page->title(), m_page->subTitle()));
}

void CheckView::toggleHelp()
{
    m_help->place(rect().adjusted(0, 0, 0, -m_footer->height()));
    m_help->toggle();
}

QList<QWidget *> CheckView::regions() const
{
    return {m_scroll, m_footer};
}

void CheckView::goOn()
{
    if (const issuance::Readiness readiness = m_page->readiness(); readiness.isReady)
        m_page->next();
    else
        announce(this, readiness.reason);
}

void CheckView::showState()
{
    m_page->showState(state());
    m_header->showPage(*m_page);
    const issuance::Readiness readiness = m_page->readiness();
    m_footer->setContent({m_page->note(), {}, m_page->backText(), m_page->nextText(), true, readiness.isReady});
}

void CheckView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isNarrow = event->size().width() < OrderView::NarrowBelow;
    m_header->setNarrow(isNarrow);
    m_footer->setNarrow(isNarrow);
    m_help->place(rect().adjusted(0, 0, 0, -m_footer->height()));
}

} // namespace cw::ui
