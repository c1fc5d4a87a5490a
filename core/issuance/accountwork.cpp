// SPDX-License-Identifier: MIT
#include "issuance/accountwork.h"

#include "issuance/accountflow.h"
#include "issuance/accountkey.h"
#include "store/atomicfile.h"

#include <QFileInfo>
#include <QJsonDocument>

namespace cw::issuance
{

namespace
{

using store::AccountRecord;

// The account with the key that the CA has by now; a key change that was interrupted is brought to its end.
Result<acme::Client *> clientOf(Tools &tools, AccountRecord &account, CancelToken &token)
{
    const Result<acme::Client *> client = tools.client(orderAt(account), token);
    if (!client)
        return client;
    const Result<AccountRecord> now = tools.accounts().load(account.id);
    if (!now)
        return now.failure();
    account = *now;
    return client;
}

Result<Nothing> keep(Tools &tools, AccountRecord &account, const Result<acme::Account> &answer)
{
    if (!answer) {
        noteRefusedAccount(tools, orderAt(account), answer.failure());
        return answer.failure();
    }
    account.status = acme::statusName(answer->status);
    account.lastUsed = tools.clock().now();
    return tools.accounts().save(account);
}

} // namespace

store::OrderRecord orderAt(const AccountRecord &account)
{
    store::OrderRecord order;
    order.authorityName = account.authorityName;
    order.directoryUrl = account.directoryUrl;
    order.caRootPem = account.caRootPem;
    order.isPrivateCa = account.isPrivateCa;
    order.accountId = account.id;
    order.contact = account.contact;
    return order;
}

Result<Nothing> updateContact(Tools &tools, AccountRecord &account, const QString &contact, CancelToken &token)
{
    const Result<QStringList> contacts = contactsOf(contact);
    if (!contacts)
        return contacts.failure();
    const Result<acme::Client *> client = clientOf(tools, account, token);
    if (!client)
        return client.failure();
    const Result<acme::Account> answer = (*client)->updateContacts(*contacts, token);
    if (answer)
        account.contact = contact;
    return keep(tools, account, answer);
}

Result<Nothing> deactivateAccount(Tools &tools, AccountRecord &account, CancelToken &token)
{
    const Result<acme::Client *> client = clientOf(tools, account, token);
    if (!client)
        return client.failure();
    return keep(tools, account, (*client)->deactivateAccount(token));
}

Result<Nothing> removeAccount(Tools &tools, const AccountRecord &account)
{
    // The record last: what is still listed can be removed again.
    for (const QString &keyId : {account.keyId, account.nextKeyId}) {
        if (keyId.isEmpty())
            continue;
        if (const Result<Nothing> removed = tools.secrets().remove(keyId); !removed)
            return removed;
    }
    return tools.accounts().remove(account.id);
}

std::optional<KeyForm> keyFormFromName(QStringView name)
{
    if (name == u"pem")
        return KeyForm::Pem;
    return name == u"jwk" ? std::optional(KeyForm::Jwk) : std::nullopt;
}

Result<Nothing> exportKey(Tools &tools, const AccountRecord &account, KeyForm form, const QByteArray &passphrase,
                          const QString &path, Replace mayReplace)
{
    const QFileInfo file(path);
    if (mayReplace == Replace::No && file.exists())
        return Failure(StoreFailure {StoreFailure::Kind::Exists, file.absolutePath(), file.fileName()});
    const Result<crypto::PrivateKey> key = storedKey(tools, account.keyId);
    if (!key)
        return key.failure();
    const QByteArray pem = passphrase.isEmpty() ? key->toPem() : key->toEncryptedPem(passphrase);
    const QByteArray content = form == KeyForm::Pem ? pem : QJsonDocument(key->privateJwk()).toJson();
    return store::writeFile(path, content, store::Privacy::OwnerOnly);
}

} // namespace cw::issuance
