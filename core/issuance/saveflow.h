// SPDX-License-Identifier: MIT
#pragma once

#include "crypto/bundle.h"
#include "issuance/environment.h"
#include "store/certificates.h"

#include <optional>

namespace cw::issuance
{

// What of a certificate can be written: the names of the files, and what is in them.
enum class FileKind {
    FullChain, // fullchain.pem: the certificate, then the chain
    Key, // privkey.pem: PKCS#8; under a passphrase when the order has one
    Certificate, // cert.pem
    Chain, // chain.pem: without the certificate
    Combined, // combined.pem: fullchain.pem and privkey.pem in one
    Pkcs12, // certificate.p12
    Pkcs7, // chain.p7b: the certificate and the chain, without the key
    Der, // cert.der: the certificate
    KeyDer, // privkey.der: PKCS#8, unencrypted
};
QString fileName(FileKind kind);
std::optional<FileKind> fileKindFromName(QStringView name);
bool holdsKey(FileKind kind); // then its mode is 0600, else 0644

struct SaveRequest {
    enum class IfExists { Ask, Replace, Number };
    QString folder; // made when it is missing
    QStringList files; // of fileName()
    IfExists ifExists = IfExists::Ask; // Ask: StoreFailure Exists with the names in `detail`, nothing written
    QString pkcs12Passphrase {}; // BadInput PassphraseTooShort
    crypto::Pkcs12Cipher pkcs12Cipher = crypto::Pkcs12Cipher::Aes256;

    bool holdsKey() const; // in one of the files
};

struct SavedFiles {
    QString folder;
    QStringList files; // written, read back and compared
    bool operator==(const SavedFiles &) const = default;
};

// Which of the files are there already.
QStringList existingFiles(const SaveRequest &request);

// Writes the files, reads them back and compares. The key stays in the secret store, so a full disk or a read-only folder
// costs nothing but another try. StoreFailure KeyMissing for files with the key when it is not ours.
Result<SavedFiles> saveCertificate(const Environment &environment, const store::CertificateRecord &certificate,
                                   const SaveRequest &request);

// One file at a path of its own; of `request` only what is not about folder and files counts. Number is Ask here.
Result<Nothing> saveFile(const Environment &environment, const store::CertificateRecord &certificate, FileKind kind,
                         const QString &path, const SaveRequest &request);

} // namespace cw::issuance
