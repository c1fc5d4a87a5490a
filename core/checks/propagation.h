// SPDX-License-Identifier: MIT
#pragma once

#include "dns/resolver.h"

namespace cw::checks
{

// What has to be visible: all values that this order needs at one validation name. What we know of the past sharpens the
// reasons; nothing has to be known.
struct ExpectedRecord {
    QString identifier; // "*.example.org": for whom
    dns::Name validationName;
    QList<QByteArray> values; // all values at this name, this identifier's own first
    QList<QByteArray> formerValues = {}; // ours, of earlier orders: of no use any more
    QDateTime lastFailure = {}; // when a CA last looked at this name in vain (UTC); invalid: never, or not known
};

enum class SeenState { Seen, Missing, Other, Error, NoAnswer, NotAsked };
QString seenStateName(SeenState state); // "not_asked"
SeenState seenStateFromName(QStringView name); // NotAsked for a word of a later version

// How a CA's resolver gets on with a server that does not answer as it should (data/dcv-verdicts.md, rules 11 to 15).
enum class Trouble {
    None,
    PassedOver, // it fails at once, and the resolver asks the next server
    Silent, // to every question, or always slow: the resolver learns to leave it alone
    Doubtful, // fails at some questions only: whether the validation passes is chance
};

// Who names a server: the parent's delegation, the zone itself, or both.
enum class NamedBy { Both, Parent, Zone };

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
    QString detail; // what went wrong in words of the protocol, untranslated
    Trouble trouble = Trouble::None;
    bool isHarmless = false; // in trouble, but others of its zone make up for it: it does not hold the name back
    NamedBy namedBy = NamedBy::Both;
    quint32 behind = 0; // how far its serial is behind the newest one of the zone (RFC 1982)
    std::optional<std::chrono::seconds> ttl; // of the TXT records or the alias that were found
    // Of recursive resolvers: how long they still believe in their negative or old answer.
    std::optional<std::chrono::seconds> goneIn;
};

// Whether a value still has to come to this server. One that could not be asked from here is no news, and one in trouble that
// others make up for is not waited for.
bool lacksValue(const ServerSight &server);

// Why it is wise to wait even though all servers have the value: somebody may remember the time before.
struct Waiting {
    enum class Reason { NegativeAnswer, OldValue };
    QDateTime until; // UTC
    Reason reason = Reason::NegativeAnswer;
    bool operator==(const Waiting &) const = default;
};

struct NameSight {
    QString identifier;
    dns::Name owner; // after aliases
    dns::Name zone;
    QList<QByteArray> expected;
    QList<ServerSight> servers; // those of the zone, then those of zones on the way that do not lead there
    QList<ServerSight> resolvers; // asked only after all servers have every value
    bool isComplete = false; // in this round the CA's validation would have passed
    std::optional<Failure> failure; // the place could not be found
    QString cause; // a word of dns-checks section 4
    QString detail; // one sentence that says what is wrong, translated; empty when all is well
    QStringList todo; // what to do about it, the best first
    QString note; // worth knowing although nothing holds the name back
    std::optional<std::chrono::seconds> negativeTtl; // how long "it is not there" is remembered (RFC 2308 5)
    std::chrono::seconds refresh{0}; // how often secondaries look by themselves (SOA)
    std::optional<Waiting> waiting; // the earliest sensible time to ask the CA, if it is not now
    QDateTime expectedBy; // a lagging secondary should have caught up; invalid when none lags
};

// One round: every address of every server of every zone.
struct Look {
    QDateTime time; // UTC
    QList<NameSight> names;
    bool isComplete() const;
};

// Finds the places anew and asks all servers; those that all have the value are asked again a second later. Recursive
// resolvers are asked only for names whose servers all have the value. A failure when nothing could be asked: it says
// nothing about the names.
Result<Look> lookOnce(dns::DnsTransport &transport, const dns::DnsSettings &settings,
    const QList<ExpectedRecord> &expected, Clock &clock, ActivityLog &log, CancelToken &token);

// Safe = two complete rounds in a row, at least this far apart (pools and anycast answer differently from one to the
// next).
constexpr std::chrono::seconds RoundDistance{5};
// Before the same server is asked the same thing again.
constexpr std::chrono::seconds RepeatDistance{1};

} // namespace cw::checks
