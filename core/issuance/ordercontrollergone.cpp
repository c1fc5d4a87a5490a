// SPDX-License-Identifier: MIT
// After the order: whether the records that were put in by hand are gone.
#include "issuance/ordercontrollerprivate.h"
#include "issuance/publishflow.h"

namespace cw::issuance
{

void OrderController::setCleanUpWatched(bool isWatched)
{
    d->goneWatch.setWatched(isWatched);
}

void OrderController::Private::lookWhatIsGone()
{
    if (leftByHand(state().order).isEmpty()) {
        goneWatch.took(GoneWatch::Left::Nothing);
        return;
    }
    runReading<checks::Look>(
        Activity::GoneLook,
        [](Tools &tools, const store::OrderRecord &order, CancelToken &token) {
            return checks::lookOnce(
                tools.dns(), tools.dnsSettings(), leftByHand(order), tools.clock(), tools.log(), token);
        },
        [this](const Result<checks::Look> &look) {
            if (look) {
                state().goneLook = *look;
                noteGone(*look);
            }
            const bool isAllGone = look && std::all_of(look->names.cbegin(), look->names.cend(), isGone);
            goneWatch.took(isAllGone ? GoneWatch::Left::Nothing : GoneWatch::Left::Some);
        });
}

void OrderController::Private::noteGone(const checks::Look &look)
{
    QStringList gone;
    for (const checks::NameSight &sight : look.names) {
        if (isGone(sight))
            gone.append(sight.identifier);
    }
    if (gone.isEmpty())
        return;
    runChanging(
        Activity::SaveDraft,
        [gone](Tools &tools, store::OrderRecord &order, const Progress &, CancelToken &token) -> Result<Nothing> {
            for (const QString &name : gone) {
                if (store::NameRecord *record = order.record(name))
                    record->publication = store::Publication::Removed;
            }
            // Nothing is asked any more; what was kept for the removal goes.
            return order.mayBePublished().isEmpty() ? cleanUpRecords(tools, order, token) : tools.save(order);
        },
        [] { });
}

} // namespace cw::issuance
