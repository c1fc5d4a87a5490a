// SPDX-License-Identifier: MIT
#include "acme/noncepool.h"

#include "acme/parse.h"

#include <algorithm>

namespace cw::acme
{

namespace
{

// https://letsencrypt.org/docs/rate-limits/: 20 requests a second to new-nonce from one address.
constexpr double MostInAdvance = 20;
constexpr double AllowedPerSecond = 20;

} // namespace

NoncePool::NoncePool(net::HttpTransport &http, const QUrl &newNonce, Clock &clock)
    : m_http(http)
    , m_newNonce(newNonce)
    , m_clock(clock)
    , m_allowance(MostInAdvance)
    , m_allowanceTime(clock.now())
{
}

void NoncePool::keepFrom(const net::HttpResponse &response)
{
    const QByteArray nonce = nonceOf(response);
    if (!nonce.isEmpty())
        m_nonces.append(nonce);
}

Result<Nothing> NoncePool::fill(qsizetype count, CancelToken &token)
{
    if (m_nonces.size() >= count)
        return Nothing();
    renewAllowance();
    m_allowance = std::max(0.0, m_allowance - static_cast<double>(count - m_nonces.size()));
    const QList<Result<net::HttpResponse>> responses =
        m_http.sendAll(QList<net::HttpRequest>(count - m_nonces.size(), request()), token);
    for (const Result<net::HttpResponse> &response : responses) {
        if (!response)
            return response.failure();
        if (response->status >= 400)
            return refusal(*response, m_clock.now());
        keepFrom(*response);
    }
    if (m_nonces.size() >= count)
        return Nothing();
    return Failure(ProtocolFailure {ProtocolFailure::Kind::MissingHeader, m_newNonce, responses.first()->status,
                                    QStringLiteral("Replay-Nonce"), QByteArray()});
}

// "To get a fresh nonce, the client sends a HEAD request to the newNonce resource on the server." RFC 8555 7.2
net::HttpRequest NoncePool::request() const
{
    net::HttpRequest request;
    request.method = net::Method::Head;
    request.url = m_newNonce;
    return request;
}

void NoncePool::renewAllowance()
{
    const QDateTime now = m_clock.now();
    const double seconds = static_cast<double>(m_allowanceTime.msecsTo(now)) / 1000;
    m_allowance = std::min(MostInAdvance, m_allowance + std::max(0.0, seconds) * AllowedPerSecond);
    m_allowanceTime = now;
}

QList<net::HttpRequest> NoncePool::requestsForMore(qsizetype count)
{
    renewAllowance();
    const qsizetype allowed = m_isEnough ? 0 : std::clamp<qsizetype>(count, 0, static_cast<qsizetype>(m_allowance));
    m_allowance -= static_cast<double>(allowed);
    return QList<net::HttpRequest>(allowed, request());
}

void NoncePool::takeMore(const Result<net::HttpResponse> &response)
{
    if (response && response->status < 400)
        keepFrom(*response);
    else
        m_isEnough = true;
}

QByteArray NoncePool::take()
{
    Q_ASSERT(!m_nonces.isEmpty());
    return m_nonces.takeLast(); // the freshest: old ones may have been forgotten by the CA
}

QByteArray NoncePool::nonceOf(const net::HttpResponse &response)
{
    // "Clients MUST ignore invalid Replay-Nonce values." RFC 8555 6.5.1, which allows base64url characters only.
    const QByteArray nonce = response.header("Replay-Nonce");
    const bool isValid = std::all_of(nonce.begin(), nonce.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
    return isValid ? nonce : QByteArray();
}

} // namespace cw::acme
