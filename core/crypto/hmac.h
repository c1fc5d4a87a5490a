// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace cw::crypto
{

enum class Digest { Sha1, Sha224, Sha256, Sha384, Sha512 };

QByteArray hmac(Digest digest, const QByteArray &key, const QByteArray &data);
QByteArray sha256(const QByteArray &data);
// In constant time; false when the lengths differ.
bool isEqualMac(const QByteArray &a, const QByteArray &b);
QByteArray randomBytes(int count);

} // namespace cw::crypto
