// SPDX-License-Identifier: MIT
#include "ui/shell/orderwords.h"

#include "ui/models/timetext.h"

#include <QCoreApplication>

namespace cw::ui
{

using store::OrderStage;

QString railState(const store::OrderRecord &order)
{
    const int count = int(order.names.size());
    switch (order.stage) {
    case OrderStage::Draft:
        return QCoreApplication::translate("rail", "Not ordered yet");
    case OrderStage::Issued:
        return QCoreApplication::translate("rail", "Order finished · %n names", nullptr, count);
    case OrderStage::Failed:
        return QCoreApplication::translate("rail", "Refused by %1 · %n names", nullptr, count).arg(order.authorityName);
    case OrderStage::Expired:
        return QCoreApplication::translate("rail", "Closed by %1 · %n names", nullptr, count).arg(order.authorityName);
    case OrderStage::Canceled:
        return QCoreApplication::translate("rail", "Canceled · %n names", nullptr, count);
    case OrderStage::Ordering:
    case OrderStage::Ordered:
    case OrderStage::Published:
    case OrderStage::Answered:
    case OrderStage::Finalizing:
        break;
    }
    return QCoreApplication::translate("rail", "Order at %1 · %n names", nullptr, count).arg(order.authorityName);
}

QString railSavedText(const store::OrderRecord &order)
{
    switch (order.stage) {
    case OrderStage::Draft:
        return {};
    case OrderStage::Issued:
        return QCoreApplication::translate("rail", "Certificate and key are kept; you can save the files again at any time.");
    case OrderStage::Failed:
    case OrderStage::Expired:
        return QCoreApplication::translate("rail", "Names, key and method are kept for a new try.");
    case OrderStage::Canceled:
        return QCoreApplication::translate("rail", "Records that may still be published stay in the list until they are gone.");
    case OrderStage::Ordering:
    case OrderStage::Ordered:
    case OrderStage::Published:
    case OrderStage::Answered:
    case OrderStage::Finalizing:
        break;
    }
    if (!order.expires.isValid())
        return QCoreApplication::translate("rail", "You may close Certwright and go on later.");
    return QCoreApplication::translate("rail", "You may close Certwright. The order stays open at the CA until %1.")
        .arg(dateTimeText(order.expires));
}

} // namespace cw::ui
