// SPDX-License-Identifier: MIT
#pragma once

#include "acme/resources.h"

namespace cw::acme
{

// The TXT value of dns-persist-01. What the drafts say (draft-ietf-acme-dns-persist):
//
// * The challenge has no token. It lists 1 to 10 issuer domain names, lower-case A-labels of at most 253 octets without a
//   final dot; "Clients MUST consider a challenge malformed" otherwise (-02 3.1). The record names one of them.
// * When the directory lists issuer domain names as well (-02 3.2), each of them has to be in the challenge.
// * The value is an issue-value (RFC 8659 4.2): issuer ";accounturi=" URI [";policy=wildcard"] [";persistUntil=" seconds]
//   (-02 4.1). Blanks are allowed around ";" and not needed: we write none, for many panels break values at them.
// * accounturi: in -00 and -01, and as CAs have it in use in 2026, the account URL, or what the challenge says in its member
//   "accounturi" (-01 3.1). Since -02 a hash: the directory's accountHashPrefix, "sha-256/" and
//   base64url(SHA-256(length of domain || domain || thumbprint of the account key || account URL)) (-02 4.1). A directory
//   with that prefix wants the hash.
// * policy=wildcard: "this validation is sufficient for the validated FQDN, for specific subdomains, and for wildcard
//   certificates" (-02 5.1): written only when the order has a wildcard.
// * persistUntil: seconds since 1970; afterwards the record does not count for new validations (-02 4.1).
struct StandingValue {
    QString issuer;
    QString accountUri;
    bool isForWildcards = false;
    QDateTime until; // UTC; invalid: no end

    QString text() const;
    bool operator==(const StandingValue &) const = default;
};

// What an issue-value says, blanks and unknown parameters passed over. Null when it names no issuer or no account, or cannot
// be read.
std::optional<StandingValue> readStandingValue(const QString &text);

struct AccountFacts {
    QString url;
    QByteArray thumbprint; // of the current key, RFC 7638
};

// What the record has to say for this challenge, without wildcards and end. `domain`: the name that is validated, lower-case,
// without "*." and final dot. Null when the challenge is malformed: then it counts as not offered.
std::optional<StandingValue> standingValueFor(
    const Directory &directory, const Challenge &challenge, const AccountFacts &account, const QString &domain);

// Whether a record that is there already does for the challenge, for which `wanted` was made; its end is not looked at. One
// that was made with an earlier account key counts: "a CA MUST accept a hashed URI generated with a prior key" (-02 4.1).
bool isGoodFor(const StandingValue &there, const Challenge &challenge, const Directory &directory, const StandingValue &wanted);

} // namespace cw::acme
