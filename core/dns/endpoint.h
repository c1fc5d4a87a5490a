// SPDX-License-Identifier: MIT
#pragma once

#include "dns/dnstransport.h"

#include <optional>

namespace cw::dns
{

// "192.0.2.1", "192.0.2.1:5300", "2001:db8::1", "[2001:db8::1]:5300"; null for anything else, host names too.
std::optional<Endpoint> parseEndpoint(const QString &text, quint16 defaultPort = 53);

} // namespace cw::dns
