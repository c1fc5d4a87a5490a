// SPDX-License-Identifier: MIT
#include "issuance/ordercontrollerprivate.h"

#include "issuance/pastorders.h"
#include "issuance/watchmemory.h"

#include <QCoreApplication>
#include <QRandomGenerator>

namespace cw::issuance
{

namespace
{

struct Changed {
    store::OrderRecord order;
    Result<Nothing> result;
};

} // namespace

OrderController::Private::Private(OrderController &controller, EnvironmentPtr environmentToUse)
    : q(controller)
    , environment(std::move(environmentToUse))
{
    watch = std::make_unique<WatchLoop>(*environment->clock, [this] {
        runReading<checks::Look>(
            Activity::Watch,
            [careful = carefulLook, directory = state().directory](
                Tools &tools, const store::OrderRecord &order, CancelToken &token) {
                const PolicySource policy
                    = [&](CancelToken &canceling) { return policyOf(tools, order, directory, canceling); };
                return careful->take(tools, expectedWithPast(order, tools.journal()), policy, token);
            },
            [this](const Result<checks::Look> &look) {
                watch->take(look);
                keepLook();
            });
    }, QRandomGenerator::global()->generate());
    QObject::connect(watch.get(), &WatchLoop::changed, &q, [this] {
        state().watch = watch->state();
        Q_EMIT q.stateChanged();
    });
    QObject::connect(watch.get(), &WatchLoop::becameSafe, &q, &OrderController::becameSafe);
}

// After a restart the last look is shown again: every one that tells something new goes into the journal.
void OrderController::Private::keepLook()
{
    store::OrderRecord &order = state().order;
    const WatchState &seen = watch->state();
    const bool isWatched = order.stage == store::OrderStage::Published;
    if (!isWatched || isChanging || !seen.look || seen.isLookOld || !isWorthKeeping(*seen.look, order.watch))
        return;
    order.watch = watchToJson(seen);
    runChanging(
        Activity::SaveDraft,
        [](Tools &tools, store::OrderRecord &current, const Progress &, CancelToken &) -> Result<Nothing> {
            return tools.save(current);
        },
        [] { });
}

void OrderController::Private::begin(Activity activity)
{
    state().running.insert(activity);
    state().failures.remove(activity);
}

void OrderController::Private::end(Activity activity, const Failure *failure)
{
    state().running.remove(activity);
    // What the user stopped himself is no failure to show.
    if (failure && !isCanceled(*failure))
        state().failures.insert(activity, *failure);
}

bool OrderController::Private::holdOrder()
{
    store::OrderRecord &order = state().order;
    if (order.id.isEmpty()) {
        order.created = environment->clock->now();
        order.id = store::Journal::newOrderId(order.created);
    }
    if (lock)
        return true;
    Result<store::OrderLock> held = store::Journal(environment->home).lock(order.id);
    if (!held)
        return false;
    lock = std::make_shared<store::OrderLock>(std::move(*held));
    return true;
}

void OrderController::Private::runChanging(Activity activity, ChangingWork work, std::function<void()> succeeded,
                                           std::function<void()> failed)
{
    begin(activity);
    if (!holdOrder()) {
        const Failure busy = StoreFailure {StoreFailure::Kind::Busy, state().order.id, {}};
        end(activity, &busy);
        Q_EMIT q.stateChanged();
        return;
    }
    waitingChanges.push_back([this, activity, work = std::move(work), succeeded = std::move(succeeded),
                                 failed = std::move(failed)] {
        auto &operation = operations[activity];
        operation = std::make_unique<Operation>();
        const auto post = operation->poster();
        const Progress progress = [this, post](const store::OrderRecord &order) {
            post([this, order] {
                state().order = order;
                Q_EMIT q.stateChanged();
            });
        };
        operation->start<Changed>(
            [work, progress, env = environment, held = lock, current = state().order](CancelToken &token) {
                store::OrderRecord order = current;
                Tools tools(env, order);
                Result<Nothing> result = work(tools, order, progress, token);
                return Changed {std::move(order), std::move(result)};
            },
            [this, activity, succeeded, failed](const Changed &changed) {
                isChanging = false;
                // A draft is only written down: what was chosen meanwhile is newer than what comes back.
                if (activity == Activity::SaveDraft && changed.order.stage == store::OrderStage::Draft)
                    state().order.changed = changed.order.changed;
                else
                    state().order = changed.order;
                end(activity, changed.result ? nullptr : &changed.result.failure());
                changed.result ? succeeded() : failed();
                startNextChange();
                Q_EMIT q.stateChanged();
            });
    });
    startNextChange();
    Q_EMIT q.stateChanged();
}

void OrderController::Private::startNextChange()
{
    if (isChanging || waitingChanges.empty())
        return;
    isChanging = true;
    const std::function<void()> next = std::move(waitingChanges.front());
    waitingChanges.pop_front();
    next();
}

void OrderController::Private::runDetached(const store::OrderRecord &orderToChange, ChangingWork work)
{
    auto *operation = new Operation(QCoreApplication::instance());
    operation->start<Result<Nothing>>(
        [work = std::move(work), env = environment, held = lock, draft = orderToChange](CancelToken &token) {
            store::OrderRecord order = draft;
            Tools tools(env, order);
            return work(tools, order, [](const store::OrderRecord &) { }, token);
        },
        [operation](const Result<Nothing> &) { operation->deleteLater(); });
}

void OrderController::Private::forgetTrials()
{
    state().trials.clear();
    state().failures.remove(Activity::Trial);
}

void OrderController::Private::moveTo(Step step)
{
    if (step > furthest)
        furthest = step;
    if (state().step == step)
        return;
    state().step = step;
    Q_EMIT q.stepChanged(step);
    Q_EMIT q.stateChanged();
}

} // namespace cw::issuance
