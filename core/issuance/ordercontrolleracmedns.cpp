// SPDX-License-Identifier: MIT
// Step 4: accounts at acme-dns.
#include "issuance/ordercontroller.h"

#include "issuance/acmednsflow.h"
#include "issuance/ordercontrollerprivate.h"

namespace cw::issuance
{

namespace
{

const QString AcmeDns = QStringLiteral("acme-dns");

MethodChoice choiceOf(const store::AcmeDnsSettings &settings)
{
    MethodChoice choice;
    choice.settings.way = AcmeDns;
    choice.settings.acmeDns = settings;
    return choice;
}

// The names whose records are in `zone`; in every zone without a way of its own when it is empty.
QStringList namesIn(const IssueState &state, const QString &zone)
{
    QStringList names;
    for (const checks::NamePreflight &name : state.preflight) {
        const QString apex = name.place ? name.place->zone.apex.toString() : QString();
        const bool isWanted = zone.isEmpty() ? !state.order.zoneWays.contains(apex) : apex == zone;
        if (isWanted)
            names << name.name.ascii;
    }
    return names;
}

} // namespace

void OrderController::registerAcmeDns(const store::AcmeDnsSettings &settings, const QString &zone)
{
    setMethod(choiceOf(settings), zone);
    d->runWithAccounts(zone, [settings, names = namesIn(m_state, zone)](Tools &tools, const QByteArray &kept, CancelToken &token) {
        return openAcmeDnsAccounts(tools, settings, names, kept, token);
    });
}

void OrderController::importAcmeDns(const store::AcmeDnsSettings &settings, const QByteArray &file, const QString &fileName,
                                    const QString &zone)
{
    setMethod(choiceOf(settings), zone);
    d->runWithAccounts(zone, [file, fileName](Tools &, const QByteArray &kept, CancelToken &) {
        return withImportedAccounts(kept, file, fileName);
    });
}

void OrderController::readAcmeDns(const QString &zone)
{
    if (m_state.order.publishFor(zone).way == AcmeDns && knowsSecret(zone))
        d->runWithAccounts(zone, {});
}

void OrderController::Private::runWithAccounts(const QString &zone, AccountsWork work)
{
    if (state().isRunning(Activity::Register))
        return;
    runReading<QByteArray>(
        Activity::Register,
        [work, zone, secrets = methodSecrets](Tools &tools, const store::OrderRecord &order, CancelToken &token) {
            const Result<QByteArray> kept = secretFor(tools, order, zone, secrets);
            return kept && work ? work(tools, *kept, token) : kept;
        },
        [this, zone, isChange = bool(work)](const Result<QByteArray> &accounts) {
            if (!accounts)
                return;
            if (isChange && state().order.publishFor(zone).way == AcmeDns) {
                methodSecrets[state().order.zoneWays.contains(zone) ? zone : QString()] = {AcmeDns, *accounts};
                forgetTrials();
            }
            const QList<AcmeDnsName> known = acmeDnsNames(*accounts, state().order.names);
            for (const AcmeDnsName &name : known) {
                state().acmeDns.removeIf([&name](const AcmeDnsName &other) { return other.name == name.name; });
                state().acmeDns.append(name);
            }
            followAcmeDns();
        });
}

// Once the CNAME is set, the record is in the zone of acme-dns and no longer in that of the name: the way goes along.
void OrderController::Private::followAcmeDns()
{
    store::OrderRecord &order = state().order;
    QString source;
    for (auto way = order.zoneWays.begin(); way != order.zoneWays.end() && source.isEmpty(); ++way) {
        if (way->way == AcmeDns)
            source = way.key();
    }
    if (source.isEmpty())
        return; // the order's own way is for every zone
    for (const checks::NamePreflight &name : std::as_const(state().preflight)) {
        const QString apex = name.place ? name.place->zone.apex.toString() : QString();
        if (apex.isEmpty() || order.zoneWays.contains(apex))
            continue;
        for (const AcmeDnsName &known : std::as_const(state().acmeDns)) {
            if (!known.target.isEmpty() && dns::Name::parse(known.target) == name.place->owner) {
                order.zoneWays.insert(apex, store::PublishSettings(order.zoneWays.value(source)));
                if (methodSecrets.contains(source))
                    methodSecrets[apex] = methodSecrets.value(source);
            }
        }
    }
}

} // namespace cw::issuance
