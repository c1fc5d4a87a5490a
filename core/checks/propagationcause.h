// SPDX-License-Identifier: MIT
#pragma once

#include "checks/finding.h"
#include "checks/propagation.h"

namespace cw::checks
{

// What was found out about a name beside the answers of its servers.
struct Clues {
    bool isAlias = false; // the validation name leads elsewhere
    bool isOwnerMissing = false; // there is nothing at all at the name it leads to
    std::optional<dns::Name> misplaced; // a needed value is at this other name
    std::optional<dns::Name> wildcardTarget; // V has no record of its own, a wildcard gives it this alias
    bool isWildcardText = false; // V has no record of its own, a wildcard gives it its text
    QStringList failAtCapitals; // servers that have the value, but not for a question in mixed case (0x20), as CAs' resolvers ask
    std::optional<dns::Name> aliasBeside; // a CNAME record stands beside the TXT record and leads there
    bool isBogus = false; // all servers have the value, but DNSSEC signatures on the way to it are broken, at least at one
    std::optional<Finding> whyBogus; // what the inspection of the signatures found, if anything
    QString contradictingResolver; // found something else right now, though all servers have the value
    QString contradiction; // what it said, untranslated
};

// How the value was spoilt on its way through a person or a panel.
enum class Spoilt { No, Quoted, Blanks, Padded, Case, LookAlike, Cut, Surrounded, Encoding, Undigested };
// LookAlike: a dash that is none. Encoding: the digest in hex, or in base64 that is not for URLs.
// Undigested: the key authorization (token and thumbprint), of which the value should be the digest (RFC 8555 8.4).
Spoilt howSpoilt(const QByteArray &found, const QByteArray &expected);

// base64url of a SHA-256 digest: 43 characters. Such a text beside ours is of an earlier order, or another client's.
bool looksLikeChallengeValue(const QByteArray &text);

// The parent sends everybody to servers without the value; those that have it stand in the zone's own NS records only.
bool isAtTheWrongProvider(const NameSight &sight);

// Why a name is not safe yet: a word of dns-checks section 4, empty when it is.
QString causeOf(const NameSight &sight, const ExpectedRecord &expected, const Clues &clues);

} // namespace cw::checks
