// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "dns/resolver.h"
#include "publish/publisher.h"

namespace cw::publish
{

// A way that was tried: a test value was put in, seen, and taken out.
struct Trial {
    QString zone; // "example.org."
    dns::Name name; // of the test record
    QStringList servers; // authoritative ones that had it, "ns1.example.org"
    std::chrono::milliseconds duration { 0 };
    bool staysThere = false; // the way cannot remove (acme-dns): the next value replaces it
    bool operator==(const Trial &) const = default;
};

enum class Removal { ByUs, Never };

// A value that looks like that of a challenge and is none: 43 characters of base64url.
QByteArray newTestValue();

// Adds `record`, waits up to a minute until every authoritative server of its zone that answers at all has it, removes it and
// waits until it is gone; before any order. Whatever happens, what was added is removed. PublishFailure of the way itself,
// NotSeen (`server`: those without it), StillThere, NoServer.
Result<Trial> tryOut(Publisher &publisher, const TxtRecord &record, Removal removal, dns::Resolver &resolver, CancelToken &token);

} // namespace cw::publish
