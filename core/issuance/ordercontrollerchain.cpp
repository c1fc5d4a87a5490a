// SPDX-License-Identifier: MIT
// The certificate of an issued order: its chain, the others that the CA offers for it, and when it wants it renewed.
#include "crypto/publickey.h"
#include "issuance/certificatekey.h"
#include "issuance/ordercontrollerprivate.h"
#include "issuance/renewalcheck.h"

namespace cw::issuance
{

using store::OrderRecord;

namespace
{

struct IssuedChain {
    QList<crypto::Certificate> chain;
    QList<QList<crypto::Certificate>> otherChains;
    crypto::ChainCheck check;
    store::RenewalWindow renewal;
};

Result<IssuedChain> readChain(Tools &tools, const OrderRecord &order)
{
    const Result<store::CertificateRecord> record = tools.certificates().load(order.certificateId);
    if (!record)
        return record.failure();
    IssuedChain issued;
    Result<QList<crypto::Certificate>> chain = crypto::readCertificates(record->chainPem);
    if (!chain)
        return chain.failure();
    issued.chain = std::move(*chain);
    for (const QByteArray &pem : record->otherChains) {
        Result<QList<crypto::Certificate>> other = crypto::readCertificates(pem);
        if (!other)
            return other.failure(); // their numbers are what chooseChain() takes
        issued.otherChains.append(std::move(*other));
    }
    const Result<CertificateRequest> request = requestOf(tools, order);
    if (!request)
        return request.failure();
    issued.check = crypto::checkChain(issued.chain, request->publicKey, order.names, tools.clock().now(), order.caRootPem);
    issued.renewal = record->renewal;
    return issued;
}

} // namespace

void OrderController::showCertificate()
{
    d->runReading<IssuedChain>(
        Activity::ReadChain, [](Tools &tools, const OrderRecord &order, CancelToken &) { return readChain(tools, order); },
        [this](const Result<IssuedChain> &issued) {
            if (!issued)
                return;
            m_state.chain = issued->chain;
            m_state.otherChains = issued->otherChains;
            m_state.chainCheck = issued->check;
            m_state.renewal = issued->renewal;
            d->askWhenToRenew();
        });
}

// Nobody waits for it and nothing depends on it: a CA that does not answer is no failure to show.
void OrderController::Private::askWhenToRenew()
{
    const std::optional<acme::Directory> &directory = state().directory;
    if (!directory || directory->renewalInfo.isEmpty())
        return;
    renewalReading = std::make_unique<Operation>();
    renewalReading->start<std::optional<store::RenewalWindow>>(
        [env = environment, id = state().order.certificateId](CancelToken &token) -> std::optional<store::RenewalWindow> {
            const Result<store::CertificateRecord> record = store::Certificates(env->home).load(id);
            if (!record)
                return std::nullopt;
            const Result<store::RenewalWindow> window = readRenewal(*env, *record, token);
            return window ? std::optional(*window) : std::nullopt;
        },
        [this](const std::optional<store::RenewalWindow> &window) {
            if (!window || *window == state().renewal)
                return;
            state().renewal = *window;
            Q_EMIT q.stateChanged();
        });
}

// The one that was used and the one that is chosen change places: nothing is lost, and the choice can be taken back.
void OrderController::chooseChain(int other)
{
    if (other < 0 || other >= m_state.otherChains.size())
        return;
    d->runChanging(
        Activity::SaveDraft,
        [other](Tools &tools, OrderRecord &order, const Private::Progress &, CancelToken &) -> Result<Nothing> {
            Result<store::CertificateRecord> record = tools.certificates().load(order.certificateId);
            if (!record)
                return record.failure();
            if (other >= record->otherChains.size())
                return Failure(StoreFailure {StoreFailure::Kind::Damaged, order.certificateId, {}});
            std::swap(record->chainPem, record->otherChains[other]);
            return tools.certificates().save(*record);
        },
        [this] {
            m_state.saved.reset(); // those files have the other one
            showCertificate();
        });
}

} // namespace cw::issuance
