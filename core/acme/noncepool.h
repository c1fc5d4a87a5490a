// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "net/httptransport.h"

#include <QDateTime>

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
    qsizetype size() const { return m_nonces.size(); }

    // Requests for up to `count` more nonces, to be sent beside others so that more of them can go at once later. Never more
    // than a CA can be expected to bear: Let's Encrypt allows 20 of them a second. Their answers go to takeMore().
    QList<net::HttpRequest> requestsForMore(qsizetype count);
    // What could not be had is no failure, but then no more are asked for.
    void takeMore(const Result<net::HttpResponse> &response);

    // The Replay-Nonce of an answer; empty when there is none or it is invalid.
    static QByteArray nonceOf(const net::HttpResponse &response);

private:
    net::HttpRequest request() const;
    void renewAllowance();

    net::HttpTransport &m_http;
    QUrl m_newNonce;
    Clock &m_clock;
    QList<QByteArray> m_nonces;
    double m_allowance; // how many may be asked for in advance at m_allowanceTime
    QDateTime m_allowanceTime;
    bool m_isEnough = false;
};

} // namespace cw::acme
