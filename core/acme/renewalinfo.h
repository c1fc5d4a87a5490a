// SPDX-License-Identifier: MIT
#pragma once

#include "acme/resources.h"
#include "base/canceltoken.h"
#include "net/httptransport.h"

namespace cw::acme
{

// When the CA wants a certificate to be renewed: an unauthenticated GET, so that no account and no key is needed
// (RFC 9773 4.1). `certificateId` as crypto::renewalId() makes it. BadInput NotOfferedByCa when the directory has no
// "renewalInfo"; a Problem for a certificate that the CA does not know; BadMember for a window that ends before it starts.
Result<RenewalInfo> readRenewalInfo(net::HttpTransport &http, const Directory &directory, const QString &certificateId,
                                    const QDateTime &now, CancelToken &token);

} // namespace cw::acme
