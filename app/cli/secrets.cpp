// SPDX-License-Identifier: MIT
#include "secrets.h"

#include "command.h"
#include "linefile.h"
#include "store/keychain.h"
#include "store/vault.h"

#include <QEventLoop>

namespace cw::cli
{

namespace
{

Result<store::SecretStorePtr> openKeychain(const QString &home)
{
    store::Keychain keychain;
    QEventLoop loop;
    std::optional<Result<QByteArray>> answer;
    QObject::connect(&keychain, &store::Keychain::answered, &loop, [&](const Result<QByteArray> &masterKey) {
        answer.emplace(masterKey);
        loop.quit();
    });
    keychain.readMasterKey(home);
    if (!answer)
        loop.exec();
    if (!*answer)
        return answer->failure();
    return store::openWithMasterKey(home, **answer);
}

Result<store::SecretStorePtr> openFile(const Arguments &arguments, const QString &home)
{
    if (!arguments.isSet("passphrase-file"))
        return Failure(StoreFailure {StoreFailure::Kind::PassphraseNeeded, home, {}});
    const Result<QByteArray> passphrase = firstLineOf(arguments.value("passphrase-file"));
    if (!passphrase)
        return passphrase.failure();
    return store::openPassphraseVault(home, *passphrase);
}

Result<store::SecretStorePtr> openStore(const Arguments &arguments, const QString &home)
{
    const QString kind = arguments.value("key-store");
    if (kind == u"plain")
        return store::openPlain(home);
    if (kind == u"file")
        return openFile(arguments, home);
    if (kind == u"keychain")
        return openKeychain(home);
    if (!kind.isEmpty())
        return Failure(BadInput {BadInput::Fault::BadOption, kind, QStringLiteral("--key-store")});
    // A passphrase given is a choice made.
    if (arguments.isSet("passphrase-file"))
        return openFile(arguments, home);
    Result<store::SecretStorePtr> keychain = openKeychain(home);
    if (keychain)
        return keychain;
    const StoreFailure *failure = std::get_if<StoreFailure>(&keychain.failure());
    const bool isAbsent = failure && failure->kind == StoreFailure::Kind::NoKeychain;
    return isAbsent ? openFile(arguments, home) : std::move(keychain);
}

} // namespace

Result<Nothing> openSecrets(const Arguments &arguments, issuance::Environment &environment)
{
    if (arguments.isVerbose())
        showLog(environment);
    Result<store::SecretStorePtr> opened = openStore(arguments, environment.home);
    if (!opened)
        return opened.failure();
    environment.secrets = std::move(*opened);
    return Nothing();
}

} // namespace cw::cli
