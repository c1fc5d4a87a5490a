// SPDX-License-Identifier: MIT
#include "store/sessionsecretstore.h"

#include "store/wipe.h"

namespace cw::store
{

namespace
{

// Bytes of our own, which nobody shares and wipe() can therefore reach.
QByteArray deepCopy(const QByteArray &secret)
{
    return QByteArray(secret.constData(), secret.size());
}

} // namespace

SessionSecretStore::~SessionSecretStore()
{
    for (QByteArray &secret : m_secrets)
        wipe(secret);
}

Result<Nothing> SessionSecretStore::put(const QString &id, const QByteArray &secret)
{
    const std::lock_guard lock(m_mutex);
    QByteArray &place = m_secrets[id];
    wipe(place);
    place = deepCopy(secret);
    return Nothing();
}

Result<QByteArray> SessionSecretStore::get(const QString &id)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_secrets.constFind(id);
    if (found == m_secrets.constEnd())
        return Failure(StoreFailure {StoreFailure::Kind::KeyMissing, QString(), id});
    return deepCopy(*found);
}

Result<Nothing> SessionSecretStore::remove(const QString &id)
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_secrets.find(id); found != m_secrets.end()) {
        wipe(*found);
        m_secrets.erase(found);
    }
    return Nothing();
}

} // namespace cw::store
