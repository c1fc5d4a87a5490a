// SPDX-License-Identifier: MIT
#include "store/secretfiles.h"

#include "crypto/sealedbox.h"
#include "store/atomicfile.h"
#include "store/wipe.h"

#include <QDir>
#include <QFileInfo>
#include <QUrl>

namespace cw::store
{

namespace
{

constexpr QLatin1String SealedSuffix {".sealed"};
constexpr QLatin1String PlainSuffix {".secret"};

} // namespace

SecretFiles::SecretFiles(QString folder, QString suffix) : m_folder(std::move(folder)), m_suffix(std::move(suffix)) { }

QString SecretFiles::pathOf(const QString &id) const
{
    const QByteArray name = QUrl::toPercentEncoding(id, QByteArray(), QByteArrayLiteral("."));
    return m_folder + u'/' + QString::fromLatin1(name) + m_suffix;
}

Result<Nothing> SecretFiles::write(const QString &id, const QByteArray &content) const
{
    if (const Result<Nothing> folder = makeFolder(m_folder); !folder)
        return folder;
    return writeFile(pathOf(id), content, Privacy::OwnerOnly);
}

Result<QByteArray> SecretFiles::read(const QString &id) const
{
    if (!QFileInfo::exists(pathOf(id)))
        return Failure(StoreFailure {StoreFailure::Kind::KeyMissing, pathOf(id), id});
    return readFile(pathOf(id));
}

Result<Nothing> SecretFiles::remove(const QString &id) const
{
    return removeFile(pathOf(id));
}

PlainSecretStore::PlainSecretStore(const QString &folder) : m_files(folder, PlainSuffix) { }

Result<Nothing> PlainSecretStore::put(const QString &id, const QByteArray &secret)
{
    return m_files.write(id, secret);
}

Result<QByteArray> PlainSecretStore::get(const QString &id)
{
    return m_files.read(id);
}

Result<Nothing> PlainSecretStore::remove(const QString &id)
{
    return m_files.remove(id);
}

SealedSecretStore::SealedSecretStore(const QString &folder, QByteArray masterKey, SecretKind kind)
    : m_files(folder, SealedSuffix)
    , m_masterKey(std::move(masterKey))
    , m_kind(kind)
{
    Q_ASSERT(m_masterKey.size() == 32);
}

SealedSecretStore::~SealedSecretStore()
{
    wipe(m_masterKey);
}

Result<Nothing> SealedSecretStore::put(const QString &id, const QByteArray &secret)
{
    return m_files.write(id, crypto::seal(m_masterKey, secret, id.toUtf8()));
}

Result<QByteArray> SealedSecretStore::get(const QString &id)
{
    const Result<QByteArray> box = m_files.read(id);
    if (!box)
        return box;
    Result<QByteArray> secret = crypto::open(m_masterKey, *box, id.toUtf8());
    // The master key was checked when the vault was opened, so it is the file that is wrong.
    if (!secret)
        return Failure(StoreFailure {StoreFailure::Kind::Damaged, m_files.pathOf(id), id});
    return secret;
}

Result<Nothing> SealedSecretStore::remove(const QString &id)
{
    return m_files.remove(id);
}

bool SealedSecretStore::hasSecrets(const QString &folder)
{
    return !QDir(folder).entryList({u'*' + QString(SealedSuffix)}, QDir::Files).isEmpty();
}

} // namespace cw::store
