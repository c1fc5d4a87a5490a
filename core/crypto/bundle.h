// SPDX-License-Identifier: MIT
#pragma once

#include "crypto/certificate.h"
#include "crypto/privatekey.h"

namespace cw::crypto
{

// How the contents of a PKCS#12 file are encrypted: PBES2 with AES-256 and an HMAC-SHA256 around it, or the 3DES and SHA-1
// of RFC 7292's own schemes, for programs that know nothing newer (Windows before 10 1709 and Server 2019, Java before 8u301).
enum class Pkcs12Cipher { Aes256, TripleDes };

// RFC 7292: the key and its chain, leaf first, under one passphrase (UTF-8); `friendlyName` is what other programs list it
// as. A quarter of a second with AES.
QByteArray makePkcs12(const PrivateKey &key, const QList<Certificate> &chain, const QByteArray &passphrase,
                      const QString &friendlyName, Pkcs12Cipher cipher);

// A PEM "PKCS7": signed data with certificates and nothing that is signed (RFC 2315 9.1), as Windows and Java take chains.
QByteArray makePkcs7(const QList<Certificate> &chain);

} // namespace cw::crypto
