// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/validateflow.h"

namespace cw::issuance
{

// The end of every order: the chain of a valid order is fetched, checked (our key and our names, or it is not ours), kept in
// the certificate store together with the other chains that the CA offers for it (RFC 8555 7.4.2), and the order is Issued.
// An other chain that cannot be had, or is for another certificate, is left out and noted in the log. `publicKey`: SubjectPublicKeyInfo that the certificate must carry.
// ProtocolFailure Inconsistent "key" or "names".
Result<Nothing> downloadCertificate(Tools &tools, store::OrderRecord &order, const QUrl &certificateUrl,
                                    const QByteArray &publicKey, acme::Client &client, const OrderProgress &progress,
                                    CancelToken &token);

} // namespace cw::issuance
