// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/orderpage.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace cw::ui
{

// Title, lead and badges of the page. In a narrow window the lead gives way to "Step 3 of 7 · Preflight" above the title.
class PageHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PageHeader(QWidget *parent = nullptr);

    void showPage(const OrderPage &page);
    void setNarrow(bool isNarrow);

private:
    void showBadges(const QList<OrderPage::Badge> &badges);

    QLabel *m_step;
    QLabel *m_title;
    QLabel *m_lead;
    QVBoxLayout *m_texts;
    QHBoxLayout *m_badgeLine;
    QList<OrderPage::Badge> m_badges;
    bool m_isNarrow = false;
};

} // namespace cw::ui
