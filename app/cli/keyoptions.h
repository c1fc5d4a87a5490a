// SPDX-License-Identifier: MIT
#pragma once

#include "arguments.h"

namespace cw::cli
{

// What the key options say beside what they set in the order.
struct KeyWish {
    QList<checks::CheckedName> names; // of --csr; empty without it
    QString passphrase; // for privkey.pem; empty: none
};

// --key-type, --csr, --reuse-key, --key-passphrase-file. Of the key there is one choice: BadInput BadOption for two of them.
// Those of crypto::readCsr() and of its names, PassphraseTooShort; StoreFailure UnknownId, KeyMissing.
Result<KeyWish> readKeyOptions(const Arguments &arguments, const QString &home, store::OrderRecord &order);

} // namespace cw::cli
