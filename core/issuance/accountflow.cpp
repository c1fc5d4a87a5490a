// SPDX-License-Identifier: MIT
#include "issuance/accountflow.h"

#include <QRegularExpression>
#include <QUuid>

namespace cw::issuance
{

namespace
{

// The CA decides in the end; this catches slips of the keyboard.
QString faultOfMail(const QString &mail)
{
    static const QRegularExpression blank(QStringLiteral("[\\s<>\",?%]"));
    if (mail.contains(blank))
        return QStringLiteral("character");
    const qsizetype at = mail.indexOf(u'@');
    if (at < 0)
        return QStringLiteral("at");
    if (at == 0)
        return QStringLiteral("local");
    const QString domain = mail.mid(at + 1);
    if (domain.contains(u'@'))
        return QStringLiteral("at");
    if (!domain.contains(u'.') || domain.startsWith(u'.') || domain.endsWith(u'.') || domain.contains(QStringLiteral("..")))
        return QStringLiteral("domain");
    return {};
}

// The key and the record first: if we are killed after the CA has made the account, asking again with the same key
// gives the same account (RFC 8555 7.3.1).
Result<store::AccountRecord> draftAccount(Tools &tools, const store::OrderRecord &order)
{
    const crypto::PrivateKey key = crypto::PrivateKey::generate(crypto::KeyType::EcP256);
    store::AccountRecord account;
    account.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    account.directoryUrl = order.directoryUrl;
    account.contact = order.contact;
    account.keyId = QStringLiteral("account-") + account.id;
    account.created = tools.clock().now();
    account.lastUsed = account.created;
    if (const Result<Nothing> kept = tools.secrets().put(account.keyId, key.toPem()); !kept)
        return kept.failure();
    if (const Result<Nothing> saved = tools.accounts().save(account); !saved)
        return saved.failure();
    return account;
}

Result<Nothing> registerAccount(Tools &tools, const acme::Directory &directory, store::AccountRecord &account,
                                const QStringList &contacts, CancelToken &token)
{
    const Result<QByteArray> pem = tools.secrets().get(account.keyId);
    if (!pem)
        return pem.failure();
    const Result<crypto::PrivateKey> key = crypto::PrivateKey::fromPem(*pem);
    if (!key)
        return key.failure();
    auto client = std::make_unique<acme::Client>(tools.http(), directory, *key, tools.clock(), tools.log());
    const Result<acme::Account> made = client->newAccount({contacts, !directory.termsOfService.isEmpty(), false}, token);
    if (!made)
        return made.failure();
    account.url = made->url;
    account.termsUrl = directory.termsOfService.toString();
    tools.setClient(std::move(client));
    return Nothing();
}

// An account that the CA has not confirmed yet (we were killed in between) is asked for again with its own key.
Result<Nothing> confirm(Tools &tools, store::OrderRecord &order, store::AccountRecord account, CancelToken &token)
{
    if (account.url.isEmpty()) {
        const Result<QStringList> contacts = contactsOf(account.contact);
        if (!contacts)
            return contacts.failure();
        const Result<acme::Directory> directory = tools.directory(order, token);
        if (!directory)
            return directory.failure();
        const Result<Nothing> registered = registerAccount(tools, *directory, account, *contacts, token);
        if (!registered)
            return registered.failure();
    }
    account.lastUsed = tools.clock().now();
    if (const Result<Nothing> saved = tools.accounts().save(account); !saved)
        return saved.failure();
    order.accountId = account.id;
    return Nothing();
}

} // namespace

Result<QStringList> contactsOf(const QString &mailAddresses)
{
    QStringList contacts;
    const QStringList parts = mailAddresses.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QString mail = part.trimmed();
        if (mail.isEmpty())
            continue;
        if (const QString fault = faultOfMail(mail); !fault.isEmpty())
            return Failure(BadInput {BadInput::Fault::BadMail, mail, fault});
        contacts.append(QStringLiteral("mailto:") + mail);
    }
    return contacts;
}

Result<Nothing> ensureAccount(Tools &tools, store::OrderRecord &order, CancelToken &token)
{
    if (!order.accountId.isEmpty()) {
        const Result<store::AccountRecord> account = tools.accounts().load(order.accountId);
        return account ? confirm(tools, order, *account, token) : account.failure();
    }
    const QList<store::AccountRecord> known = tools.accounts().atDirectory(order.directoryUrl);
    return known.isEmpty() ? makeNewAccount(tools, order, token) : confirm(tools, order, known.first(), token);
}

Result<Nothing> makeNewAccount(Tools &tools, store::OrderRecord &order, CancelToken &token)
{
    if (const Result<QStringList> contacts = contactsOf(order.contact); !contacts)
        return contacts.failure();
    const Result<acme::Directory> directory = tools.directory(order, token);
    if (!directory)
        return directory.failure();
    if (!directory->termsOfService.isEmpty() && !order.hasAgreedToTerms)
        return Failure(BadInput {BadInput::Fault::TermsNotAgreed, {}, directory->termsOfService.toString()});
    if (directory->externalAccountRequired)
        return Failure(BadInput {BadInput::Fault::AccountCodesNeeded, order.directoryUrl, {}});
    const Result<store::AccountRecord> account = draftAccount(tools, order);
    return account ? confirm(tools, order, *account, token) : account.failure();
}

} // namespace cw::issuance
