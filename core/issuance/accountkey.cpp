// SPDX-License-Identifier: MIT
#include "issuance/accountkey.h"

#include <QUuid>

namespace cw::issuance
{

namespace
{

using store::OrderStage;

// The value of a TXT record is made of the account's key (RFC 8555 8.1): published ones would be worth nothing after a change.
std::optional<store::OrderRecord> orderThatNeedsTheKey(Tools &tools, const QString &accountId)
{
    const QList<store::OrderRecord> orders = tools.journal().list().orders;
    const auto needsKey = [&accountId](const store::OrderRecord &order) {
        const bool isWaiting = order.stage == OrderStage::Ordered || order.stage == OrderStage::Published
            || order.stage == OrderStage::Answered;
        return isWaiting && order.accountId == accountId;
    };
    const auto found = std::find_if(orders.begin(), orders.end(), needsKey);
    return found == orders.end() ? std::nullopt : std::optional(*found);
}

Result<Nothing> takeNextKey(Tools &tools, store::AccountRecord &account)
{
    const QString old = std::exchange(account.keyId, std::exchange(account.nextKeyId, {}));
    account.keyType = std::exchange(account.nextKeyType, {});
    if (const Result<Nothing> saved = tools.accounts().save(account); !saved)
        return saved.failure();
    return tools.secrets().remove(old);
}

Result<Nothing> dropNextKey(Tools &tools, store::AccountRecord &account)
{
    const QString next = std::exchange(account.nextKeyId, {});
    account.nextKeyType.clear();
    if (const Result<Nothing> saved = tools.accounts().save(account); !saved)
        return saved.failure();
    return tools.secrets().remove(next);
}

} // namespace

Result<crypto::PrivateKey> storedKey(Tools &tools, const QString &keyId)
{
    const Result<QByteArray> pem = tools.secrets().get(keyId);
    return pem ? crypto::PrivateKey::fromPem(*pem) : pem.failure();
}

Result<acme::Account> accountOfKey(Tools &tools, const acme::Directory &directory, const crypto::PrivateKey &key, CancelToken &token)
{
    acme::Client client(tools.http(), directory, key, tools.clock(), tools.log());
    acme::NewAccount question;
    question.onlyReturnExisting = true;
    return client.newAccount(question, token);
}

Result<Nothing> settleKeyChange(Tools &tools, const acme::Directory &directory, store::AccountRecord &account, CancelToken &token)
{
    if (account.nextKeyId.isEmpty())
        return Nothing();
    const Result<crypto::PrivateKey> next = storedKey(tools, account.nextKeyId);
    if (!next) {
        const auto *failure = std::get_if<StoreFailure>(&next.failure());
        const bool isMissing = failure && failure->kind == StoreFailure::Kind::KeyMissing;
        return isMissing ? dropNextKey(tools, account) : next.failure();
    }
    const Result<acme::Account> byNext = accountOfKey(tools, directory, *next, token);
    if (byNext && byNext->url == account.url)
        return takeNextKey(tools, account);
    if (!byNext && !std::holds_alternative<Problem>(byNext.failure()))
        return byNext.failure();
    // Not by the new one: before that is thrown away, the old one has to be good.
    const Result<crypto::PrivateKey> old = storedKey(tools, account.keyId);
    if (!old)
        return old.failure();
    const Result<acme::Account> byOld = accountOfKey(tools, directory, *old, token);
    return byOld ? dropNextKey(tools, account) : byOld.failure();
}

Result<Nothing> changeKey(Tools &tools, const acme::Directory &directory, store::AccountRecord &account, crypto::KeyType type,
                          CancelToken &token)
{
    if (directory.keyChange.isEmpty())
        return Failure(BadInput {BadInput::Fault::NotOfferedByCa, QStringLiteral("keyChange"), {}});
    if (const std::optional<store::OrderRecord> order = orderThatNeedsTheKey(tools, account.id))
        return Failure(StoreFailure {StoreFailure::Kind::Busy, order->names.join(QStringLiteral(", ")), QStringLiteral("account")});
    if (const Result<Nothing> settled = settleKeyChange(tools, directory, account, token); !settled)
        return settled;
    const Result<crypto::PrivateKey> old = storedKey(tools, account.keyId);
    if (!old)
        return old.failure();

    const crypto::PrivateKey next = crypto::PrivateKey::generate(type);
    account.nextKeyId = QStringLiteral("account-%1-%2").arg(account.id, QUuid::createUuid().toString(QUuid::Id128).left(8));
    account.nextKeyType = crypto::keyTypeName(type);
    if (const Result<Nothing> kept = tools.secrets().put(account.nextKeyId, next.toPem()); !kept)
        return kept;
    if (const Result<Nothing> saved = tools.accounts().save(account); !saved)
        return saved;

    acme::Client client(tools.http(), directory, *old, tools.clock(), tools.log());
    client.setAccountUrl(account.url);
    const Result<Nothing> changed = client.changeKey(next, token);
    if (changed)
        return takeNextKey(tools, account);
    // A refusal may be about a change that has been made before ("conflict"), so the CA is asked; without an answer it
    // stays open until the account is used the next time.
    if (std::holds_alternative<Problem>(changed.failure())) {
        const QString wanted = account.nextKeyId;
        if (settleKeyChange(tools, directory, account, token) && account.keyId == wanted)
            return Nothing();
    }
    return changed;
}

} // namespace cw::issuance
