// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/certificatework.h"

#include "base/canceltoken.h"

namespace cw::issuance
{

// Why a certificate is revoked: those of RFC 5280 5.3.1 that a holder can give; the others are for authorities.
struct RevocationReason {
    const char *name; // "keyCompromise", as the command line takes it
    int code; // CRLReason; -1: none is sent. "SHOULD be absent instead of using the unspecified (0) reasonCode value"
};
const QList<RevocationReason> &revocationReasons();
// BadInput UnknownReason. Letters count the same in both cases; empty is "unspecified".
Result<RevocationReason> revocationReasonFromName(const QString &name);

// Whose signature stands under the request, RFC 8555 7.6.
enum class RevokeBy { AccountOrKey, Account, CertificateKey };

// AccountOrKey: the account that ordered it where we have it, else the key of the certificate.
bool canRevokeBy(const Environment &environment, const store::CertificateRecord &certificate, RevokeBy by);

// Has the certificate revoked and notes it in the store. `wasRevokedBefore`: the CA says so.
// BadInput NotOfferedByCa, StoreFailure KeyMissing when there is nothing to sign with, the CA's Problem.
struct Revocation {
    store::CertificateRecord certificate;
    bool wasRevokedBefore = false;
};
Result<Revocation> revokeCertificate(EnvironmentPtr environment, const store::CertificateRecord &certificate,
                                     const RevocationReason &reason, RevokeBy by, CancelToken &token);

} // namespace cw::issuance
