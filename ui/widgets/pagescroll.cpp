// SPDX-License-Identifier: MIT
#include "ui/widgets/pagescroll.h"

#include "ui/widgets/accessible.h"

#include <QEvent>
#include <QLayout>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

namespace cw::ui
{

PageScroll::PageScroll(QWidget *parent)
    : QScrollArea(parent)
{
    setWidgetResizable(false);
    setFrameShape(QFrame::NoFrame);
    setAlignment(Qt::AlignLeading | Qt::AlignTop);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    // Qt's own interface of a scroll area crashes when it is asked for a scroll bar that has just gone.
    setAccessibleRole(this, QAccessible::Client);
}

void PageScroll::setPage(QWidget *page)
{
    Q_ASSERT(page && page->layout());
    if (widget() && widget() != page)
        widget()->removeEventFilter(this);
    page->layout()->setSizeConstraint(QLayout::SetNoConstraint);
    setWidget(page);
    page->setAutoFillBackground(false);
    page->installEventFilter(this);
    page->show();
    fit();
}

void PageScroll::setContentLimit(int pixels)
{
    m_limit = pixels;
    fit();
}

bool PageScroll::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        fit();
    return QScrollArea::eventFilter(watched, event);
}

void PageScroll::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    fit();
}

void PageScroll::fit()
{
    if (m_isFitting || !widget())
        return;
    const QScopedValueRollback<bool> guard(m_isFitting, true);
    QLayout *layout = widget()->layout();
    layout->activate();
    const auto heightFor = [layout](int width) {
        return layout->hasHeightForWidth() ? layout->totalHeightForWidth(width) : layout->totalMinimumSize().height();
    };
    const int least = layout->totalMinimumSize().width();
    const QSize room = maximumViewportSize();
    int width = std::max(least, std::min(room.width(), m_limit));
    if (heightFor(width) > room.height()) // a scroll bar will take some of it
        width = std::max(least, std::min(room.width() - verticalScrollBar()->sizeHint().width(), m_limit));
    widget()->resize(width, std::max(heightFor(width), room.height()));
}

} // namespace cw::ui
