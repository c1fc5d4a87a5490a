// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace cw::store
{

// <home>/secrets/keychain/index.json: that a master key was put into the keychain, and how to tell the right one.
// A keychain says "not found" also when it is locked; without this file we would take that for an empty one.
class KeychainIndex
{
public:
    explicit KeychainIndex(const QString &home);

    // The name of our entry in the keychain: the same for the same folder, another for another.
    QString entryName() const { return m_entryName; }
    QString path() const;

    // The check value, or nullopt when no master key was stored yet. Damaged, NotReadable.
    Result<std::optional<QByteArray>> checkValue() const;
    Result<Nothing> save(const QByteArray &masterKey) const;

private:
    QString m_folder;
    QString m_entryName;
};

} // namespace cw::store
