// SPDX-License-Identifier: MIT
// account: what there is, and which part is meant.
#include "accountcommand.h"

#include "crypto/privatekey.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace cw::cli
{

namespace
{

struct Part {
    const char *name;
    int (*run)(const Invocation &);
};

constexpr Part Parts[] = {
    {"list", accountList},         {"register", accountRegister},     {"import", accountImport}, {"export", accountExport},
    {"rollover", accountRollover}, {"deactivate", accountDeactivate}, {"update", accountUpdate},
};

QJsonValue timeOrNull(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODate)) : QJsonValue();
}

} // namespace

QJsonObject accountToJson(const store::AccountRecord &account)
{
    QStringList contacts;
    const QStringList parts = account.contact.split(u',', Qt::SkipEmptyParts);
    for (const QString &contact : parts)
        contacts.append(contact.trimmed());
    return {
        {QStringLiteral("id"), account.id},
        {QStringLiteral("authority"), account.authorityName},
        {QStringLiteral("directory"), account.directoryUrl},
        {QStringLiteral("url"), account.url},
        {QStringLiteral("status"), account.status},
        {QStringLiteral("contacts"), QJsonArray::fromStringList(contacts)},
        {QStringLiteral("keyType"), account.keyType},
        {QStringLiteral("eabKeyId"), account.eabKeyId},
        {QStringLiteral("origin"), account.origin},
        {QStringLiteral("created"), timeOrNull(account.created)},
        {QStringLiteral("lastUsed"), timeOrNull(account.lastUsed)},
    };
}

QString accountLine(const store::AccountRecord &account)
{
    const QString place = account.authorityName.isEmpty() ? account.directoryUrl : account.authorityName;
    const QString contact = account.contact.isEmpty() ? QStringLiteral("-") : account.contact;
    return QStringList {account.id, account.status, account.keyType, place, contact, account.url}.join(QStringLiteral("  "));
}

void addAccountKeyType(Arguments &arguments)
{
    arguments.parser().addOption({QStringLiteral("key-type"),
                                  QCoreApplication::translate("cli", "Key of the account: ec256 (default), ec384, rsa2048, rsa3072, rsa4096 or ed25519."),
                                  QStringLiteral("type")});
}

Result<crypto::KeyType> readAccountKeyType(const Arguments &arguments)
{
    if (!arguments.isSet("key-type"))
        return crypto::KeyType::EcP256;
    const std::optional<crypto::KeyType> type = crypto::keyTypeFromName(arguments.value("key-type"));
    if (!type)
        return Failure(BadInput {BadInput::Fault::BadOption, arguments.value("key-type"), QStringLiteral("--key-type")});
    return *type;
}

Result<store::AccountRecord> accountNamed(const Arguments &arguments, const QString &home)
{
    if (arguments.positional().size() != 1)
        return Failure(BadInput {BadInput::Fault::MissingOption, {}, QStringLiteral("ID")});
    return store::Accounts(home).load(arguments.positional().first());
}

int accountList(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("list"),
                        QCoreApplication::translate("cli", "Lists the accounts, by authority; with --ca or --directory those of one."), {},
                        CaOptions);
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, QStringLiteral("certwright/accounts/1"));
    if (!parsed)
        return output.fail(parsed.failure());
    store::OrderRecord wanted;
    if (arguments.isSet("ca") || arguments.isSet("directory")) {
        if (const Result<Nothing> read = arguments.readCa(wanted); !read)
            return output.fail(read.failure());
    }
    QJsonArray list;
    const QList<store::AccountRecord> accounts = store::Accounts(invocation.environment->home).all();
    for (const store::AccountRecord &account : accounts) {
        const bool isElsewhere = !wanted.directoryUrl.isEmpty() && account.directoryUrl != wanted.directoryUrl;
        if (isElsewhere || account.url.isEmpty()) // never confirmed by the CA
            continue;
        list.append(accountToJson(account));
        output.line(accountLine(account));
    }
    output.object({{QStringLiteral("accounts"), list}});
    return Done;
}

int accountCommand(const Invocation &invocation)
{
    const QString word = invocation.arguments.value(1);
    for (const Part &part : Parts) {
        if (word == QLatin1String(part.name))
            return part.run({invocation.arguments.mid(1), invocation.environment});
    }
    QStringList names;
    for (const Part &part : Parts)
        names.append(QLatin1String(part.name));
    const QString choice = names.join(u'|');
    Arguments arguments(QStringLiteral("account"),
                        QCoreApplication::translate("cli", "Accounts at certificate authorities. Each part has a --help of its own."), choice, 0);
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, AccountSchema);
    if (!parsed)
        return output.fail(parsed.failure());
    if (word.isEmpty())
        return output.fail(BadInput {BadInput::Fault::MissingOption, {}, choice});
    return output.fail(BadInput {BadInput::Fault::BadOption, word, {}});
}

} // namespace cw::cli
