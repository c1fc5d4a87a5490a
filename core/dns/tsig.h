// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "crypto/hmac.h"
#include "dns/name.h"

#include <QDateTime>

namespace cw::dns
{

struct TsigKey {
    Name name;
    crypto::Digest digest = crypto::Digest::Sha256;
    QByteArray secret; // decoded
    bool operator==(const TsigKey &) const = default;
};

// "hmac-sha256"
QString tsigAlgorithmName(crypto::Digest digest);
std::optional<crypto::Digest> tsigAlgorithmFromName(QStringView name);
// Still read, but to be replaced: SHA-1 is "NOT RECOMMENDED", SHA-224 shorter than what is recommended (RFC 8945 6).
bool isWeak(crypto::Digest digest);

// Reads a BIND key file: key "name" { algorithm hmac-sha256; secret "..."; }; comments of all three kinds are skipped.
// BadInput KeyFileWithoutKey, KeyFileUnknownAlgorithm, KeyFileMd5, KeyFileBadSecret. A key of a weak algorithm is read.
Result<TsigKey> readBindKey(const QByteArray &text);

struct SignedMessage {
    QByteArray wire;
    QByteArray mac; // of the request: needed to verify the reply (RFC 8945 5.3.1)
};
SignedMessage signTsig(const QByteArray &message, const TsigKey &key, const QDateTime &now);

// What is known about a reply's TSIG (RFC 8945 5.3). `isVerified` is true only for a right MAC by our key, within fudge or
// with BADTIME from the server.
struct TsigVerdict {
    bool isPresent = false;
    bool isVerified = false;
    int error = 0; // 16 BADSIG, 17 BADKEY, 18 BADTIME, as the server says
    QDateTime serverTime; // from a BADTIME answer's other data (RFC 8945 5.2.3), else the time signed
};
TsigVerdict verifyTsig(const QByteArray &reply, const SignedMessage &request, const TsigKey &key, const QDateTime &now);

} // namespace cw::dns
