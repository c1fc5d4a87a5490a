// SPDX-License-Identifier: MIT
#include "ui/shell/pageheader.h"

#include "ui/theme/roles.h"
#include "ui/widgets/badge.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace cw::ui
{

PageHeader::PageHeader(QWidget *parent)
    : QWidget(parent)
    , m_step(newLabel({}, TextRole::Section, this))
    , m_title(newLabel({}, TextRole::Title, this))
    , m_lead(newLabel({}, TextRole::Lead, this))
    , m_texts(new QVBoxLayout)
    , m_badgeLine(new QHBoxLayout)
{
    m_step->setObjectName(QStringLiteral("header.step"));
    m_title->setObjectName(QStringLiteral("header.title"));
    m_lead->setObjectName(QStringLiteral("header.lead"));
    m_texts->addWidget(m_step);
    m_texts->addWidget(m_title);
    m_texts->addWidget(m_lead);
    m_badgeLine->setSpacing(6);
    auto *layout = new QHBoxLayout(this);
    layout->setSpacing(12);
    layout->addLayout(m_texts, 1);
    layout->addLayout(m_badgeLine);
    layout->setAlignment(m_badgeLine, Qt::AlignVCenter);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setNarrow(false);
}

void PageHeader::showPage(const OrderPage &page)
{
    m_step->setText(page.overline());
    m_title->setText(page.title());
    m_lead->setText(page.subTitle());
    showBadges(page.headerBadges());
}

void PageHeader::setNarrow(bool isNarrow)
{
    m_isNarrow = isNarrow;
    m_step->setVisible(isNarrow);
    m_lead->setVisible(!isNarrow);
    m_texts->setSpacing(isNarrow ? 2 : 4);
    layout()->setContentsMargins(24, isNarrow ? 11 : 16, 24, isNarrow ? 4 : 8);
}

void PageHeader::showBadges(const QList<OrderPage::Badge> &badges)
{
    if (m_badges == badges)
        return;
    m_badges = badges;
    while (QLayoutItem *item = m_badgeLine->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const OrderPage::Badge &badge : badges)
        m_badgeLine->addWidget(new Badge(badge.text, badge.tone, badge.icon, this));
}

} // namespace cw::ui
