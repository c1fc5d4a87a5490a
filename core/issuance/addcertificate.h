// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/environment.h"
#include "store/certificates.h"

namespace cw::issuance
{

// A certificate from elsewhere for the list: what its end reminds of, and what renewing it starts from.
struct AddRequest {
    QByteArray certificate; // PEM or DER; its chain beside it, in any order
    QString certificateFile; // as evidence
    QByteArray key {}; // PEM, may be encrypted; empty: without
    QString keyFile {};
    QByteArray passphrase {}; // of the key
    // The CA that issued it, where it is known: for renewing, revoking and the question when to renew.
    QString authorityName {};
    QString directoryUrl {};
    QByteArray caRootPem {};
    bool isPrivateCa = false;
};

// Reads the files into a request; `keyFile` may be empty. BadInput CertificateUnreadable, StoreFailure NotReadable.
Result<AddRequest> readAddRequest(const QString &certificateFile, const QString &keyFile);

struct AddedCertificate {
    store::CertificateRecord certificate;
    bool wasThere = false; // it was in the list; a key that it had not is added to it
};

// Checks and keeps it; the key goes into the secret store. Of several certificates the one that fits the key is meant, else the
// one that signs none of the others; what signs it is kept as its chain. A key in the file of the certificate counts as given.
// BadInput CertificateUnreadable, KeyDoesNotFit, WrongKeyPassphrase, BadPrivateKey.
Result<AddedCertificate> addCertificate(const Environment &environment, const AddRequest &request);

} // namespace cw::issuance
