// SPDX-License-Identifier: MIT
// Step 2, the key of the certificate: a new one, one that was used before, or one behind the user's own request.
#include "issuance/certificatekey.h"
#include "issuance/ordercontrollerprivate.h"

namespace cw::issuance
{

namespace
{

bool isDraft(const store::OrderRecord &order)
{
    return order.stage == store::OrderStage::Draft;
}

} // namespace

void OrderController::Private::forgetKeyChoice()
{
    store::OrderRecord &order = state().order;
    if (order.reusesKey || !order.csrDer.isEmpty())
        order.keyId.clear();
    order.reusesKey = false;
    order.csrDer.clear();
    state().csr.reset();
}

void OrderController::setKeyType(crypto::KeyType type)
{
    if (!isDraft(m_state.order))
        return;
    d->forgetKeyChoice();
    const QString name = crypto::keyTypeName(type);
    if (m_state.order.keyType != name)
        m_state.order.keyId.clear();
    m_state.order.keyType = name;
    Q_EMIT stateChanged();
}

Result<Nothing> OrderController::setCsr(const QByteArray &pemOrDer)
{
    if (!isDraft(m_state.order))
        return Failure(BadInput {BadInput::Fault::OrderClosed, {}, {}});
    Result<crypto::Csr> csr = crypto::readCsr(pemOrDer);
    if (!csr)
        return csr.failure();
    const bool isPrivate = m_state.order.isPrivateCa || m_state.order.isPractice;
    const Result<QList<checks::CheckedName>> names = namesOf(*csr, isPrivate ? checks::CaScope::Private : checks::CaScope::Public);
    if (!names)
        return names.failure();
    QStringList ascii;
    for (const checks::CheckedName &name : *names)
        ascii.append(name.ascii);
    d->forgetKeyChoice();
    setNames(ascii);
    m_state.order.keyId.clear();
    m_state.order.keyType.clear();
    m_state.order.csrDer = csr->der;
    m_state.csr = std::move(*csr);
    (void)setKeyPassphrase({}); // there is no key here that it could protect
    return Nothing();
}

void OrderController::setReusedKey(const QString &certificateId)
{
    if (!isDraft(m_state.order))
        return;
    d->forgetKeyChoice();
    const auto chosen = std::find_if(m_state.keysToReuse.cbegin(), m_state.keysToReuse.cend(),
                                     [&](const store::CertificateRecord &one) { return one.id == certificateId; });
    if (chosen != m_state.keysToReuse.cend()) {
        m_state.order.keyId = chosen->keyId;
        m_state.order.keyType = chosen->keyType;
        m_state.order.reusesKey = true;
    }
    if (m_state.order.keyType.isEmpty()) // after a request
        m_state.order.keyType = store::OrderRecord().keyType;
    Q_EMIT stateChanged();
}

void OrderController::readKeysToReuse()
{
    d->runReading<QList<store::CertificateRecord>>(
        Activity::ReadKeys,
        [](Tools &tools, const store::OrderRecord &, CancelToken &) -> Result<QList<store::CertificateRecord>> {
            return certificatesWithKeys(tools);
        },
        [this](const Result<QList<store::CertificateRecord>> &certificates) {
            if (certificates)
                m_state.keysToReuse = *certificates;
        });
}

Result<Nothing> OrderController::setKeyPassphrase(const QString &passphrase)
{
    if (!passphrase.isEmpty()) {
        if (const Result<Nothing> checked = checkPassphrase(passphrase); !checked)
            return checked.failure();
    }
    d->keyPassphrase = passphrase;
    m_state.hasPassphrase = !passphrase.isEmpty();
    Q_EMIT stateChanged();
    return Nothing();
}

} // namespace cw::issuance
