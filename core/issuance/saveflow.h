// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/environment.h"
#include "store/certificates.h"

namespace cw::issuance
{

struct SaveRequest {
    enum class IfExists { Ask, Replace, Number };
    QString folder; // made when it is missing
    QStringList files; // of "fullchain.pem", "privkey.pem", "cert.pem", "chain.pem"
    IfExists ifExists = IfExists::Ask; // Ask: StoreFailure Exists with the names in `detail`, nothing written
};

struct SavedFiles {
    QString folder;
    QStringList files; // written, read back and compared
    bool operator==(const SavedFiles &) const = default;
};

// Which of the files are there already.
QStringList existingFiles(const SaveRequest &request);

// Writes the files (privkey.pem 0600, the others 0644), reads them back and compares. The key stays in the secret store,
// so a full disk or a read-only folder costs nothing but another try.
Result<SavedFiles> saveCertificate(const Environment &environment, const store::CertificateRecord &certificate,
                                   const SaveRequest &request);

} // namespace cw::issuance
