// SPDX-License-Identifier: MIT
#include "store/vault.h"

#include "crypto/hmac.h"
#include "crypto/sealedbox.h"
#include "store/atomicfile.h"
#include "store/masterkeycheck.h"
#include "store/secretfiles.h"
#include "store/sessionsecretstore.h"
#include "store/wipe.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>

namespace cw::store
{

namespace
{

constexpr int Rounds = 600'000;
constexpr int FewestRounds = 100'000;
constexpr int MostRounds = 100'000'000;

// What <home>/secrets/passphrase/vault.json holds; none of it is secret.
struct VaultFile {
    int rounds = Rounds;
    QByteArray salt;
    QByteArray check;
};

QString vaultPath(const QString &home)
{
    return secretFolder(home, SecretKind::PassphraseFile) + QStringLiteral("/vault.json");
}

QByteArray toJson(const VaultFile &vault)
{
    return QJsonDocument(QJsonObject {
                             {QStringLiteral("schema"), QStringLiteral("certwright/vault/1")},
                             {QStringLiteral("rounds"), vault.rounds},
                             {QStringLiteral("salt"), QString::fromLatin1(vault.salt.toBase64())},
                             {QStringLiteral("check"), QString::fromLatin1(vault.check.toBase64())},
                         })
        .toJson();
}

Result<VaultFile> readVaultFile(const QString &path)
{
    const Result<QByteArray> content = readFile(path);
    if (!content)
        return content.failure();
    const QJsonObject json = QJsonDocument::fromJson(*content).object();
    VaultFile vault;
    vault.rounds = json.value(QStringLiteral("rounds")).toInt();
    vault.salt = QByteArray::fromBase64(json.value(QStringLiteral("salt")).toString().toLatin1());
    vault.check = QByteArray::fromBase64(json.value(QStringLiteral("check")).toString().toLatin1());
    const bool isSound = vault.rounds >= FewestRounds && vault.rounds <= MostRounds && vault.salt.size() >= 16
        && !vault.check.isEmpty();
    if (!isSound)
        return Failure(StoreFailure {StoreFailure::Kind::Damaged, path, QString()});
    return vault;
}

Result<SecretStorePtr> sealedStore(const QString &folder, QByteArray masterKey, SecretKind kind)
{
    return SecretStorePtr(std::make_unique<SealedSecretStore>(folder, std::move(masterKey), kind));
}

Result<SecretStorePtr> makeVault(const QString &path, const QByteArray &passphrase)
{
    const QString folder = QFileInfo(path).path();
    // Without its salt nobody can open these any more; a new vault beside them would hide that.
    if (SealedSecretStore::hasSecrets(folder))
        return Failure(StoreFailure {StoreFailure::Kind::Damaged, path, QString()});
    VaultFile vault;
    vault.salt = crypto::randomBytes(32);
    QByteArray masterKey = crypto::keyFromPassphrase(passphrase, vault.salt, vault.rounds);
    vault.check = checkValueFor(masterKey);
    if (const Result<Nothing> written = writeFile(path, toJson(vault), Privacy::OwnerOnly); !written) {
        wipe(masterKey);
        return written.failure();
    }
    return sealedStore(folder, std::move(masterKey), SecretKind::PassphraseFile);
}

Result<SecretStorePtr> openVault(const QString &path, const QByteArray &passphrase)
{
    const Result<VaultFile> vault = readVaultFile(path);
    if (!vault)
        return vault.failure();
    QByteArray masterKey = crypto::keyFromPassphrase(passphrase, vault->salt, vault->rounds);
    if (!fitsCheckValue(masterKey, vault->check)) {
        wipe(masterKey);
        return Failure(StoreFailure {StoreFailure::Kind::WrongPassphrase, path, QString()});
    }
    return sealedStore(QFileInfo(path).path(), std::move(masterKey), SecretKind::PassphraseFile);
}

} // namespace

QString secretFolder(const QString &home, SecretKind kind)
{
    switch (kind) {
    case SecretKind::Keychain:
        return home + QStringLiteral("/secrets/keychain");
    case SecretKind::PassphraseFile:
        return home + QStringLiteral("/secrets/passphrase");
    case SecretKind::PlainFile:
        return home + QStringLiteral("/secrets/plain");
    case SecretKind::SessionOnly:
        break;
    }
    return QString();
}

bool hasPassphraseVault(const QString &home)
{
    return QFileInfo::exists(vaultPath(home));
}

Result<SecretStorePtr> openPassphraseVault(const QString &home, const QByteArray &passphrase)
{
    const QString path = vaultPath(home);
    if (passphrase.isEmpty())
        return Failure(StoreFailure {StoreFailure::Kind::PassphraseNeeded, path, QString()});
    const QString folder = secretFolder(home, SecretKind::PassphraseFile);
    if (const Result<Nothing> made = makeFolder(folder); !made)
        return made.failure();

    // Two processes that make the vault at once would each believe in a salt of their own.
    QLockFile lock(folder + QStringLiteral("/vault.lock"));
    if (!lock.tryLock(10'000)) {
        const bool isHeld = lock.error() == QLockFile::LockFailedError;
        return Failure(StoreFailure {isHeld ? StoreFailure::Kind::Busy : StoreFailure::Kind::NotWritable, path, QString()});
    }
    return hasPassphraseVault(home) ? openVault(path, passphrase) : makeVault(path, passphrase);
}

Result<SecretStorePtr> openWithMasterKey(const QString &home, const QByteArray &masterKey)
{
    const QString folder = secretFolder(home, SecretKind::Keychain);
    if (masterKey.size() != MasterKeySize)
        return Failure(StoreFailure {StoreFailure::Kind::Damaged, folder, QString()});
    return sealedStore(folder, masterKey, SecretKind::Keychain);
}

Result<SecretStorePtr> openPlain(const QString &home)
{
    const QString folder = secretFolder(home, SecretKind::PlainFile);
    if (const Result<Nothing> made = makeFolder(folder); !made)
        return made.failure();
    return SecretStorePtr(std::make_unique<PlainSecretStore>(folder));
}

SecretStorePtr openSession()
{
    return std::make_unique<SessionSecretStore>();
}

} // namespace cw::store
