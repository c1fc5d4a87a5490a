// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "net/httptransport.h"

namespace cw::acme
{

// Nonces for signed requests (RFC 8555 6.5). Every answer of the CA brings one; new ones are asked for when there are
// not enough. Private to Client; one worker thread.
class NoncePool
{
public:
    NoncePool(net::HttpTransport &http, const QUrl &newNonce, Clock &clock);

    // Keeps the nonce that came with an answer, if any.
    void keepFrom(const net::HttpResponse &response);
    // Makes sure that take() can be called `count` times.
    Result<Nothing> fill(qsizetype count, CancelToken &token);
    QByteArray take();

    // The Replay-Nonce of an answer; empty when there is none or it is invalid.
    static QByteArray nonceOf(const net::HttpResponse &response);

private:
    net::HttpTransport &m_http;
    QUrl m_newNonce;
    Clock &m_clock;
    QList<QByteArray> m_nonces;
};

} // namespace cw::acme
