// SPDX-License-Identifier: MIT
#include "store/masterkeycheck.h"

#include "crypto/sealedbox.h"

namespace cw::store
{

namespace
{

constexpr char Constant[] = "Certwright";
constexpr char Context[] = "master key check";

} // namespace

QByteArray checkValueFor(const QByteArray &masterKey)
{
    return crypto::seal(masterKey, Constant, Context);
}

bool fitsCheckValue(const QByteArray &masterKey, const QByteArray &checkValue)
{
    if (masterKey.size() != MasterKeySize)
        return false;
    const Result<QByteArray> opened = crypto::open(masterKey, checkValue, Context);
    return opened.isOk() && *opened == Constant;
}

} // namespace cw::store
