// SPDX-License-Identifier: MIT
#pragma once

#include "crypto/privatekey.h"

#include <QStringList>

namespace cw::crypto
{

// A certificate signing request (PKCS#10, DER) with an empty subject and the names as dNSName SANs, in their order.
// `names` are A-labels, "*." allowed; they have been checked before. RFC 8555 7.4.
QByteArray makeCsr(const PrivateKey &key, const QStringList &names);

} // namespace cw::crypto
