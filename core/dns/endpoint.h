// SPDX-License-Identifier: MIT
#pragma once

#include "dns/dnstransport.h"

#include <optional>

namespace cw::dns
{

// "192.0.2.1", "192.0.2.1:5300", "2001:db8::1", "[2001:db8::1]:5300"; null for anything else, host names too.
std::optional<Endpoint> parseEndpoint(const QString &text, quint16 defaultPort = 53);
// "https://dns.example/dns-query" is asked with POST; with "{?dns}" (or "{&dns}") at the end, as operators write it, with
// GET (RFC 8484 4.1, RFC 6570). Null for anything but an https URL with a host, or one with a user or a fragment.
std::optional<Endpoint> parseDoh(const QString &text);
// Either of the two, as Endpoint::toString() writes it.
std::optional<Endpoint> parseResolver(const QString &text);

} // namespace cw::dns
