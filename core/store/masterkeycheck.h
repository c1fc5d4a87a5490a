// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace cw::store
{

constexpr int MasterKeySize = 32;

// A constant sealed under the master key: no secret, and it tells the right key from a wrong one before a secret is
// sealed under the wrong one.
QByteArray checkValueFor(const QByteArray &masterKey);
bool fitsCheckValue(const QByteArray &masterKey, const QByteArray &checkValue);

} // namespace cw::store
