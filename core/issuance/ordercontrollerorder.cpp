// SPDX-License-Identifier: MIT
// What is wanted of an order beside names and key, and what the CA's limits leave.
#include "issuance/limitmeter.h"
#include "issuance/ordercontrollerprivate.h"

namespace cw::issuance
{

using store::OrderRecord;

namespace
{

bool isPlaced(const OrderRecord &order)
{
    return order.stage != store::OrderStage::Draft && order.stage != store::OrderStage::Ordering;
}

} // namespace

void OrderController::setProfile(const QString &profile)
{
    if (isPlaced(m_state.order) || m_state.order.profile == profile)
        return;
    m_state.order.profile = profile;
    Q_EMIT stateChanged();
}

void OrderController::setNotAfter(const QDateTime &time)
{
    if (isPlaced(m_state.order) || m_state.order.notAfter == time)
        return;
    m_state.order.notAfter = time;
    Q_EMIT stateChanged();
}

void OrderController::readLimits()
{
    const std::optional<Authority> authority = authorityAt(QUrl(m_state.order.directoryUrl));
    if (!authority || authority->limits.isEmpty()) {
        d->operations.erase(Activity::ReadLimits);
        d->end(Activity::ReadLimits, nullptr);
        m_state.limits.clear();
        return;
    }
    d->runReading<QList<LimitUse>>(
        Activity::ReadLimits,
        [authority = *authority](Tools &tools, const OrderRecord &order, CancelToken &) -> Result<QList<LimitUse>> {
            const QDateTime now = tools.clock().now();
            return limitUses(order, authority, tools.journal().list().orders, tools.certificates().list(now).certificates, now);
        },
        [this](const Result<QList<LimitUse>> &limits) {
            if (limits)
                m_state.limits = *limits;
        });
}

} // namespace cw::issuance
