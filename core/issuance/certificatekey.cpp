// SPDX-License-Identifier: MIT
#include "issuance/certificatekey.h"

#include "crypto/publickey.h"
#include "store/wipe.h"

#include <QSet>

namespace cw::issuance
{

using store::OrderRecord;
using store::OrderStage;

namespace
{

constexpr int ShortestPassphrase = 8; // characters

// What an account signs must never look like what a certificate's key signs, or the other way round: RFC 8555 11.1. CAs
// refuse such a request at the end, when everything is published.
Result<Nothing> refuseAccountKey(Tools &tools, const OrderRecord &order, const QByteArray &publicKey)
{
    const Result<store::AccountRecord> account = tools.accounts().load(order.accountId);
    if (!account)
        return account.failure();
    const Result<crypto::PrivateKey> key = storedKey(tools.secrets(), account->keyId);
    if (!key)
        return key.failure();
    if (crypto::publicKeyOf(*key) == publicKey)
        return Failure(BadInput {BadInput::Fault::CsrKeyIsAccountKey, {}, {}});
    return Nothing();
}

Result<Nothing> makeKey(Tools &tools, OrderRecord &order)
{
    if (!order.keyId.isEmpty() && tools.secrets().get(order.keyId))
        return Nothing();
    const std::optional<crypto::KeyType> type = crypto::certificateKeyTypeFromName(order.keyType);
    if (!type)
        return Failure(BadInput {BadInput::Fault::BadOption, order.keyType, QStringLiteral("key type")});
    const QString id = QStringLiteral("key-") + order.id;
    if (const Result<Nothing> kept = tools.secrets().put(id, crypto::PrivateKey::generate(*type).toPem()); !kept)
        return kept.failure();
    order.keyId = id;
    return Nothing();
}

// A new try has that of the order before it.
Result<Nothing> takeOverPassphrase(store::SecretStore &secrets, OrderRecord &order)
{
    const QString own = passphraseIdOf(order.id);
    if (order.passphraseId.isEmpty() || order.passphraseId == own)
        return Nothing();
    const Result<QByteArray> passphrase = secrets.get(order.passphraseId);
    if (!passphrase)
        return passphrase.failure();
    if (const Result<Nothing> kept = secrets.put(own, *passphrase); !kept)
        return kept.failure();
    order.passphraseId = own;
    return Nothing();
}

} // namespace

Result<Nothing> keepKey(Tools &tools, OrderRecord &order)
{
    if (!order.csrDer.isEmpty()) {
        const Result<crypto::Csr> csr = crypto::readCsr(order.csrDer);
        return csr ? refuseAccountKey(tools, order, csr->publicKey) : csr.failure();
    }
    if (const Result<Nothing> taken = takeOverPassphrase(tools.secrets(), order); !taken)
        return taken.failure();
    if (!order.reusesKey)
        return makeKey(tools, order);
    const Result<crypto::PrivateKey> key = storedKey(tools.secrets(), order.keyId);
    return key ? refuseAccountKey(tools, order, crypto::publicKeyOf(*key)) : key.failure();
}

Result<CertificateRequest> requestOf(Tools &tools, const OrderRecord &order)
{
    if (!order.csrDer.isEmpty()) {
        const Result<crypto::Csr> csr = crypto::readCsr(order.csrDer);
        if (!csr)
            return csr.failure();
        return CertificateRequest {csr->der, csr->publicKey};
    }
    const Result<crypto::PrivateKey> key = storedKey(tools.secrets(), order.keyId);
    if (!key)
        return key.failure();
    return CertificateRequest {crypto::makeCsr(*key, order.names), crypto::publicKeyOf(*key)};
}

Result<crypto::PrivateKey> storedKey(store::SecretStore &secrets, const QString &id)
{
    Result<QByteArray> pem = secrets.get(id);
    if (!pem)
        return pem.failure();
    Result<crypto::PrivateKey> key = crypto::PrivateKey::fromPem(*pem);
    store::wipe(*pem);
    return key;
}

bool isKeyNeededBesides(const QString &home, const QDateTime &now, const QString &keyId, const QString &id)
{
    const QList<OrderRecord> orders = store::Journal(home).list().orders;
    const bool isInAnOrder = std::any_of(orders.begin(), orders.end(), [&](const OrderRecord &order) {
        const bool isOver = order.stage == OrderStage::Canceled || order.stage == OrderStage::Issued;
        return order.keyId == keyId && order.id != id && !isOver;
    });
    const QList<store::CertificateRecord> certificates = store::Certificates(home).list(now).certificates;
    return isInAnOrder || std::any_of(certificates.begin(), certificates.end(), [&](const store::CertificateRecord &certificate) {
        return certificate.keyId == keyId && certificate.id != id;
    });
}

QList<store::CertificateRecord> certificatesWithKeys(Tools &tools)
{
    QList<store::CertificateRecord> all = tools.certificates().list(tools.clock().now()).certificates;
    std::stable_sort(all.begin(), all.end(), [](const auto &one, const auto &other) { return one.notBefore > other.notBefore; });
    QSet<QString> spent; // shown already, or compromised
    for (const store::CertificateRecord &certificate : std::as_const(all)) {
        if (certificate.revocationReason == u"keyCompromise")
            spent.insert(certificate.keyId);
    }
    QList<store::CertificateRecord> usable;
    for (const store::CertificateRecord &certificate : std::as_const(all)) {
        if (certificate.keyId.isEmpty() || spent.contains(certificate.keyId) || !tools.secrets().get(certificate.keyId))
            continue;
        spent.insert(certificate.keyId);
        usable.append(certificate);
    }
    return usable;
}

Result<QList<checks::CheckedName>> namesOf(const crypto::Csr &csr, checks::CaScope scope)
{
    QList<checks::CheckedName> names;
    for (const QString &text : csr.names) {
        Result<checks::CheckedName> name = checks::checkName(text, scope);
        if (!name)
            return name.failure();
        if (name->ascii != text.toLower())
            return Failure(BadInput {BadInput::Fault::CsrForeignName, {}, text});
        names.append(std::move(*name));
    }
    return names;
}

Result<Nothing> checkPassphrase(const QString &passphrase)
{
    if (passphrase.size() >= ShortestPassphrase)
        return Nothing();
    return Failure(BadInput {BadInput::Fault::PassphraseTooShort, {}, QString::number(ShortestPassphrase)});
}

QString passphraseIdOf(const QString &orderId)
{
    return QStringLiteral("passphrase-") + orderId;
}

Result<Nothing> keepPassphrase(store::SecretStore &secrets, OrderRecord &order, const QString &passphrase)
{
    const QString id = passphraseIdOf(order.id);
    if (passphrase.isEmpty()) {
        order.passphraseId.clear();
        return secrets.remove(id);
    }
    if (const Result<Nothing> checked = checkPassphrase(passphrase); !checked)
        return checked.failure();
    if (const Result<Nothing> kept = secrets.put(id, passphrase.toUtf8()); !kept)
        return kept.failure();
    order.passphraseId = id;
    return Nothing();
}

} // namespace cw::issuance
