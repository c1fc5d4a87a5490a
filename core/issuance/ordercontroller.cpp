// SPDX-License-Identifier: MIT
#include "issuance/ordercontroller.h"

#include "issuance/accountflow.h"
#include "issuance/certificatekey.h"
#include "issuance/orderflow.h"
#include "issuance/ordercontrollerprivate.h"
#include "issuance/publishflow.h"
#include "issuance/rememberedways.h"
#include "issuance/watchmemory.h"

#include <algorithm>

namespace cw::issuance
{

using store::OrderRecord;
using store::OrderStage;

namespace
{

bool isPlaced(const OrderRecord &order)
{
    return order.stage != OrderStage::Draft && order.stage != OrderStage::Ordering;
}

Step stepOf(const OrderRecord &order)
{
    switch (order.stage) {
    case OrderStage::Draft:
    case OrderStage::Ordering:
        if (order.directoryUrl.isEmpty()) // a certificate from elsewhere is renewed
            return Step::Authority;
        if (order.names.isEmpty())
            return order.accountId.isEmpty() ? Step::Authority : Step::Names;
        return Step::Preflight;
    case OrderStage::Ordered:
    case OrderStage::Published:
    case OrderStage::Expired:
    case OrderStage::Canceled:
        return Step::Publish;
    case OrderStage::Answered:
    case OrderStage::Finalizing:
    case OrderStage::Failed:
        return Step::Validate;
    case OrderStage::Issued:
        return Step::Certificate;
    }
    return Step::Authority;
}

Result<Nothing> saveDraft(Tools &tools, OrderRecord &order, const std::function<void(const OrderRecord &)> &, CancelToken &)
{
    return tools.save(order);
}

} // namespace

Result<DirectoryReading> readDirectory(Tools &tools, const OrderRecord &order, CancelToken &token)
{
    Result<acme::Directory> directory = tools.directory(order, token);
    if (!directory)
        return directory.failure();
    return DirectoryReading {std::move(*directory), confirmedAccounts(tools.accounts(), order.directoryUrl)};
}

OrderController::OrderController(EnvironmentPtr environment, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, std::move(environment)))
{
}

OrderController::OrderController(EnvironmentPtr environment, const OrderRecord &order, QObject *parent)
    : OrderController(std::move(environment), parent)
{
    m_state.order = order;
    m_state.step = stepOf(order);
    m_state.watch = watchFromJson(order.watch);
    m_state.hasPassphrase = !order.passphraseId.isEmpty();
    if (const Result<crypto::Csr> csr = crypto::readCsr(order.csrDer); csr)
        m_state.csr = *csr;
    d->watch->restore(m_state.watch);
    d->furthest = m_state.step;
}

OrderController::~OrderController()
{
    d->watch->stop();
    // Records that we published are not left behind because a window was closed.
    if (m_state.isRunning(Activity::CleanUp)) {
        d->runDetached(m_state.order, [](Tools &tools, OrderRecord &order, const Private::Progress &, CancelToken &token) {
            return cleanUpRecords(tools, order, token);
        });
    }
}

void OrderController::goTo(Step step)
{
    const bool isBack = step <= d->furthest;
    const bool isNext = int(step) == int(m_state.step) + 1 && readiness(m_state, m_state.step).isReady;
    if (!isBack && !isNext)
        return;
    const bool isDraft = !isPlaced(m_state.order) && !m_state.order.directoryUrl.isEmpty();
    d->moveTo(step);
    if (isDraft && isNext && !m_state.isRunning(Activity::Order))
        d->runChanging(Activity::SaveDraft, saveDraft, [] { });
}

void OrderController::goOnAlthough()
{
    if (m_state.step == Step::Preflight && !m_state.preflight.isEmpty())
        d->moveTo(Step::Method);
}

Step OrderController::furthestStep() const
{
    return d->furthest;
}

// 1 Authority & account

void OrderController::setAuthority(const AuthorityChoice &choice)
{
    if (isPlaced(m_state.order))
        return;
    OrderRecord &order = m_state.order;
    const bool isSame = order.directoryUrl == choice.directoryUrl.toString() && order.caRootPem == choice.rootPem;
    d->takeAuthority(choice);
    if (!isSame) {
        order.accountId.clear();
        order.hasAgreedToTerms = false;
        d->externalAccount.reset();
        m_state.hasExternalAccount = false;
        m_state.failures.remove(Activity::MakeAccount);
        m_state.directory.reset();
        m_state.accounts.clear();
        m_state.preflight.clear();
        m_state.dropped.reset();
        d->furthest = Step::Authority;
    }
    readDirectoryAgain();
}

void OrderController::Private::takeAuthority(const AuthorityChoice &choice)
{
    OrderRecord &order = state().order;
    order.authorityName = choice.name;
    order.directoryUrl = choice.directoryUrl.toString();
    order.caRootPem = choice.rootPem;
    order.isPrivateCa = choice.isPrivate || choice.isPractice;
    order.isPractice = choice.isPractice;
}

void OrderController::readDirectoryAgain()
{
    if (m_state.order.directoryUrl.isEmpty())
        return;
    d->runReading<DirectoryReading>(
        Activity::ReadDirectory,
        readDirectory,
        [this](const Result<DirectoryReading> &reading) {
            if (!reading) {
                m_state.directory.reset();
                return;
            }
            m_state.directory = reading->directory;
            // Another authority may have been chosen since.
            if (!isPlaced(m_state.order) && !reading->directory.profiles.contains(m_state.order.profile))
                m_state.order.profile.clear();
            m_state.accounts = reading->accounts;
            if (m_state.order.accountId.isEmpty() && !isPlaced(m_state.order))
                m_state.order.accountId = bestAccount(m_state.accounts);
        });
}

// 2 Names & key

void OrderController::setNames(const QStringList &asciiNames)
{
    const bool isOfRequest = !m_state.order.csrDer.isEmpty(); // its names are what they are
    if (isPlaced(m_state.order) || isOfRequest || m_state.order.names == asciiNames)
        return;
    m_state.order.names = asciiNames;
    readLimits();
    m_state.preflight.clear();
    m_state.dropped.reset();
    m_state.trials.clear();
    d->operations.erase(Activity::Preflight);
    d->end(Activity::Preflight, nullptr);
    m_state.failures.remove(Activity::Preflight);
    d->furthest = std::min(d->furthest, std::max(m_state.step, Step::Names));
    Q_EMIT stateChanged();
}

// 4 How to publish

void OrderController::placeOrder()
{
    if (m_state.isRunning(Activity::Order))
        return;
    d->runChanging(
        Activity::Order,
        [secrets = d->methodSecrets, passphrase = d->keyPassphrase](
            Tools &tools, OrderRecord &order, const Private::Progress &progress, CancelToken &token) -> Result<Nothing> {
            if (passphrase) {
                if (const Result<Nothing> kept = keepPassphrase(tools.secrets(), order, *passphrase); !kept)
                    return kept.failure();
            }
            if (const Result<Nothing> kept = keepSecrets(tools, order, secrets); !kept)
                return kept.failure();
            if (order.orderUrl.isEmpty()) { // nothing is ordered before we have looked
                if (const Result<Nothing> rehearsed = rehearsePublishing(tools, order, {}, token); !rehearsed)
                    return rehearsed.failure();
            }
            if (const Result<Nothing> placed = issuance::placeOrder(tools, order, token); !placed)
                return placed.failure();
            progress(order);
            if (const Result<Nothing> published = publishRecords(tools, order, token); !published)
                return published.failure();
            if (!rememberWays(tools, order))
                tools.log().add(LogEntry::Kind::Flow, QStringLiteral("the ways to publish could not be kept for the next order"));
            return Nothing();
        },
        [this] {
            if (!expectedRecords(m_state.order).isEmpty())
                d->moveTo(Step::Publish);
            goOn();
        },
        [this] {
            if (m_state.order.stage == OrderStage::Ordered)
                d->moveTo(Step::Method);
        });
}

void OrderController::useEnvironment(EnvironmentPtr environment)
{
    Q_ASSERT(environment->clock == d->environment->clock); // the watch has it
    d->environment = std::move(environment);
}

void OrderController::setPracticeKey(const dns::TsigKey &key)
{
    d->practiceKey = key;
}

void OrderController::stop(Activity activity)
{
    const auto found = d->operations.find(activity);
    if (found != d->operations.end() && found->second)
        found->second->cancel();
    if (activity == Activity::Watch)
        d->watch->setPaused(true);
}

} // namespace cw::issuance
