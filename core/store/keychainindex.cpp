// SPDX-License-Identifier: MIT
#include "store/keychainindex.h"

#include "store/atomicfile.h"
#include "store/masterkeycheck.h"
#include "store/secretfiles.h"
#include "store/vault.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace cw::store
{

namespace
{

QString entryNameFor(const QString &home)
{
    const QByteArray path = QDir::cleanPath(QDir(home).absolutePath()).toUtf8();
    const QByteArray hash = QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex().left(16);
    return QStringLiteral("master-key-") + QString::fromLatin1(hash);
}

} // namespace

KeychainIndex::KeychainIndex(const QString &home)
    : m_folder(secretFolder(home, SecretKind::Keychain))
    , m_entryName(entryNameFor(home))
{
}

QString KeychainIndex::path() const
{
    return m_folder + QStringLiteral("/index.json");
}

Result<std::optional<QByteArray>> KeychainIndex::checkValue() const
{
    const Failure damaged = StoreFailure {StoreFailure::Kind::Damaged, path(), QString()};
    if (!QFileInfo::exists(path())) {
        if (SealedSecretStore::hasSecrets(m_folder))
            return damaged;
        return std::optional<QByteArray>();
    }
    const Result<QByteArray> content = readFile(path());
    if (!content)
        return content.failure();
    const QJsonObject json = QJsonDocument::fromJson(*content).object();
    const QByteArray check = QByteArray::fromBase64(json.value(QStringLiteral("check")).toString().toLatin1());
    if (check.isEmpty())
        return damaged;
    return std::optional(check);
}

Result<Nothing> KeychainIndex::save(const QByteArray &masterKey) const
{
    if (const Result<Nothing> made = makeFolder(m_folder); !made)
        return made;
    const QJsonObject json {
        {QStringLiteral("schema"), QStringLiteral("certwright/keychain/1")},
        {QStringLiteral("entry"), m_entryName},
        {QStringLiteral("check"), QString::fromLatin1(checkValueFor(masterKey).toBase64())},
    };
    return writeFile(path(), QJsonDocument(json).toJson(), Privacy::OwnerOnly);
}

} // namespace cw::store
