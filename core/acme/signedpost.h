// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QUrl>

namespace cw::acme
{

// A request before it is signed, and what has become of it so far. Private to Client.
struct SignedPost {
    enum class Signer { Account, Key };
    enum class Repeat { Never, WhenLost };

    QUrl url;
    QByteArray payload = QByteArray(); // empty: POST-as-GET, RFC 8555 6.3
    Signer signer = Signer::Account;
    Repeat repeat = Repeat::Never;
    QByteArray accept = "application/json";
    qsizetype requestsAfter = 0; // how many will follow at once: nonces for them are asked for beside it

    qsizetype index = 0; // its place in the batch
    QByteArray nonce = QByteArray(); // the one of a badNonce answer; empty: any
    int nonceTries = 0;
    int lossTries = 0;
    int busyTries = 0;
};

} // namespace cw::acme
