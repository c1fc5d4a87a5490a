// SPDX-License-Identifier: MIT
#include "crypto/errorqueue.h"

#include <openssl/err.h>

namespace cw::crypto
{

void emptyErrorQueue()
{
    ERR_clear_error();
}

} // namespace cw::crypto
