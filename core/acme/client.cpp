// SPDX-License-Identifier: MIT
#include "acme/client.h"

#include "acme/parse.h"
#include "acme/signedpost.h"
#include "crypto/jws.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace cw::acme
{

namespace
{

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

SignedPost postAsGet(const QUrl &url)
{
    SignedPost post {url};
    post.repeat = SignedPost::Repeat::WhenLost; // it changes nothing
    return post;
}

QUrl urlOf(const QString &text)
{
    return QUrl(text, QUrl::StrictMode);
}

QSet<QString> names(const QList<Identifier> &identifiers)
{
    QSet<QString> set;
    for (const Identifier &identifier : identifiers)
        set.insert(identifier.type + u':' + identifier.value.toLower());
    return set;
}

} // namespace

Client::Client(
    net::HttpTransport &http, Directory directory, crypto::PrivateKey accountKey, Clock &clock, ActivityLog &log)
    : m_http(http)
    , m_directory(std::move(directory))
    , m_key(std::move(accountKey))
    , m_clock(clock)
    , m_log(log)
    , m_nonces(http, m_directory.newNonce, clock)
{
}

Result<Order> Client::newOrder(const NewOrder &wanted, CancelToken &token)
{
    QJsonArray list;
    for (const Identifier &identifier : wanted.identifiers)
        list.append(
            QJsonObject{{QStringLiteral("type"), identifier.type}, {QStringLiteral("value"), identifier.value}});
    QJsonObject payload {{QStringLiteral("identifiers"), list}};
    if (!wanted.profile.isEmpty())
        payload.insert(QStringLiteral("profile"), wanted.profile);
    if (wanted.notAfter.isValid()) // "encoded in the format specified in RFC 3339" RFC 8555 7.4
        payload.insert(QStringLiteral("notAfter"), wanted.notAfter.toUTC().toString(Qt::ISODate));
    if (!wanted.replaces.isEmpty())
        payload.insert(QStringLiteral("replaces"), wanted.replaces);
    SignedPost newOrder {m_directory.newOrder, compact(payload)};
    newOrder.requestsAfter = wanted.identifiers.size(); // their authorizations
    const Result<net::HttpResponse> response = post(newOrder, token);
    if (!response)
        return response.failure();

    const auto unusable = [&](ProtocolFailure::Kind kind, const QString &detail) {
        return Failure(ProtocolFailure {kind, response->url, response->status, detail, excerpt(response->body)});
    };
    const QString url = location(*response);
    const Result<Order> order = parseOrder(*response, url, m_clock.now());
    if (!order)
        return order.failure();
    if (url.isEmpty())
        return unusable(ProtocolFailure::Kind::MissingHeader, QStringLiteral("Location"));
    // "The body of this response is an order object reflecting the client's request" RFC 8555 7.4
    if (names(order->identifiers) != names(wanted.identifiers))
        return unusable(ProtocolFailure::Kind::Inconsistent, QStringLiteral("identifiers"));
    return order;
}

Result<Order> Client::order(const QString &url, CancelToken &token)
{
    const Result<net::HttpResponse> response = post(postAsGet(urlOf(url)), token);
    return response ? parseOrder(*response, url, m_clock.now()) : response.failure();
}

QList<Result<Authorization>> Client::authorizations(const QStringList &urls, CancelToken &token)
{
    QList<SignedPost> posts;
    for (const QString &url : urls)
        posts.append(postAsGet(urlOf(url)));
    const QList<Result<net::HttpResponse>> responses = postAll(posts, token);

    QList<Result<Authorization>> results;
    for (qsizetype i = 0; i < urls.size(); ++i) {
        const Result<net::HttpResponse> &response = responses.at(i);
        results.append(response ? parseAuthorization(*response, urls.at(i), m_clock.now()) : response.failure());
    }
    return results;
}

QList<Result<Challenge>> Client::answerChallenges(const QStringList &urls, CancelToken &token)
{
    QList<SignedPost> posts;
    // "by sending an empty JSON body ("{}") carried in a POST request to the challenge URL" RFC 8555 7.5.1
    for (const QString &url : urls) {
        SignedPost answer {urlOf(url), "{}"};
        answer.repeat = SignedPost::Repeat::WhenLost; // the second answer changes nothing
        posts.append(answer);
    }
    const QList<Result<net::HttpResponse>> responses = postAll(posts, token);

    QList<Result<Challenge>> results;
    for (const Result<net::HttpResponse> &response : responses)
        results.append(response ? parseChallenge(*response) : response.failure());
    return results;
}

Result<Order> Client::finalize(
    const QUrl &finalizeUrl, const QString &orderUrl, const QByteArray &csrDer, CancelToken &token)
{
    const QString csr = QString::fromLatin1(crypto::base64Url(csrDer));
    const Result<net::HttpResponse> response = post({finalizeUrl, compact({{QStringLiteral("csr"), csr}})}, token);
    return response ? parseOrder(*response, orderUrl, m_clock.now()) : response.failure();
}

Result<Nothing> Client::deactivateAuthorization(const QString &url, CancelToken &token)
{
    const QByteArray payload = compact({{QStringLiteral("status"), statusName(Status::Deactivated)}});
    const Result<net::HttpResponse> response = post({urlOf(url), payload}, token);
    return response ? Result<Nothing>(Nothing()) : response.failure();
}

} // namespace cw::acme
