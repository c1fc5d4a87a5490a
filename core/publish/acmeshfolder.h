// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QMap>
#include <QTemporaryDir>

namespace cw::publish
{

// What acme.sh itself has kept for its scripts, where `script` is part of an installation of it (account.conf beside it or in
// the folder above): whoever has used the script with acme.sh need not enter anything again. As the map of AcmeShFolder.
QMap<QString, QString> installedSettings(const QString &script);

// A private folder (0700) for one run of a dnsapi script of acme.sh: our helper functions, and one file for each setting
// that earlier runs saved. Overwritten and removed with the object; in memory where the system has such a place.
class AcmeShFolder
{
public:
    AcmeShFolder();
    ~AcmeShFolder();
    AcmeShFolder(const AcmeShFolder &) = delete;
    AcmeShFolder &operator=(const AcmeShFolder &) = delete;

    // StoreFailure: NotWritable.
    Result<Nothing> fill(const QMap<QString, QString> &saved);
    // CERTWRIGHT_HELPERS and CERTWRIGHT_FOLDER for the script's shell.
    QMap<QString, QString> environment() const;
    // What the script has left as its saved settings.
    QMap<QString, QString> saved() const;

private:
    QTemporaryDir m_folder;
};

} // namespace cw::publish
