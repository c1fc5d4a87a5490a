// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/certificatework.h"

#include "base/canceltoken.h"

namespace cw::issuance
{

// The CA may be asked when to renew this certificate (RFC 9773): it is in use, its CA is known, it has a renewal identifier,
// and the time that the CA set for the next question has come.
bool isRenewalCheckDue(const store::CertificateRecord &certificate, const QDateTime &now);

// Asks the CA of the certificate and keeps its answer with the certificate on disk: the window, the explanation, and when to
// ask again. One plain GET beside the directory; no account, no key. Before that time nothing is asked, and what is kept comes
// back. BadInput NotOfferedByCa, and everything that a request can fail with; then the window on disk stays as it was.
Result<store::RenewalWindow> readRenewal(const Environment &environment, const store::CertificateRecord &certificate,
                                         CancelToken &token);

// The same for all that are due, each CA's directory read once. What fails is asked again later, at the earliest in an hour.
// Gives back whether anything on disk has changed.
bool readRenewals(const Environment &environment, CancelToken &token);

} // namespace cw::issuance
