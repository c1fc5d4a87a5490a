// SPDX-License-Identifier: MIT
#pragma once

#include "crypto/certificate.h"
#include "crypto/privatekey.h"

namespace cw::crypto
{

// SubjectPublicKeyInfo as DER (RFC 5280 4.1): what a private key, a request and a certificate of one key have in common.
QByteArray publicKeyOf(const PrivateKey &key);
QByteArray publicKeyOf(const Certificate &certificate); // empty when its key cannot be read

// The kind of its key; none for one that we would not make ourselves.
std::optional<KeyType> keyTypeOf(const Certificate &certificate);

// checkChain() where the private key is not ours to see: `publicKey` as above.
ChainCheck checkChain(const QList<Certificate> &chain, const QByteArray &publicKey, const QStringList &names,
                      const QDateTime &now, const QByteArray &extraRootsPem);

} // namespace cw::crypto
