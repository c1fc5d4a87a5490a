// SPDX-License-Identifier: MIT
#pragma once

#include "dns/name.h"

#include <optional>

namespace cw::checks
{

// Where the TXT record of a challenge has to be, by the type of the challenge:
//
// dns-01 (RFC 8555 8.4): "_acme-challenge" in front of the name.
//
// dns-account-01 (draft-ietf-acme-dns-account-label-02 3.2): two labels, "_" and base32(SHA-256(account URL)[0:10]), then
// "_acme-challenge": the first ten bytes of the digest make 16 characters without padding, in lower case as in the
// draft's examples. The account URL is that of the Location header (RFC 8555 7.3), byte for byte. So every account has a
// place of its own and none disturbs the alias of another.
//
// dns-persist-01 (draft-ietf-acme-dns-persist-02 4): "_validation-persist" in front of the name.

QByteArray accountLabel(const QString &accountUrl); // "_ujmmovf2vn55tgye"

// The challenge types of which we know where the record goes.
bool isDnsChallenge(QStringView challengeType);

// `identifier`: without "*.". Null when the name gets too long. dns-account-01 without an account URL is looked for at the
// place of dns-01, which is in the same zone: the label is not known before there is an account.
std::optional<dns::Name> validationName(const dns::Name &identifier, QStringView challengeType, const QString &accountUrl);

} // namespace cw::checks
