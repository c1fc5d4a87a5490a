// SPDX-License-Identifier: MIT
#pragma once

#include "dns/dnssecrecords.h"

#include <QHash>

namespace cw::dns
{

// DNSSEC explained: which signature or DS record does not fit, and why. Nothing here vouches for an answer ("secure" is
// said only by a validating resolver); it is about records at hand, at a given time, and asks nobody.

// The records of one owner and type with their signatures, as they stand in one section of an answer.
struct RecordSet {
    Name owner;
    Type type = Type::TXT;
    QList<Record> records; // each once
    QList<Record> signatures; // RRSIG
};
// Signatures of records that are not there are left out.
QList<RecordSet> recordSetsIn(const QList<Record> &section);

// How much work hostile zones may cause (KeyTrap, CVE-2023-50387). One for a whole inspection: verifications that are
// still allowed, one over many records counting as several. Servers of a zone mostly say the same: what was verified once
// costs nothing the next time.
struct WorkBudget {
    int verifications = 4000;
    QHash<QByteArray, bool> results;
};

struct DsCheck {
    enum class State {
        Fits, // a key of the zone
        NoSuchKey, // none with this tag and algorithm
        DigestDiffers,
        NotAZoneKey, // the key lacks the zone key bit or has another protocol than 3
        UnknownDigest, // counts for nobody, RFC 4035 5.2
        UnknownAlgorithm,
        Outdone, // a stronger digest stands beside it, so it does not count: RFC 4509 3
    };
    State state = State::Fits;
    Ds ds;
};
// Each DS of a zone's parent against the DNSKEY records of the zone. Records that cannot be read are left out.
QList<DsCheck> checkDs(const QList<Record> &dsRecords, const QList<Record> &keys);
// Those of the keys that a DS fits: they may sign the DNSKEY set.
QList<Record> keysThatFit(const QList<Record> &dsRecords, const QList<Record> &keys);
// The DS record (SHA-256) that the parent has to hold for this key.
Record dsFor(const Record &key);
// No DS that counts: the zone is taken for unsigned, whatever it holds.
bool countsAsUnsigned(const QList<DsCheck> &checks);

struct SignatureCheck {
    enum class State {
        Good,
        Expired,
        NotYetValid,
        NoKey, // no key with its tag and algorithm
        NotAZoneKey, // the key lacks the zone key bit or has another protocol than 3
        Bad, // does not verify
        WrongSigner, // made for another zone
        UnknownAlgorithm,
        NotTried, // too many signatures or keys with one tag, or the budget is used up
    };
    State state = State::Bad;
    Signature signature;
    QDateTime inception; // UTC
    QDateTime expiration;
};
// Every signature of the set, in their order; empty when it has none. `keys` are those of `zone` that count.
QList<SignatureCheck> checkSignatures(
    const RecordSet &set, const Name &zone, const QList<Record> &keys, const QDateTime &now, WorkBudget &budget);
// One good signature is enough (RFC 4035 5.3.3).
bool isGood(const QList<SignatureCheck> &checks);

} // namespace cw::dns
