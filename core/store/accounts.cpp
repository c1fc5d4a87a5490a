// SPDX-License-Identifier: MIT
#include "store/accounts.h"

#include "store/jsonfields.h"
#include "store/jsonfolder.h"

#include <QDir>

#include <algorithm>

namespace cw::store
{

namespace
{

QJsonObject toJson(const AccountRecord &account)
{
    return {
        {QStringLiteral("format"), 1},
        {QStringLiteral("id"), account.id},
        {QStringLiteral("directory"), account.directoryUrl},
        {QStringLiteral("url"), account.url},
        {QStringLiteral("contact"), account.contact},
        {QStringLiteral("key"), account.keyId},
        {QStringLiteral("keyType"), account.keyType},
        {QStringLiteral("terms"), account.termsUrl},
        {QStringLiteral("created"), timeToJson(account.created)},
        {QStringLiteral("lastUsed"), timeToJson(account.lastUsed)},
        {QStringLiteral("authority"), account.authorityName},
        {QStringLiteral("caRoot"), QString::fromLatin1(account.caRootPem)},
        {QStringLiteral("isPrivateCa"), account.isPrivateCa},
        {QStringLiteral("status"), account.status},
        {QStringLiteral("eabKeyId"), account.eabKeyId},
        {QStringLiteral("origin"), account.origin},
        {QStringLiteral("nextKey"), account.nextKeyId},
        {QStringLiteral("nextKeyType"), account.nextKeyType},
    };
}

AccountRecord accountFromJson(const QJsonObject &json)
{
    AccountRecord account;
    account.id = json[u"id"].toString();
    account.directoryUrl = json[u"directory"].toString();
    account.url = json[u"url"].toString();
    account.contact = json[u"contact"].toString();
    account.keyId = json[u"key"].toString();
    account.keyType = json[u"keyType"].toString(account.keyType);
    account.termsUrl = json[u"terms"].toString();
    account.created = timeFromJson(json[u"created"]);
    account.lastUsed = timeFromJson(json[u"lastUsed"]);
    account.authorityName = json[u"authority"].toString();
    account.caRootPem = json[u"caRoot"].toString().toLatin1();
    account.isPrivateCa = json[u"isPrivateCa"].toBool();
    account.status = json[u"status"].toString(account.status);
    account.eabKeyId = json[u"eabKeyId"].toString();
    account.origin = json[u"origin"].toString();
    account.nextKeyId = json[u"nextKey"].toString();
    account.nextKeyType = json[u"nextKeyType"].toString();
    return account;
}

QString pathOf(const QString &home, const QString &id)
{
    return home + QStringLiteral("/accounts/") + id + QStringLiteral(".json");
}

} // namespace

Accounts::Accounts(QString home) : m_home(std::move(home)) { }

Result<Nothing> Accounts::save(const AccountRecord &account) const
{
    Q_ASSERT(isSafeId(account.id));
    return writeJson(pathOf(m_home, account.id), toJson(account));
}

Result<AccountRecord> Accounts::load(const QString &id) const
{
    if (!isSafeId(id))
        return Failure(StoreFailure {StoreFailure::Kind::UnknownId, id, {}});
    const Result<QJsonObject> json = readJson(pathOf(m_home, id));
    if (!json)
        return json.failure();
    AccountRecord account = accountFromJson(*json);
    if (account.id != id)
        return Failure(StoreFailure {StoreFailure::Kind::Damaged, pathOf(m_home, id), {}});
    return account;
}

Result<Nothing> Accounts::remove(const QString &id) const
{
    if (!isSafeId(id) || !QFile::remove(pathOf(m_home, id)))
        return Failure(StoreFailure {StoreFailure::Kind::UnknownId, id, {}});
    return Nothing();
}

QList<AccountRecord> Accounts::atDirectory(const QString &directoryUrl) const
{
    QList<AccountRecord> accounts = all();
    accounts.removeIf([&directoryUrl](const AccountRecord &account) { return account.directoryUrl != directoryUrl; });
    return accounts;
}

QList<AccountRecord> Accounts::all() const
{
    QList<AccountRecord> accounts;
    const QStringList files = QDir(m_home + QStringLiteral("/accounts")).entryList({QStringLiteral("*.json")}, QDir::Files);
    for (const QString &file : files) {
        Result<AccountRecord> account = load(file.chopped(5));
        if (account)
            accounts.append(std::move(*account));
    }
    std::sort(accounts.begin(), accounts.end(), [](const AccountRecord &a, const AccountRecord &b) {
        if (a.directoryUrl != b.directoryUrl)
            return a.directoryUrl < b.directoryUrl;
        return a.lastUsed != b.lastUsed ? a.lastUsed > b.lastUsed : a.id < b.id;
    });
    return accounts;
}

} // namespace cw::store
