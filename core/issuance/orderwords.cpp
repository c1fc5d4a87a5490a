// SPDX-License-Identifier: MIT
#include "issuance/workbench.h"

#include <QCoreApplication>

namespace cw::issuance
{

namespace
{

QString text(const char *source)
{
    return QCoreApplication::translate("orderwords", source);
}

OrderWords draftWords(const store::OrderRecord &order)
{
    if (order.accountId.isEmpty())
        return {text("Not ordered yet"), 1};
    return {text("Not ordered yet"), order.names.isEmpty() ? 2 : 3};
}

} // namespace

OrderWords orderWords(const store::OrderRecord &order)
{
    using store::OrderStage;
    switch (order.stage) {
    case OrderStage::Draft:
        return draftWords(order);
    case OrderStage::Ordering:
        return {text("Order was being placed"), 4};
    case OrderStage::Ordered:
        return {text("Records to be published"), 5};
    case OrderStage::Published:
        return {text("Waiting for the name servers"), 5};
    case OrderStage::Answered:
        return {text("The CA is looking"), 6};
    case OrderStage::Finalizing:
        return {text("The CA is issuing"), 6};
    case OrderStage::Issued:
        return {text("Issued; TXT records are left in DNS"), 7};
    case OrderStage::Failed:
        return {text("The CA refused"), 6};
    case OrderStage::Expired:
        return {text("The CA has closed this order"), 5};
    case OrderStage::Canceled:
        return {text("Canceled; TXT records are left in DNS"), 5};
    }
    return {};
}

} // namespace cw::issuance
