// SPDX-License-Identifier: MIT
// account import, export: keys of accounts from and to files.
#include "accountcommand.h"

#include "issuance/accountimport.h"
#include "issuance/authorities.h"
#include "secrets.h"
#include "store/atomicfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

namespace cw::cli
{

namespace
{

using Fault = BadInput::Fault;

// The first line of a file; empty without one.
Result<QByteArray> readPassphrase(const Arguments &arguments, const char *option)
{
    if (!arguments.isSet(option))
        return QByteArray();
    Result<QByteArray> text = store::readFile(arguments.value(option), 64 * 1024);
    if (!text)
        return text;
    QByteArray line = text->left(text->indexOf('\n') < 0 ? text->size() : text->indexOf('\n'));
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

void nameAuthority(store::OrderRecord &order)
{
    const QUrl directory(order.directoryUrl);
    const std::optional<issuance::Authority> preset = issuance::authorityAt(directory);
    order.authorityName = preset ? preset->name : directory.host();
    order.isPrivateCa = !preset;
}

struct Wish {
    store::OrderRecord order;
    QList<issuance::FoundAccount> accounts;
};

Result<Wish> readImport(const Arguments &arguments)
{
    if (arguments.positional().size() != 1)
        return Failure(BadInput {Fault::MissingOption, {}, QStringLiteral("FILE")});
    const QString path = arguments.positional().first();
    const Result<QByteArray> passphrase = readPassphrase(arguments, "key-passphrase-file");
    if (!passphrase)
        return passphrase.failure();
    const Result<QList<issuance::FoundAccount>> found = issuance::findAccounts(path, *passphrase);
    if (!found)
        return found.failure();
    Wish wish;
    const bool isCaGiven = arguments.isSet("ca") || arguments.isSet("directory");
    if (isCaGiven) {
        if (const Result<Nothing> read = arguments.readCa(wish.order); !read)
            return read.failure();
    }
    Result<QList<issuance::FoundAccount>> fitting = issuance::accountsFor(wish.order.directoryUrl, *found, path);
    if (!fitting)
        return fitting.failure();
    wish.accounts = std::move(*fitting);
    if (isCaGiven)
        return wish;
    wish.order.directoryUrl = wish.accounts.first().directoryUrl;
    nameAuthority(wish.order);
    if (const Result<Nothing> read = arguments.readCa(wish.order); !read) // a root, or what is missing
        return read.failure();
    return wish;
}

} // namespace

int accountImport(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("import"),
                        QCoreApplication::translate("cli", "Takes accounts of certbot, acme.sh, lego or dehydrated, or a key as PEM or JWK. The authority is asked whether it knows each key; nothing is registered."),
                        QStringLiteral("FOLDER|FILE"), CaOptions | StoreOptions);
    arguments.parser().addOption({QStringLiteral("key-passphrase-file"), QCoreApplication::translate("cli", "File whose first line is the passphrase of the key."), QStringLiteral("file")});
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, AccountSchema);
    if (!parsed)
        return output.fail(parsed.failure());
    const Result<Wish> wish = readImport(arguments);
    if (!wish)
        return output.fail(wish.failure());
    if (const Result<Nothing> opened = openSecrets(arguments, *invocation.environment); !opened)
        return output.fail(opened.failure());

    return runCancelable([&](CancelToken &token) -> int {
        issuance::Tools tools(invocation.environment, wish->order);
        QJsonArray taken;
        std::optional<Failure> first;
        for (const issuance::FoundAccount &found : wish->accounts) {
            const Result<store::AccountRecord> account = issuance::importAccount(tools, wish->order, found, token);
            if (account) {
                taken.append(accountToJson(*account));
                output.line(QCoreApplication::translate("cli", "Taken from %1:").arg(found.path));
                output.line(accountLine(*account));
            } else if (wish->accounts.size() > 1) {
                Explanation words = explain(account.failure());
                words.title = QStringLiteral("%1: %2").arg(found.path, words.title);
                output.warn(words);
            }
            if (!account && !first)
                first = account.failure();
        }
        if (taken.isEmpty())
            return output.fail(*first);
        output.event(QStringLiteral("done"), {{QStringLiteral("accounts"), taken}});
        return Done;
    });
}

int accountExport(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("export"), QCoreApplication::translate("cli", "Writes the key of an account to a file that only you can read."),
                        QStringLiteral("ID"), StoreOptions);
    arguments.parser().addOption({QStringLiteral("format"), QCoreApplication::translate("cli", "pem (default) or jwk."), QStringLiteral("format")});
    arguments.parser().addOption({QStringLiteral("out"), QCoreApplication::translate("cli", "The file."), QStringLiteral("file")});
    arguments.parser().addOption({QStringLiteral("force"), QCoreApplication::translate("cli", "Replace the file when it is there.")});
    arguments.parser().addOption({QStringLiteral("key-passphrase-file"), QCoreApplication::translate("cli", "File whose first line is the passphrase that the PEM file gets."), QStringLiteral("file")});
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, AccountSchema);
    if (!parsed)
        return output.fail(parsed.failure());
    const Result<store::AccountRecord> account = accountNamed(arguments, invocation.environment->home);
    if (!account)
        return output.fail(account.failure());
    const QString format = arguments.isSet("format") ? arguments.value("format") : QStringLiteral("pem");
    const std::optional<issuance::KeyForm> form = issuance::keyFormFromName(format);
    if (!form)
        return output.fail(BadInput {Fault::UnknownFormat, format, QStringLiteral("pem, jwk")});
    if (!arguments.isSet("out"))
        return output.fail(BadInput {Fault::MissingOption, {}, QStringLiteral("--out")});
    const Result<QByteArray> passphrase = readPassphrase(arguments, "key-passphrase-file");
    if (!passphrase)
        return output.fail(passphrase.failure());
    if (*form == issuance::KeyForm::Jwk && !passphrase->isEmpty()) // a JWK is always in the clear
        return output.fail(BadInput {Fault::BadOption, QStringLiteral("jwk"), QStringLiteral("--key-passphrase-file")});
    if (const Result<Nothing> opened = openSecrets(arguments, *invocation.environment); !opened)
        return output.fail(opened.failure());

    const QString path = QDir::current().absoluteFilePath(arguments.value("out"));
    issuance::Tools tools(invocation.environment, issuance::orderAt(*account));
    const issuance::Replace replace = arguments.isSet("force") ? issuance::Replace::Yes : issuance::Replace::No;
    if (const Result<Nothing> written = issuance::exportKey(tools, *account, *form, *passphrase, path, replace); !written)
        return output.fail(written.failure());
    output.line(QCoreApplication::translate("cli", "The key is in %1. Who has it can order certificates for what the account may.").arg(path));
    output.event(QStringLiteral("done"), {{QStringLiteral("account"), accountToJson(*account)}, {QStringLiteral("file"), path}});
    return Done;
}

} // namespace cw::cli
