// SPDX-License-Identifier: MIT
#pragma once

#include "store/secretstore.h"

namespace cw::store
{

// One file an id. Ids may hold anything: what could mean something in a path is escaped.
class SecretFiles
{
public:
    SecretFiles(QString folder, QString suffix);

    QString pathOf(const QString &id) const;
    Result<Nothing> write(const QString &id, const QByteArray &content) const;
    Result<QByteArray> read(const QString &id) const; // KeyMissing
    Result<Nothing> remove(const QString &id) const;

private:
    QString m_folder;
    QString m_suffix;
};

// Secrets in 0600 files, as other ACME clients keep them: readable by whoever can read the disk.
class PlainSecretStore final : public SecretStore
{
public:
    explicit PlainSecretStore(const QString &folder);

    SecretKind kind() const override { return SecretKind::PlainFile; }
    Result<Nothing> put(const QString &id, const QByteArray &secret) override;
    Result<QByteArray> get(const QString &id) override;
    Result<Nothing> remove(const QString &id) override;

private:
    const SecretFiles m_files;
};

// Secrets sealed under a master key of 32 bytes, which the keychain keeps or a passphrase gives. The id is part of what
// is sealed, so one file cannot take another's place.
class SealedSecretStore final : public SecretStore
{
public:
    SealedSecretStore(const QString &folder, QByteArray masterKey, SecretKind kind);
    ~SealedSecretStore() override;
    Q_DISABLE_COPY_MOVE(SealedSecretStore)

    SecretKind kind() const override { return m_kind; }
    Result<Nothing> put(const QString &id, const QByteArray &secret) override;
    // Damaged when the file is not what was sealed.
    Result<QByteArray> get(const QString &id) override;
    Result<Nothing> remove(const QString &id) override;

    static bool hasSecrets(const QString &folder);

private:
    const SecretFiles m_files;
    QByteArray m_masterKey;
    const SecretKind m_kind;
};

} // namespace cw::store
