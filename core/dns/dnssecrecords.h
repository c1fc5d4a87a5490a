// SPDX-License-Identifier: MIT
#pragma once

#include "dns/record.h"

#include <QDateTime>

namespace cw::dns
{

// The records of DNSSEC as values (RFC 4034, RFC 5155). Null for a record of another type or with broken rdata.

struct DnsKey {
    quint16 flags = 0;
    quint8 protocol = 3;
    quint8 algorithm = 0;
    QByteArray publicKey;
    quint16 tag = 0; // RFC 4034 appendix B

    bool isZoneKey() const
    {
        return flags & 0x0100 && protocol == 3;
    } // others verify nothing, RFC 4034 2.1.1 and 2.1.2
    bool isEntryPoint() const { return flags & 0x0001; } // "SEP": a hint only
};
std::optional<DnsKey> dnsKeyOf(const Record &record);

struct Ds {
    quint16 keyTag = 0;
    quint8 algorithm = 0;
    quint8 digestType = 0;
    QByteArray digest;
};
std::optional<Ds> dsOf(const Record &record);

// An RRSIG.
struct Signature {
    Type covered = Type::TXT;
    quint8 algorithm = 0;
    quint8 labels = 0; // of the owner without "*": fewer than the owner has when a wildcard made the answer
    quint32 expiration = 0; // seconds since 1970, modulo 2^32: see timeNear()
    quint32 inception = 0;
    quint16 keyTag = 0;
    Name signer; // the zone
};
std::optional<Signature> signatureOf(const Record &record);
// The time that an RRSIG means: the one within 68 years of `now` (RFC 4034 3.1.5).
QDateTime timeNear(const QDateTime &now, quint32 seconds);

// The types that exist at a name, according to an NSEC or NSEC3.
struct TypeBitmap {
    QByteArray windows;
    bool has(Type type) const;
};

struct Nsec {
    Name next;
    TypeBitmap types;
};
std::optional<Nsec> nsecOf(const Record &record);

struct Nsec3 {
    quint8 hashAlgorithm = 1; // 1: SHA-1, the only one there is
    bool isOptOut = false;
    quint16 iterations = 0;
    QByteArray salt;
    QByteArray next; // hash of the next name
    TypeBitmap types;
};
std::optional<Nsec3> nsec3Of(const Record &record);

QString dnssecAlgorithmName(int algorithm); // "ECDSAP256SHA256", "200"
QString digestTypeName(int digestType); // "SHA-256", "200"
// What validating resolvers know (RFC 8624 3.1 and 3.3): a zone with nothing else counts as unsigned (RFC 4035 5.2).
bool isKnownAlgorithm(int algorithm);
bool isKnownDigest(int digestType);

} // namespace cw::dns
