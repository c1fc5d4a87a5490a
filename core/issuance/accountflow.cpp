// SPDX-License-Identifier: MIT
#include "issuance/accountflow.h"

#include "issuance/accountkey.h"

#include <QRegularExpression>
#include <QUuid>

#include <algorithm>

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

bool isUnconfirmed(const store::AccountRecord &account)
{
    return account.url.isEmpty();
}

QString kindOf(const Failure &failure)
{
    const auto *problem = std::get_if<Problem>(&failure);
    return problem ? problem->kind() : QString();
}

// We may have been stopped after the CA has made an account and before we knew: asking again with the same key gives the
// same account (RFC 8555 7.3.1), so its key is used again.
std::optional<store::AccountRecord> unfinishedDraft(Tools &tools, const QString &directoryUrl, const QString &keyType)
{
    const QList<store::AccountRecord> known = tools.accounts().atDirectory(directoryUrl);
    const auto draft = std::find_if(known.begin(), known.end(), [&](const store::AccountRecord &account) {
        return isUnconfirmed(account) && account.keyType == keyType && tools.secrets().get(account.keyId).isOk();
    });
    return draft == known.end() ? std::nullopt : std::optional(*draft);
}

store::AccountRecord newDraft(const QDateTime &now, const QString &keyType)
{
    store::AccountRecord account;
    account.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    account.keyId = QStringLiteral("account-") + account.id;
    account.keyType = keyType;
    account.created = now;
    return account;
}

// The key and the record first.
Result<Nothing> keepDraft(Tools &tools, const store::OrderRecord &order, store::AccountRecord &account, bool isNew,
                          crypto::KeyType keyType)
{
    account.directoryUrl = order.directoryUrl;
    account.authorityName = order.authorityName;
    account.caRootPem = order.caRootPem;
    account.isPrivateCa = order.isPrivateCa;
    account.contact = order.contact;
    account.lastUsed = tools.clock().now();
    if (isNew) {
        const crypto::PrivateKey key = crypto::PrivateKey::generate(keyType);
        if (const Result<Nothing> kept = tools.secrets().put(account.keyId, key.toPem()); !kept)
            return kept.failure();
    }
    return tools.accounts().save(account);
}

// Null: the CA does not know the key of this draft yet.
Result<std::optional<acme::Account>> accountOfDraft(Tools &tools, const acme::Directory &directory,
                                                    const crypto::PrivateKey &key, CancelToken &token)
{
    Result<acme::Account> found = accountOfKey(tools, directory, key, token);
    if (found)
        return std::optional(std::move(*found));
    if (kindOf(found.failure()) == u"accountDoesNotExist")
        return std::optional<acme::Account>();
    return found.failure();
}

Result<Nothing> registerAccount(Tools &tools, const acme::Directory &directory, store::AccountRecord &account,
                                const acme::NewAccount &request, bool isNew, CancelToken &token)
{
    const Result<crypto::PrivateKey> key = storedKey(tools, account.keyId);
    if (!key)
        return key.failure();
    auto client = std::make_unique<acme::Client>(tools.http(), directory, *key, tools.clock(), tools.log());
    std::optional<acme::Account> made;
    // Codes often work only once: a CA that has used them up already would refuse them now.
    if (!isNew && !account.eabKeyId.isEmpty()) {
        Result<std::optional<acme::Account>> found = accountOfDraft(tools, directory, *key, token);
        if (!found)
            return found.failure();
        made = *found;
    }
    if (made) {
        client->setAccountUrl(made->url);
    } else {
        if (directory.externalAccountRequired && !request.externalAccount)
            return Failure(BadInput {BadInput::Fault::AccountCodesNeeded, account.directoryUrl, {}});
        account.eabKeyId = request.externalAccount ? request.externalAccount->keyId : QString();
        if (const Result<Nothing> saved = tools.accounts().save(account); !saved)
            return saved;
        Result<acme::Account> answer = client->newAccount(request, token);
        if (!answer)
            return answer.failure();
        made = std::move(*answer);
    }
    account.url = made->url;
    account.termsUrl = directory.termsOfService.toString();
    tools.setClient(std::move(client));
    return Nothing();
}

Result<Nothing> use(Tools &tools, store::OrderRecord &order, store::AccountRecord account)
{
    account.lastUsed = tools.clock().now();
    if (const Result<Nothing> saved = tools.accounts().save(account); !saved)
        return saved.failure();
    order.accountId = account.id;
    return Nothing();
}

Failure closed(const store::AccountRecord &account)
{
    if (account.status == u"unknown")
        return BadInput {BadInput::Fault::AccountUnknownAtCa, account.authorityName, account.url};
    return BadInput {BadInput::Fault::AccountClosed, account.url, account.status};
}

// What the CA says about an account that it has, or no longer has. Null: it cannot be told from this failure.
std::optional<QString> statusAfter(const Failure &failure)
{
    const QString kind = kindOf(failure);
    if (kind == u"accountDoesNotExist")
        return QStringLiteral("unknown");
    // "the server MUST reject any further requests authorized by that account's key ... with an error of type
    // "unauthorized"" RFC 8555 7.3.6; that type has other uses too.
    if (kind == u"unauthorized" && std::get<Problem>(failure).detail.contains(QStringLiteral("deactivated"), Qt::CaseInsensitive))
        return QStringLiteral("deactivated");
    return std::nullopt;
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

bool hasNewTerms(const store::AccountRecord &account, const acme::Directory &directory)
{
    return !account.termsUrl.isEmpty() && !directory.termsOfService.isEmpty()
        && account.termsUrl != directory.termsOfService.toString();
}

Result<Nothing> ensureAccount(Tools &tools, store::OrderRecord &order, CancelToken &token)
{
    if (!order.accountId.isEmpty()) {
        const Result<store::AccountRecord> account = tools.accounts().load(order.accountId);
        if (!account)
            return account.failure();
        return account->isUsable() ? use(tools, order, *account) : closed(*account);
    }
    const QList<store::AccountRecord> known = tools.accounts().atDirectory(order.directoryUrl);
    const auto account = std::find_if(known.begin(), known.end(), [](const store::AccountRecord &one) {
        return !isUnconfirmed(one) && one.isUsable();
    });
    return account == known.end() ? makeNewAccount(tools, order, token) : use(tools, order, *account);
}

Result<Nothing> makeNewAccount(Tools &tools, store::OrderRecord &order, CancelToken &token, crypto::KeyType keyType)
{
    const Result<QStringList> contacts = contactsOf(order.contact);
    if (!contacts)
        return contacts.failure();
    const Result<acme::Directory> directory = tools.directory(order, token);
    if (!directory)
        return directory.failure();
    if (!directory->termsOfService.isEmpty() && !order.hasAgreedToTerms)
        return Failure(BadInput {BadInput::Fault::TermsNotAgreed, {}, directory->termsOfService.toString()});
    const QString typeName = crypto::keyTypeName(keyType);
    const std::optional<store::AccountRecord> unfinished = unfinishedDraft(tools, order.directoryUrl, typeName);
    const bool wasBoundBefore = unfinished && !unfinished->eabKeyId.isEmpty();
    if (directory->externalAccountRequired && !tools.externalAccount() && !wasBoundBefore)
        return Failure(BadInput {BadInput::Fault::AccountCodesNeeded, order.directoryUrl, {}});

    store::AccountRecord account = unfinished.value_or(newDraft(tools.clock().now(), typeName));
    if (const Result<Nothing> kept = keepDraft(tools, order, account, !unfinished, keyType); !kept)
        return kept.failure();
    acme::NewAccount request;
    request.contacts = *contacts;
    request.termsOfServiceAgreed = order.hasAgreedToTerms;
    request.externalAccount = tools.externalAccount();
    const Result<Nothing> made = registerAccount(tools, *directory, account, request, !unfinished, token);
    return made ? use(tools, order, account) : made.failure();
}

Result<Nothing> confirmAccount(Tools &tools, store::OrderRecord &order, CancelToken &token)
{
    Result<store::AccountRecord> account = tools.accounts().load(order.accountId);
    if (!account)
        return account.failure();
    const Result<acme::Directory> directory = tools.directory(order, token);
    if (!directory)
        return directory.failure();
    if (const Result<Nothing> settled = settleKeyChange(tools, *directory, *account, token); !settled)
        return settled.failure();
    const Result<crypto::PrivateKey> key = storedKey(tools, account->keyId);
    if (!key)
        return key.failure();
    const Result<acme::Account> found = accountOfKey(tools, *directory, *key, token);
    if (!found) {
        const std::optional<QString> status = statusAfter(found.failure());
        if (!status)
            return found.failure();
        account->status = *status;
    } else {
        account->status = acme::statusName(found->status);
        account->url = found->url;
    }
    if (account->isUsable() && order.hasAgreedToTerms)
        account->termsUrl = directory->termsOfService.toString();
    if (account->isUsable())
        return use(tools, order, *account);
    const Result<Nothing> saved = tools.accounts().save(*account);
    return saved ? Result<Nothing>(closed(*account)) : saved.failure();
}

void noteRefusedAccount(Tools &tools, const store::OrderRecord &order, const Failure &failure)
{
    const std::optional<QString> status = statusAfter(failure);
    Result<store::AccountRecord> account = tools.accounts().load(order.accountId);
    if (!status || !account)
        return;
    account->status = *status;
    if (!tools.accounts().save(*account))
        tools.log().add(LogEntry::Kind::Flow, QStringLiteral("what the authority said about the account could not be kept"));
}

} // namespace cw::issuance
