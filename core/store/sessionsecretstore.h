// SPDX-License-Identifier: MIT
#pragma once

#include "store/secretstore.h"

#include <QHash>

#include <mutex>

namespace cw::store
{

// Secrets in memory only, overwritten when they go: for this session, and for the practice mode.
class SessionSecretStore final : public SecretStore
{
public:
    SessionSecretStore() = default;
    ~SessionSecretStore() override;
    Q_DISABLE_COPY_MOVE(SessionSecretStore)

    SecretKind kind() const override { return SecretKind::SessionOnly; }
    Result<Nothing> put(const QString &id, const QByteArray &secret) override;
    Result<QByteArray> get(const QString &id) override;
    Result<Nothing> remove(const QString &id) override;

private:
    std::mutex m_mutex;
    QHash<QString, QByteArray> m_secrets;
};

} // namespace cw::store
