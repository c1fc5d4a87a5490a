// SPDX-License-Identifier: MIT
#include "store/wipe.h"

#include <cstring>

namespace cw::store
{

void wipe(QByteArray &secret)
{
    // Writing to bytes that are shared would only copy them first.
    if (secret.isDetached() && !secret.isEmpty())
        ::explicit_bzero(secret.data(), size_t(secret.size()));
    secret.clear();
}

} // namespace cw::store
