// SPDX-License-Identifier: MIT
#pragma once

#include "dns/dnssec.h"
#include "dns/message.h"

namespace cw::dns
{

// Does an answer prove what it denies (RFC 4035 5.4, RFC 5155 8)? Validating resolvers refuse an empty answer of a
// signed zone that does not.
struct Denial {
    enum class State {
        Proved,
        OptOut, // proved only that nothing signed is there: RFC 5155 6
        TooManyIterations, // more than resolvers compute: they take the answer for unsigned, RFC 9276 3.2
        NoProof, // no NSEC or NSEC3 record of the zone
        NotSigned, // the records prove it, but one of them has no signature
        BadSignature, // the records prove it, but one of them has no good signature: see `unsound`
        TypeInBitmap, // a record says that the name has the type
        WrongRange, // no record is about `about`
        ClosestEncloserMissing, // no NSEC3 record tells down to where the name exists
        WildcardNotDenied, // no record says that there is no wildcard `about` with the type
    };
    State state = State::NoProof;
    bool isNsec3 = false;
    Name about; // the name that the missing or wrong record is about
    QList<RecordSet> unsound; // NSEC and NSEC3 sets without a good signature
    QList<SignatureCheck> signatures; // of the first of them

    // Validating resolvers take the answer.
    bool isSufficient() const { return state <= State::TooManyIterations; }
};

// What an answer is to prove by its authority section.
struct Denied {
    enum class What {
        Type, // the name exists, the type does not: NODATA
        Name, // NXDOMAIN; a proof that it exists without the type is good as well, as unbound takes it
        CloserMatch, // a wildcard made the answer: the name itself must not exist
    };
    What what = What::Type;
    Question question;
    int wildcardLabels = 0; // for CloserMatch: `labels` of the answer's signature
};

// `keys` are those of `zone` that count.
Denial checkDenial(const QList<Record> &authority, const Denied &denied, const Name &zone, const QList<Record> &keys,
    const QDateTime &now, WorkBudget &budget);

// The owner of the NSEC3 record of `name`, without the zone: 32 letters of base32hex.
QByteArray nsec3Label(const Name &name, const QByteArray &salt, int iterations);

} // namespace cw::dns
