// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/startpageinput.h"

#include <QWidget>

class QVBoxLayout;

namespace cw::ui
{

class Badge;

// start.orders: the orders that wait for somebody.
class StartOrders : public QWidget
{
    Q_OBJECT

public:
    explicit StartOrders(QWidget *parent = nullptr);

    void showOrders(const QList<store::OrderRecord> &orders);

Q_SIGNALS:
    void continueRequested(const cw::store::OrderRecord &order);
    void cancelRequested(const cw::store::OrderRecord &order);
    void forgetRequested(const cw::store::OrderRecord &order);

private:
    QWidget *makeRow(const store::OrderRecord &order);

    QList<store::OrderRecord> m_orders;
    Badge *m_count;
    QVBoxLayout *m_rows;
};

} // namespace cw::ui
