// SPDX-License-Identifier: MIT
// The activities of an order that is placed: watching, validating, saving, cleaning up, continuing.
#include "issuance/orderflow.h"
#include "issuance/ordercontrollerprivate.h"
#include "issuance/pastorders.h"
#include "issuance/publishflow.h"
#include "issuance/validateflow.h"

namespace cw::issuance
{

using store::OrderRecord;
using store::OrderStage;

// 5 Publish & watch

void OrderController::startWatching()
{
    if (expectedRecords(m_state.order).isEmpty())
        return;
    d->carefulLook = std::make_shared<CarefulLook>();
    d->watch->start();
}

void OrderController::lookNow()
{
    d->watch->lookNow();
}

void OrderController::setPaused(bool isPaused)
{
    d->watch->setPaused(isPaused);
}

void OrderController::setWindowVisible(bool isVisible)
{
    d->watch->setWindowVisible(isVisible);
}

void OrderController::publishInPractice()
{
    if (!d->practiceKey)
        return;
    d->runChanging(
        Activity::Order,
        [key = *d->practiceKey](Tools &tools, OrderRecord &order, const Private::Progress &, CancelToken &token) {
            return publishWithKey(tools, order, key, token);
        },
        [this] { d->watch->lookNow(); });
}

// 6 Validate & issue

void OrderController::validate(ValidateMode mode)
{
    const bool isSafe = m_state.watch.isSafe || expectedRecords(m_state.order).isEmpty();
    if (m_state.isRunning(Activity::Validate) || (mode == ValidateMode::WhenSafe && !isSafe))
        return;
    continueAtCa();
}

void OrderController::continueAtCa()
{
    d->watch->stop();
    d->moveTo(Step::Validate);
    d->runChanging(
        Activity::Validate,
        [](Tools &tools, OrderRecord &order, const Private::Progress &progress, CancelToken &token) {
            return validateAndIssue(tools, order, progress, token);
        },
        [this] {
            d->moveTo(Step::Certificate);
            showCertificate();
            cleanUp();
        },
        [this] {
            if (m_state.order.stage == OrderStage::Failed) {
                lookAgain();
                readLimits();
            }
        });
}

void OrderController::lookAgain()
{
    d->runReading<checks::Look>(
        Activity::FreshLook,
        [](Tools &tools, const OrderRecord &order, CancelToken &token) {
            return checks::lookOnce(tools.dns(), tools.dnsSettings(), expectedWithPast(order, tools.journal()), tools.clock(), tools.log(), token);
        },
        [this](const Result<checks::Look> &look) {
            if (look)
                m_state.freshLook = *look;
        });
}

void OrderController::newTry()
{
    if (m_state.order.stage == OrderStage::Draft)
        return;
    // What is being written ends first.
    if (d->isChanging) {
        d->waitingChanges.push_back([this] {
            d->isChanging = false;
            newTry();
            d->startNextChange();
        });
        return;
    }
    // The old order is closed; its values are no use any more (a new order has new tokens), so they are taken out of DNS.
    d->runDetached(m_state.order, [](Tools &tools, OrderRecord &order, const Private::Progress &, CancelToken &token) {
        const Result<Nothing> cleaned = cleanUpRecords(tools, order, token);
        order.stage = OrderStage::Canceled;
        const Result<Nothing> saved = tools.save(order);
        return cleaned ? saved : cleaned;
    });
    d->lock.reset();
    d->watch->stop();
    m_state.order = copyForNewTry(m_state.order);
    m_state.watch = {};
    d->watch->restore({});
    d->operations.erase(Activity::GoneLook);
    d->end(Activity::GoneLook, nullptr);
    d->goneWatch.setWatched(false);
    m_state.goneLook.reset();
    m_state.freshLook.reset();
    m_state.preflight.clear();
    m_state.failures.clear();
    d->furthest = Step::Preflight;
    d->moveTo(Step::Preflight);
    readDirectoryAgain();
}

// 7 Certificate

void OrderController::save(const SaveRequest &request)
{
    auto saved = std::make_shared<SavedFiles>();
    d->runChanging(
        Activity::Save,
        [request, saved, env = d->environment](Tools &tools, OrderRecord &order, const Private::Progress &,
                                               CancelToken &) -> Result<Nothing> {
            Result<store::CertificateRecord> certificate = tools.certificates().load(order.certificateId);
            if (!certificate)
                return certificate.failure();
            const Result<SavedFiles> files = saveCertificate(*env, *certificate, request);
            if (!files)
                return files.failure();
            *saved = *files;
            certificate->savedIn = files->folder;
            if (const Result<Nothing> kept = tools.certificates().save(*certificate); !kept)
                return kept.failure();
            order.isSaved = order.isSaved || request.holdsKey() || certificate->keyId.isEmpty(); // nothing that only we have is lost
            return tools.save(order);
        },
        [this, saved] { m_state.saved = *saved; });
}

void OrderController::cleanUp()
{
    if (m_state.isRunning(Activity::CleanUp) || m_state.order.mayBePublished().isEmpty())
        return;
    d->runChanging(
        Activity::CleanUp,
        [key = d->practiceKey](Tools &tools, OrderRecord &order, const Private::Progress &, CancelToken &token) -> Result<Nothing> {
            // In the practice zone the button put the records in, so we take them out.
            if (key && order.isPractice) {
                if (const Result<Nothing> removed = removeWithKey(tools, order, *key, token); !removed)
                    return removed.failure();
            }
            return cleanUpRecords(tools, order, token);
        },
        [this] { d->goneWatch.lookNow(); });
}

// Any time

void OrderController::refresh()
{
    if (!m_state.directory)
        readDirectoryAgain();
    if (m_state.order.stage == OrderStage::Issued) {
        showCertificate();
        cleanUp(); // in case we were killed between the certificate and the clean-up
        return;
    }
    d->runChanging(
        Activity::Refresh,
        [](Tools &tools, OrderRecord &order, const Private::Progress &, CancelToken &token) {
            return refreshOrder(tools, order, token);
        },
        [this] { goOn(); });
}

// Where a kill or a closed window interrupted the order.
void OrderController::goOn()
{
    switch (m_state.order.stage) {
    case OrderStage::Ordering:
        if (!m_state.order.orderUrl.isEmpty())
            placeOrder();
        break;
    case OrderStage::Ordered:
        placeOrder(); // only publishes: the order is there
        break;
    case OrderStage::Published:
        if (expectedRecords(m_state.order).isEmpty())
            continueAtCa(); // the CA knows every name already
        else
            startWatching();
        break;
    case OrderStage::Answered:
    case OrderStage::Finalizing:
        continueAtCa();
        break;
    case OrderStage::Failed:
        d->moveTo(Step::Validate);
        lookAgain();
        break;
    default:
        break;
    }
}

void OrderController::cancelAtCa()
{
    d->watch->stop();
    d->runChanging(
        Activity::CancelAtCa,
        [](Tools &tools, OrderRecord &order, const Private::Progress &, CancelToken &token) -> Result<Nothing> {
            if (const Result<Nothing> canceled = cancelOrder(tools, order, token); !canceled)
                return canceled.failure();
            return cleanUpRecords(tools, order, token);
        },
        [] { });
}

} // namespace cw::issuance
