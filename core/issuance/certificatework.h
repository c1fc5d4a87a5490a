// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/environment.h"
#include "store/certificates.h"
#include "store/orderrecord.h"

namespace cw::issuance
{

// What can be done with a certificate that is there. Worker threads; each writes what it has learned into the certificate store.

// An order that has nothing but the connection: where this certificate's CA is, and our account there.
store::OrderRecord orderAtCaOf(const store::CertificateRecord &certificate);

// A draft that renews the certificate: a copy of its order (names, authority, account, way to publish) with a new key, or with
// the same where the order went on using one or brought its own request; `replaces` names the certificate to the CA
// (RFC 9773 5). Without its order in the journal, what the certificate itself knows.
Result<store::OrderRecord> renewalOrder(const QString &home, const QString &certificateId);

} // namespace cw::issuance
