// SPDX-License-Identifier: MIT
#pragma once

// Private to crypto's .cpp files: what the core calls things that OpenSSL holds.

#include "crypto/opensslhandles.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace cw::crypto
{

// Empty when it cannot be turned into UTF-8.
QString textOf(const ASN1_STRING *string);
// The first entry of this kind in a name; empty when there is none.
QString firstEntry(const X509_NAME *name, int nid);
// None for keys that we do not use ourselves.
std::optional<KeyType> keyTypeOf(const EVP_PKEY *key);
// "ECDSA P-256", "RSA 2048", else OpenSSL's word for the algorithm. Empty without a key.
QString keyDescription(const EVP_PKEY *key);
QByteArray publicKeyDer(const EVP_PKEY *key); // SubjectPublicKeyInfo

} // namespace cw::crypto
