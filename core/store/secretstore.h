// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace cw::store
{

enum class SecretKind { Keychain, PassphraseFile, PlainFile, SessionOnly };

// Keeps account keys, certificate keys of open orders and publishing secrets by id ("account-3f2a...", "order-...-key").
// Implementations are thread-safe and are used from worker threads.
class SecretStore
{
public:
    virtual ~SecretStore() = default;
    virtual SecretKind kind() const = 0;
    virtual Result<Nothing> put(const QString &id, const QByteArray &secret) = 0;
    // StoreFailure KeyMissing when there is none.
    virtual Result<QByteArray> get(const QString &id) = 0;
    virtual Result<Nothing> remove(const QString &id) = 0;
};

} // namespace cw::store
