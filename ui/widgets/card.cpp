// SPDX-License-Identifier: MIT
#include "ui/widgets/card.h"

#include "ui/theme/roles.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/stateicon.h"
#include "ui/widgets/tightlayout.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace cw::ui
{

Card::Card(QWidget *parent)
    : Card(QString(), parent)
{
}

Card::Card(const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_headerLine(new QWidget(this))
    , m_header(new QHBoxLayout(m_headerLine))
    , m_besideTitle(new QHBoxLayout)
    , m_body(new QVBoxLayout)
    , m_icon(new StateIcon(IconName::None, Tone::Accent, m_headerLine))
    , m_title(newLabel(title, TextRole::CardTitle, m_headerLine))
{
    setFrameShape(QFrame::NoFrame);
    setAccessibleRole(this, QAccessible::Grouping);
    auto *outer = new TightLayout(QBoxLayout::TopToBottom, TightLayout::Place::Top, this);
    outer->setContentsMargins(18, 14, 18, 14);
    outer->setSpacing(10);
    outer->addWidget(m_headerLine);
    outer->addLayout(m_body);
    m_body->setSpacing(8);
    m_header->setContentsMargins(0, 0, 0, 0);
    m_header->setSpacing(8);
    m_header->addWidget(m_icon);
    m_header->addWidget(m_title, 1);
    m_header->addLayout(m_besideTitle);
    m_besideTitle->setSpacing(6);
    m_icon->setSide(20);
    m_title->setWordWrap(true);
    setTitle(title);
    m_icon->hide();
}

QString Card::title() const
{
    return m_title->text();
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleText(this, title);
    showHeader();
}

void Card::setIcon(IconName name, Tone tone)
{
    m_icon->setIcon(name, tone);
    m_icon->setVisible(name != IconName::None);
}

void Card::setEdge(Tone tone)
{
    m_edge = tone;
    update();
}

void Card::setEdgeWidth(int width)
{
    m_edgeWidth = width;
    update();
}

void Card::setFill(Fill fill)
{
    m_fill = fill;
    update();
}

void Card::addBesideTitle(QWidget *widget)
{
    if (m_besideTitle->count() == 0) { // the title takes only what it needs; the rest comes after the badges
        m_title->setWordWrap(false);
        m_header->setStretchFactor(m_title, 0);
        m_header->insertStretch(m_header->indexOf(m_besideTitle) + 1, 1);
    }
    m_besideTitle->addWidget(widget);
    showHeader();
}

void Card::addToHeader(QWidget *widget)
{
    m_header->addWidget(widget);
    showHeader();
}

void Card::addDivider()
{
    m_body->addWidget(newDivider(this));
}

void Card::showHeader()
{
    m_title->setVisible(!title().isEmpty());
    const int fixedItems = 3; // icon, title, what stands beside it
    m_headerLine->setVisible(!title().isEmpty() || m_header->count() > fixedItems || m_besideTitle->count() > 0);
}

void Card::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = theme().tokens();
    const QColor fill = m_fill == Fill::Surface ? tokens.surface
        : m_fill == Fill::Raised                ? tokens.raised
                                                : tokens.soft(m_edge);
    QPainter painter(this);
    paintBox(painter, rect(),
        {.fill = fill, .edge = tokens.edge(m_edge), .edgeWidth = double(m_edgeWidth), .radius = CardRadius});
}

QWidget *newDivider(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFixedHeight(1);
    line->setProperty("role", QStringLiteral("divider"));
    line->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    return line;
}

} // namespace cw::ui
