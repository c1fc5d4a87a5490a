// SPDX-License-Identifier: MIT
#pragma once

#include "dns/resolver.h"

namespace cw::checks
{

// What has to be visible: all values that this order needs at one validation name.
struct ExpectedRecord {
    QString identifier; // "*.example.org": for whom
    dns::Name validationName;
    QList<QByteArray> values; // all values at this name, this identifier's own first
};

enum class SeenState { Seen, Missing, Other, Error, NoAnswer, NotAsked };
QString seenStateName(SeenState state); // "not_asked"

// One server's answer for one identifier.
struct ServerSight {
    QString server; // host name without final dot
    QString address;
    SeenState state = SeenState::NotAsked;
    int rcode = -1; // for Error
    QList<QByteArray> found; // TXT values that are there, ours too
    std::optional<quint32> serial;
    std::chrono::milliseconds roundTrip{0}; // of the TXT answer
    bool isOwnValueSeen = false; // this identifier's own value alone
    QString detail;
};

struct NameSight {
    QString identifier;
    dns::Name owner; // after aliases
    dns::Name zone;
    QList<QByteArray> expected;
    QList<ServerSight> servers;
    QList<ServerSight> resolvers; // asked only after all servers have every value
    bool isComplete = false; // every server has every value in this round
    std::optional<Failure> failure; // the place could not be found
    QString cause; // a word of dns-checks section 4
};

// One round: every address of every server of every zone, once.
struct Look {
    QDateTime time; // UTC
    QList<NameSight> names;
    bool isComplete() const;
};

// Finds the places anew and asks all servers. Recursive resolvers are asked only for names whose servers all have the
// value.
Result<Look> lookOnce(dns::DnsTransport &transport, const dns::DnsSettings &settings,
    const QList<ExpectedRecord> &expected, Clock &clock, ActivityLog &log, CancelToken &token);

// Safe = two complete rounds in a row, at least this far apart (pools and anycast answer differently from one to the
// next).
constexpr std::chrono::seconds RoundDistance{5};

// Waits between looks: 2, 3, 5, 8, 13, 20 s, then 30 s, after 15 min 60 s.
std::chrono::milliseconds waitBeforeLook(int looksSoFar, std::chrono::milliseconds sinceStart);

} // namespace cw::checks
