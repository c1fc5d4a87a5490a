// SPDX-License-Identifier: MIT
// Step 4, which challenge proves the names.
#include "issuance/ordercontroller.h"

#include "checks/validationnames.h"
#include "issuance/ordercontrollerprivate.h"

namespace cw::issuance
{

using store::OrderStage;

namespace
{

// The challenges are chosen when the order is placed.
bool isChosen(const store::OrderRecord &order)
{
    return (order.stage != OrderStage::Draft && order.stage != OrderStage::Ordering) || !order.orderUrl.isEmpty();
}

} // namespace

void OrderController::setChallengeType(const QString &type)
{
    if (isChosen(m_state.order) || m_state.order.challengeType == type || !checks::isDnsChallenge(type))
        return;
    m_state.order.challengeType = type;
    d->forgetTrials();
    // Its records have other places, and CAA records may allow another kind only.
    if (!m_state.preflight.isEmpty())
        startPreflight(PreflightScope::All);
    Q_EMIT stateChanged();
}

void OrderController::setStandingUntil(const QDateTime &time)
{
    if (isChosen(m_state.order) || m_state.order.standingUntil == time)
        return;
    m_state.order.standingUntil = time;
    Q_EMIT stateChanged();
}

} // namespace cw::issuance
