// SPDX-License-Identifier: MIT
// Step 4, how to publish.
#include "issuance/ordercontroller.h"

#include "issuance/ordercontrollerprivate.h"
#include "issuance/publishflow.h"

namespace cw::issuance
{

using store::OrderRecord;
using store::OrderStage;

namespace
{

// What is in DNS goes out the way it came.
bool isPublished(const OrderRecord &order)
{
    return order.stage != OrderStage::Draft && order.stage != OrderStage::Ordering && order.stage != OrderStage::Ordered;
}

} // namespace

MethodChoice byUpdateWith(const dns::TsigKey &key)
{
    MethodChoice choice;
    choice.settings.way = QStringLiteral("rfc2136");
    choice.settings.keyName = key.name.toString();
    choice.settings.algorithm = dns::tsigAlgorithmName(key.digest);
    choice.secret = key.secret;
    return choice;
}

void OrderController::setMethod(const MethodChoice &choice, const QString &zone)
{
    if (isPublished(m_state.order))
        return;
    const store::PublishSettings before = m_state.order.publishFor(zone);
    store::PublishSettings next = choice.settings;
    next.secretId = before.secretId;
    next.secretWay = before.secretWay;
    if (choice.secret)
        d->methodSecrets[zone] = {next.way, *choice.secret};
    else if (!m_state.order.zoneWays.contains(zone) && d->methodSecrets.contains({}))
        d->methodSecrets[zone] = d->methodSecrets.value({}); // it starts as a copy of the order's way
    if (next.keyName.isEmpty()) { // the key that is known goes on being used
        next.keyName = before.keyName;
        next.algorithm = before.algorithm;
    }
    (zone.isEmpty() ? m_state.order.publish : m_state.order.zoneWays[zone]) = next;
    if (next.way == u"rfc2136" && !next.usesGss && !knowsSecret(zone))
        (zone.isEmpty() ? m_state.order.publish : m_state.order.zoneWays[zone]).keyName.clear();
    if (choice.secret || next != before)
        d->forgetTrials();
    Q_EMIT stateChanged();
}

void OrderController::copyMethod(const QString &from, const QString &to)
{
    if (isPublished(m_state.order) || from == to)
        return;
    const store::PublishSettings settings = m_state.order.publishFor(from);
    const QString source = m_state.order.zoneWays.contains(from) ? from : QString();
    (to.isEmpty() ? m_state.order.publish : m_state.order.zoneWays[to]) = settings;
    if (d->methodSecrets.contains(source))
        d->methodSecrets[to] = d->methodSecrets.value(source);
    else
        d->methodSecrets.remove(to);
    d->forgetTrials();
    Q_EMIT stateChanged();
}

void OrderController::clearMethod(const QString &zone)
{
    if (isPublished(m_state.order) || m_state.order.zoneWays.remove(zone) == 0)
        return;
    d->methodSecrets.remove(zone);
    d->forgetTrials();
    Q_EMIT stateChanged();
}

bool OrderController::knowsSecret(const QString &zone) const
{
    const store::PublishSettings &way = m_state.order.publishFor(zone);
    const QString key = m_state.order.zoneWays.contains(zone) ? zone : QString();
    return way.hasSecret() || d->methodSecrets.value(key).way == way.way;
}

void OrderController::usePracticeKey(const QString &zone)
{
    if (!d->practiceKey)
        return;
    MethodChoice choice = byUpdateWith(*d->practiceKey);
    choice.settings.ttl = m_state.order.publishFor(zone).ttl;
    setMethod(choice, zone);
}

void OrderController::startTrial()
{
    if (m_state.zones.isEmpty() || m_state.isRunning(Activity::Trial))
        return;
    d->runReading<QList<publish::Trial>>(
        Activity::Trial,
        [secrets = d->methodSecrets](Tools &tools, const OrderRecord &order, CancelToken &token) {
            OrderRecord copy = order;
            return tryWays(tools, copy, secrets, token);
        },
        [this](const Result<QList<publish::Trial>> &trials) {
            m_state.trials = trials ? *trials : QList<publish::Trial>();
        });
}

} // namespace cw::issuance
