// SPDX-License-Identifier: MIT
// What the rail and the footer say of step 4, and what its buttons do.
#include "ui/pages/methodpage.h"

#include "issuance/refusednames.h"
#include "ui/pages/methodpanel.h"

namespace cw::ui
{

using issuance::Activity;
using issuance::Readiness;
using issuance::Step;
using store::OrderStage;

QString MethodPage::summary() const
{
    const int all = int(state().zones.size());
    int automatic = 0;
    for (const QString &zone : state().zones)
        automatic += state().order.isAutomaticIn(zone) ? 1 : 0;
    if (automatic == 0)
        return tr("%n zones by hand", "", all);
    if (automatic == all)
        return tr("%n zones automatic", "", all);
    return tr("%1 of %2 zones automatic").arg(automatic).arg(all);
}

bool MethodPage::hasProblem() const
{
    const Failure *failure = state().failure(Activity::Order);
    return failure && !isCanceled(*failure);
}

QString MethodPage::helpText() const
{
    return tr(
        "<p>To prove that a name is yours, one TXT record has to appear in its zone for a few minutes.</p>"
        "<p><b>By hand</b>: you enter it where you manage your DNS. <b>Dynamic update</b>: Certwright sends it to the "
        "zone's primary server, signed with a TSIG key or your Kerberos ticket. <b>acme-dns</b>: a small server of its "
        "own holds the records. <b>Hook script</b>: a program that you have for certbot, dehydrated, acme.sh or lego "
        "publishes it.</p>"
        "<p>A <b>standing record</b> is published once and stays: every renewal uses it again. Few authorities offer that yet; "
        "with the others the order goes on as usual.</p>"
        "<p>Every automatic way takes its own values away afterwards and touches no others. Where an order has several "
        "zones, each can have a way of its own: choose a zone on the left.</p>"
        "<p>A trial shows that a way works before anything is ordered.</p>");
}

Readiness MethodPage::readiness() const
{
    if (state().isRunning(Activity::Order)) {
        if (isOrdered())
            return {false, tr("The records are being published.")};
        return {false, tr("The order is being placed at %1.").arg(state().order.authorityName)};
    }
    if (const QString missing = panel()->missing(); !missing.isEmpty() && !isPublished())
        return {false, missing};
    return OrderPage::readiness();
}

OrderPage::Note MethodPage::note() const
{
    const Readiness ready = readiness();
    if (!ready.isReady || isPublished())
        return {Tone::Neutral, ready.reason};
    if (isOrdered())
        return {Tone::Neutral, tr("The order is placed. Nothing is published, and the CA has not been asked to look.")};
    if (state().order.isPractice)
        return {Tone::Neutral, tr("This places the order at the practice CA. Nothing leaves this computer.")};
    return {Tone::Neutral,
        tr("This places the order at %1. It counts against its limits.").arg(state().order.authorityName)};
}

QString MethodPage::nextText() const
{
    if (state().isRunning(Activity::Order))
        return isOrdered() ? tr("Publishing…") : tr("Ordering…");
    if (isOrdered())
        return hasProblem() ? tr("Publish again") : tr("Publish the records");
    return isPublished() ? tr("Next: records") : tr("Order and show records");
}

void MethodPage::next()
{
    if (isPublished())
        controller().goTo(Step::Publish);
    else if (push())
        controller().placeOrder();
}

// Names that the CA does not issue for, when others are left.
int MethodPage::refusedByCa() const
{
    const Failure *failure = state().failure(Activity::Order);
    const Problem *problem = failure ? std::get_if<Problem>(failure) : nullptr;
    if (!problem || state().order.stage != OrderStage::Draft || !state().order.csrDer.isEmpty())
        return 0;
    const int refused = int(issuance::refusedNames(*problem, state().order.names).size());
    return refused < state().order.names.size() ? refused : 0;
}

QString MethodPage::overrideText() const
{
    if (state().isRunning(Activity::Order))
        return tr("Cancel", "placing the order");
    const int refused = refusedByCa();
    return refused > 0 ? tr("Order without the %n refused names", "", refused) : QString();
}

void MethodPage::runOverride()
{
    if (state().isRunning(Activity::Order)) {
        controller().stop(Activity::Order);
    } else if (refusedByCa() > 0) {
        controller().dropRefusedNames();
        controller().placeOrder();
    }
}

} // namespace cw::ui
