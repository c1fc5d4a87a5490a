// SPDX-License-Identifier: MIT
#include "publish/acmednsaccounts.h"

#include "publish/acmeshsettings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace cw::publish
{

namespace
{

using Fault = BadInput::Fault;

// They become header lines and DNS labels: printable ASCII without blanks, whatever a file may hold.
bool isPlain(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c > u' ' && c < QChar(0x7f); });
}

bool isUsable(const QString &text)
{
    return !text.isEmpty() && isPlain(text);
}

Failure incomplete(const QString &fileName, const QString &label, const QString &member)
{
    const QString where = label.isEmpty() ? member : label + QStringLiteral(": ") + member;
    return BadInput {Fault::AcmeDnsAccountIncomplete, fileName, where};
}

// "example.org" of "*.Example.org."
QString baseOf(QString domain)
{
    domain = domain.toLower();
    if (domain.startsWith(u"*."))
        domain.remove(0, 2);
    if (domain.endsWith(u'.'))
        domain.chop(1);
    return domain;
}

// The key of an account in our file, and how an account without a domain is known again.
QString keyOf(const AcmeDnsAccount &account)
{
    if (!account.domain.isEmpty())
        return account.domain;
    return account.fullDomain.isEmpty() ? account.subdomain : account.fullDomain;
}

Result<QList<AcmeDnsAccount>> readJson(const QByteArray &text, const QString &fileName)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError)
        return Failure(BadInput {Fault::AcmeDnsFileDamaged, fileName, error.errorString()});
    const QJsonObject accounts = document.object();
    QList<AcmeDnsAccount> read;
    if (accounts[u"username"].isString()) { // the answer to /register as it came
        const Result<AcmeDnsAccount> account = acmeDnsAccountFromJson(accounts, QString(), fileName);
        return account ? Result<QList<AcmeDnsAccount>>(QList<AcmeDnsAccount> {*account}) : account.failure();
    }
    for (auto entry = accounts.begin(); entry != accounts.end(); ++entry) {
        Result<AcmeDnsAccount> account = acmeDnsAccountFromJson(entry.value().toObject(), entry.key(), fileName);
        if (!account)
            return account.failure();
        account->domain = entry.key();
        if (entry.key() == account->fullDomain || entry.key() == account->subdomain)
            account->domain.clear();
        read.append(std::move(*account));
    }
    return read;
}

Result<QList<AcmeDnsAccount>> readAcmeSh(const QByteArray &text, const QString &fileName)
{
    const QMap<QString, QString> settings = readAcmeShSettings(text);
    const auto setting = [&settings](const char *name) { return settings.value(QLatin1String(name)); };
    AcmeDnsAccount account;
    account.domain = setting("Le_Domain");
    account.subdomain = setting("ACMEDNS_SUBDOMAIN");
    account.username = setting("ACMEDNS_USERNAME");
    account.password = setting("ACMEDNS_PASSWORD");
    account.serverUrl = setting("ACMEDNS_BASE_URL");
    if (account.serverUrl.isEmpty()) {
        // Its first versions kept the whole URL.
        account.serverUrl = setting("ACMEDNS_UPDATE_URL");
        if (account.serverUrl.endsWith(u"/update"))
            account.serverUrl.chop(qsizetype(7));
    }
    if (account.subdomain.isEmpty() && account.username.isEmpty() && account.password.isEmpty())
        return Failure(BadInput {Fault::AcmeDnsFileWithoutAccount, fileName, {}});
    if (!isUsable(account.username))
        return incomplete(fileName, {}, QStringLiteral("ACMEDNS_USERNAME"));
    if (!isUsable(account.password))
        return incomplete(fileName, {}, QStringLiteral("ACMEDNS_PASSWORD"));
    if (!isUsable(account.subdomain))
        return incomplete(fileName, {}, QStringLiteral("ACMEDNS_SUBDOMAIN"));
    return QList<AcmeDnsAccount> {account};
}

} // namespace

Result<AcmeDnsAccount> acmeDnsAccountFromJson(const QJsonObject &json, const QString &label, const QString &fileName)
{
    AcmeDnsAccount account;
    struct Member {
        QLatin1String name;
        QString AcmeDnsAccount::*text;
        bool isNeeded;
    };
    const Member members[] = {
        {QLatin1String("username"), &AcmeDnsAccount::username, true},
        {QLatin1String("password"), &AcmeDnsAccount::password, true},
        {QLatin1String("subdomain"), &AcmeDnsAccount::subdomain, true},
        {QLatin1String("fulldomain"), &AcmeDnsAccount::fullDomain, false},
        {QLatin1String("server_url"), &AcmeDnsAccount::serverUrl, false},
    };
    for (const Member &member : members) {
        const QJsonValue value = json.value(member.name);
        const bool isMissing = value.isUndefined() || value.isNull() || value == QString();
        if (isMissing ? member.isNeeded : !isUsable(value.toString()))
            return incomplete(fileName, label, member.name);
        account.*member.text = value.toString();
    }
    if (!account.fullDomain.isEmpty() && !dns::Name::parse(account.fullDomain))
        return incomplete(fileName, label, QStringLiteral("fulldomain"));
    const QJsonArray networks = json[u"allowfrom"].toArray();
    for (const QJsonValue &network : networks)
        account.allowFrom.append(network.toString());
    return account;
}

Result<QList<AcmeDnsAccount>> readAcmeDnsAccounts(const QByteArray &text, const QString &fileName)
{
    return text.trimmed().startsWith('{') ? readJson(text, fileName) : readAcmeSh(text, fileName);
}

QByteArray writeAcmeDnsAccounts(const QList<AcmeDnsAccount> &accounts)
{
    QJsonObject json;
    for (const AcmeDnsAccount &account : accounts) {
        QJsonObject entry {
            {QStringLiteral("fulldomain"), account.fullDomain},
            {QStringLiteral("subdomain"), account.subdomain},
            {QStringLiteral("username"), account.username},
            {QStringLiteral("password"), account.password},
            {QStringLiteral("server_url"), account.serverUrl},
        };
        if (!account.allowFrom.isEmpty())
            entry.insert(QStringLiteral("allowfrom"), QJsonArray::fromStringList(account.allowFrom));
        json.insert(keyOf(account), entry);
    }
    return QJsonDocument(json).toJson();
}

const AcmeDnsAccount *accountOfOwner(const QList<AcmeDnsAccount> &accounts, const dns::Name &owner)
{
    for (const AcmeDnsAccount &account : accounts) {
        if (account.fullDomain.isEmpty()) {
            // acme.sh does not keep the server's own domain; the labels that servers make are UUIDs.
            if (!owner.isRoot() && owner.labels().first().compare(account.subdomain.toLatin1(), Qt::CaseInsensitive) == 0)
                return &account;
        } else if (dns::Name::parse(account.fullDomain) == owner) {
            return &account;
        }
    }
    return nullptr;
}

const AcmeDnsAccount *accountOfDomain(const QList<AcmeDnsAccount> &accounts, const QString &domain)
{
    const QString base = baseOf(domain);
    const auto found = std::find_if(accounts.begin(), accounts.end(), [&base](const AcmeDnsAccount &account) {
        return !account.domain.isEmpty() && baseOf(account.domain) == base;
    });
    return found == accounts.end() ? nullptr : &*found;
}

QString cnameLine(const QString &domain, const AcmeDnsAccount &account)
{
    const std::optional<dns::Name> target = dns::Name::parse(account.fullDomain);
    if (account.fullDomain.isEmpty() || !target)
        return QString();
    return QStringLiteral("_acme-challenge.%1. IN CNAME %2").arg(baseOf(domain), target->toString());
}

} // namespace cw::publish
