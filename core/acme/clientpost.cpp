// SPDX-License-Identifier: MIT
// How Client sends: signed, with a nonce, and again when that is right.
#include "acme/client.h"

#include "acme/parse.h"
#include "acme/signedpost.h"
#include "crypto/jws.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace cw::acme
{

namespace
{

constexpr int MostNonceTries = 10;
constexpr int MostLossTries = 2;
constexpr std::chrono::seconds PauseAfterLoss(1);
constexpr int MostBusyTries = 2;
constexpr std::chrono::seconds MostPatience(60);
// Each answer brings the nonce for one more request, so as many go out at once as there are nonces, and more are asked for
// beside them as long as the CA can be expected to bear it.
constexpr qsizetype AtOnceFirst = 10;
constexpr qsizetype MostAtOnce = 50;

bool isBadNonce(const net::HttpResponse &response, const QDateTime &now)
{
    if (response.status < 400)
        return false;
    const Failure failure = refusal(response, now);
    const auto *problem = std::get_if<Problem>(&failure);
    return problem && problem->kind() == u"badNonce";
}

bool isLost(const Failure &failure)
{
    const auto *network = std::get_if<NetworkFailure>(&failure);
    return network
        && (network->stage == NetworkFailure::Stage::Transfer || network->stage == NetworkFailure::Stage::Connect);
}

// An answer that may be another one in a second; not when the CA itself asks for more patience.
bool isPassing(const net::HttpResponse &response, const QDateTime &now)
{
    return response.status >= 500 && retryAfterSeconds(response, now) <= PauseAfterLoss.count();
}

SignedPost withFreshNonce(SignedPost post, const net::HttpResponse &badNonce)
{
    // "the client MUST use the nonce provided in the error response" RFC 8555 6.5
    post.nonce = NoncePool::nonceOf(badNonce);
    ++post.nonceTries;
    return post;
}

SignedPost withOneTryLess(SignedPost post, bool wasTooBusy)
{
    post.nonce.clear();
    ++(wasTooBusy ? post.busyTries : post.lossTries);
    return post;
}

// "the server SHOULD send a Retry-After header field [RFC7231] indicating when the current request may succeed again"
// RFC 8555 6.6. It did nothing else, so any request may be repeated. A short wait is waited here; a longer one is the user's.
std::chrono::seconds patienceAfter(const Result<net::HttpResponse> &response, const QDateTime &now)
{
    if (!response || (response->status != 429 && response->status != 503))
        return std::chrono::seconds::zero();
    const std::chrono::seconds wait(retryAfterSeconds(*response, now));
    return wait > std::chrono::seconds::zero() && wait <= MostPatience ? wait : std::chrono::seconds::zero();
}

struct Next {
    bool isDone = false;
    std::chrono::seconds pause {0};
    bool wasTooBusy = false;
};

Next nextAfter(const Result<net::HttpResponse> &response, const SignedPost &post, const QDateTime &now)
{
    // "On receiving such a response, a client SHOULD retry the request using the new nonce." RFC 8555 6.5
    if (response && post.nonceTries < MostNonceTries && isBadNonce(*response, now))
        return {};
    const std::chrono::seconds patience = patienceAfter(response, now);
    if (patience > std::chrono::seconds::zero() && post.busyTries < MostBusyTries)
        return {false, patience, true};
    const bool isWorthATry = response ? isPassing(*response, now) : isLost(response.failure());
    if (post.repeat == SignedPost::Repeat::WhenLost && post.lossTries < MostLossTries && isWorthATry)
        return {false, PauseAfterLoss};
    return {true};
}

} // namespace

Result<net::HttpResponse> Client::post(const SignedPost &post, CancelToken &token)
{
    return postAll({post}, token).first();
}

QList<Result<net::HttpResponse>> Client::postAll(const QList<SignedPost> &posts, CancelToken &token)
{
    QList<Result<net::HttpResponse>> results;
    while (results.size() < posts.size()) {
        const qsizetype count = std::clamp(m_nonces.size(), AtOnceFirst, MostAtOnce);
        const QList<SignedPost> batch = posts.mid(results.size(), count);
        const qsizetype following = posts.size() - results.size() - batch.size();
        results += postBatch(batch, std::max(following, batch.last().requestsAfter), token);
    }
    for (Result<net::HttpResponse> &result : results) {
        if (result && (result->status < 200 || result->status > 299))
            result = refusal(*result, m_clock.now());
    }
    return results;
}

// `following`: how many requests come next, for which nonces would be good to have.
QList<Result<net::HttpResponse>> Client::postBatch(QList<SignedPost> posts, qsizetype following, CancelToken &token)
{
    QList<Result<net::HttpResponse>> results(posts.size(), Failure(Canceled()));
    for (qsizetype i = 0; i < posts.size(); ++i)
        posts[i].index = i;

    while (!posts.isEmpty()) {
        const Result<QList<net::HttpRequest>> requests = signedRequests(posts, token);
        if (!requests) {
            for (const SignedPost &unsent : std::as_const(posts))
                results[unsent.index] = requests.failure();
            return results;
        }
        const QList<net::HttpRequest> more = m_nonces.requestsForMore(following - posts.size());
        const QList<Result<net::HttpResponse>> responses = m_http.sendAll(*requests + more, token);
        for (qsizetype i = posts.size(); i < responses.size(); ++i)
            m_nonces.takeMore(responses[i]);

        QList<SignedPost> again;
        Next longest;
        for (qsizetype i = 0; i < posts.size(); ++i) {
            const SignedPost &post = posts.at(i);
            const Result<net::HttpResponse> &response = responses.at(i);
            const Next next = nextAfter(response, post, m_clock.now());
            const bool isBadNonceAgain = !next.isDone && next.pause == std::chrono::seconds::zero();
            if (response && !isBadNonceAgain)
                m_nonces.keepFrom(*response);
            if (next.isDone)
                results[post.index] = response;
            else
                again.append(isBadNonceAgain ? withFreshNonce(post, *response) : withOneTryLess(post, next.wasTooBusy));
            if (next.pause > longest.pause)
                longest = next;
        }
        if (!again.isEmpty()) {
            m_log.add(LogEntry::Kind::Http,
                QCoreApplication::translate("log", "%n request(s) sent again: nonce refused, or no answer", nullptr,
                    static_cast<int>(again.size())));
        }
        if (longest.wasTooBusy) {
            const QDateTime until = m_clock.now().addSecs(longest.pause.count()).toLocalTime();
            m_log.add(LogEntry::Kind::Http,
                QCoreApplication::translate("log", "The CA is busy and takes no request before %1; waiting until then")
                    .arg(QLocale().toString(until.time(), QLocale::LongFormat)));
        }
        if (longest.pause > std::chrono::seconds::zero() && !m_clock.sleep(longest.pause, token))
            return results;
        posts = std::move(again);
    }
    return results;
}

Result<QList<net::HttpRequest>> Client::signedRequests(const QList<SignedPost> &posts, CancelToken &token)
{
    const auto needsNonce = [](const SignedPost &post) { return post.nonce.isEmpty(); };
    const Result<Nothing> filled = m_nonces.fill(std::count_if(posts.begin(), posts.end(), needsNonce), token);
    if (!filled)
        return filled.failure();
    QList<net::HttpRequest> requests;
    for (const SignedPost &post : posts)
        requests.append(signedRequest(post, needsNonce(post) ? m_nonces.take() : post.nonce));
    return requests;
}

net::HttpRequest Client::signedRequest(const SignedPost &post, const QByteArray &nonce) const
{
    // "For all other requests ... there MUST be a "kid" field." RFC 8555 6.2
    const bool isByAccount = post.signer == SignedPost::Signer::Account;
    Q_ASSERT(!isByAccount || !m_accountUrl.isEmpty());
    const crypto::JwsHeader header {nonce, post.url, isByAccount ? m_accountUrl : QString()};

    net::HttpRequest request;
    request.method = net::Method::Post;
    request.url = post.url;
    request.body = crypto::signJws(m_key, header, post.payload);
    // A nonce is good once, and a second newOrder is a second order: what was cut is sent again by us, if at all.
    request.sending = net::Sending::Once;
    // "they must have the Content-Type header field set to "application/jose+json"" RFC 8555 6.2
    request.headers = {{"Content-Type", "application/jose+json"}, {"Accept", post.accept}};
    return request;
}

} // namespace cw::acme
