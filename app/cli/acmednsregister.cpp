// SPDX-License-Identifier: MIT
#include "acmednscommand.h"
#include "arguments.h"
#include "crypto/certificate.h"
#include "output.h"
#include "publish/acmednsapi.h"
#include "store/atomicfile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>

namespace cw::cli
{

namespace
{

using publish::AcmeDnsAccount;

struct Wish {
    QStringList names;
    QString server;
    QByteArray rootPem;
    QStringList allowFrom;
    QString file;
    QList<AcmeDnsAccount> accounts; // that are in the file
};

// A file is only added to when it has the form that we write: others belong to programs that would not know it again.
Result<QList<AcmeDnsAccount>> accountsIn(const QString &file)
{
    if (!QFileInfo::exists(file))
        return QList<AcmeDnsAccount>();
    const Result<QList<AcmeDnsAccount>> accounts = readAcmeDnsFile(file);
    if (!accounts)
        return accounts.failure();
    for (const AcmeDnsAccount &account : *accounts) {
        if (account.domain.isEmpty() || account.fullDomain.isEmpty())
            return Failure(StoreFailure {StoreFailure::Kind::Exists, file, {}});
    }
    return *accounts;
}

Result<QByteArray> readRoot(const Arguments &arguments)
{
    if (!arguments.isSet("root"))
        return QByteArray();
    const Result<QByteArray> pem = store::readFile(arguments.value("root"));
    if (!pem)
        return Failure(BadInput {BadInput::Fault::RootFileUnreadable, arguments.value("root"), {}});
    if (!crypto::readCertificates(*pem))
        return Failure(BadInput {BadInput::Fault::RootFileWithoutCertificate, arguments.value("root"), {}});
    return *pem;
}

Result<Wish> readWish(const Arguments &arguments)
{
    const Result<QStringList> names = readAcmeDnsNames(arguments.positional());
    if (!names)
        return names.failure();
    for (const char *needed : {"server", "out"}) {
        if (!arguments.isSet(needed))
            return Failure(BadInput {BadInput::Fault::MissingOption, {}, QStringLiteral("--") + QLatin1String(needed)});
    }
    if (const Result<QUrl> url = publish::acmeDnsServer(arguments.value("server")); !url)
        return url.failure();
    const Result<QByteArray> root = readRoot(arguments);
    if (!root)
        return root.failure();
    const Result<QList<AcmeDnsAccount>> accounts = accountsIn(arguments.value("out"));
    if (!accounts)
        return accounts.failure();
    return Wish {*names, arguments.value("server"), *root, arguments.values("allow-from"), arguments.value("out"), *accounts};
}

Result<Nothing> save(const Wish &wish)
{
    return store::writeFile(wish.file, publish::writeAcmeDnsAccounts(wish.accounts), store::Privacy::OwnerOnly);
}

QJsonObject toJson(const QString &name, const AcmeDnsAccount &account, bool isNew)
{
    return {
        {QStringLiteral("name"), name},
        {QStringLiteral("fulldomain"), account.fullDomain},
        {QStringLiteral("server"), account.serverUrl},
        {QStringLiteral("cname"), publish::cnameLine(name, account)},
        {QStringLiteral("registered"), isNew},
    };
}

// The file is written before the first account and after each: none is opened that could not be kept.
int openAccounts(net::HttpTransport &http, Wish wish, const Output &output, CancelToken &token)
{
    if (const Result<Nothing> saved = save(wish); !saved)
        return output.fail(saved.failure());
    QJsonArray done;
    for (const QString &name : std::as_const(wish.names)) {
        const AcmeDnsAccount *known = publish::accountOfDomain(wish.accounts, name);
        if (!known) {
            Result<AcmeDnsAccount> account = publish::registerAcmeDnsAccount(http, wish.server, name, wish.allowFrom, token);
            if (!account) {
                const auto *failure = std::get_if<PublishFailure>(&account.failure());
                const bool isSilent = failure && failure->kind == PublishFailure::Kind::ApiUnreachable;
                return output.fail(account.failure(), isSilent ? CouldNotAsk : exitCodeOf(account.failure()),
                                   {{QStringLiteral("accounts"), done}});
            }
            wish.accounts.append(std::move(*account));
            if (const Result<Nothing> saved = save(wish); !saved)
                return output.fail(saved.failure(), {{QStringLiteral("accounts"), done}});
        }
        const AcmeDnsAccount &account = known ? *known : wish.accounts.last();
        output.line(publish::cnameLine(name, account));
        done.append(toJson(name, account, !known));
    }
    output.object({{QStringLiteral("accounts"), done}});
    return Done;
}

} // namespace

int acmeDnsRegister(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("acme-dns register"),
                        QCoreApplication::translate("cli", "Opens an account at an acme-dns server for each name that has none in the file yet, and prints the CNAME records to set."),
                        QStringLiteral("NAME..."), 0);
    QCommandLineParser &parser = arguments.parser();
    parser.addOption({QStringLiteral("server"), QCoreApplication::translate("cli", "Address of the server's API, https://auth.example.net."), QStringLiteral("url")});
    parser.addOption({QStringLiteral("root"), QCoreApplication::translate("cli", "Root certificate to trust for the connection to it."), QStringLiteral("pem")});
    parser.addOption({QStringLiteral("allow-from"), QCoreApplication::translate("cli", "Only computers in this network may update the accounts; may be repeated."), QStringLiteral("network")});
    parser.addOption({QStringLiteral("out"), QCoreApplication::translate("cli", "File that keeps the accounts with their passwords (0600), as acme-dns-client and lego do; accounts in it stay."), QStringLiteral("file")});
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, QStringLiteral("certwright/acme-dns-register/1"));
    if (!parsed)
        return output.fail(parsed.failure());
    const Result<Wish> wish = readWish(arguments);
    if (!wish)
        return output.fail(wish.failure());
    if (arguments.isVerbose())
        showLog(*invocation.environment);
    return runCancelable([&](CancelToken &token) -> int {
        const std::unique_ptr<net::HttpTransport> http = invocation.environment->makeHttp(wish->rootPem);
        return openAccounts(*http, *wish, output, token);
    });
}

} // namespace cw::cli
