// SPDX-License-Identifier: MIT
#include "publish/acmednsapi.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace cw::publish
{

namespace
{

using Kind = PublishFailure::Kind;
using Fault = BadInput::Fault;

constexpr qint64 MaxAnswer = 64 * 1024; // bytes; a good one has less than 1 kB
constexpr qsizetype MaxExcerpt = 200; // characters

constexpr QByteArrayView RehearsalValue("certwright-rehearsal"); // not 43 characters

bool isOnThisComputer(const QUrl &url)
{
    return url.host() == u"localhost" || QHostAddress(url.host()).isLoopback();
}

// `end` is "/update" or "/register"; the server's own path stays in front.
QUrl endpoint(const QUrl &server, const QString &end)
{
    QUrl url = server;
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path + end);
    return url;
}

net::HttpRequest post(const QUrl &url, const QJsonObject &body)
{
    net::HttpRequest request;
    request.method = net::Method::Post;
    request.url = url;
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    request.headers = {{"Content-Type", "application/json"}};
    request.maxBody = MaxAnswer;
    // A value that is taken twice pushes the other one out; a registration makes an account each time.
    request.sending = net::Sending::Once;
    return request;
}

PublishFailure failureOf(Kind kind, const QUrl &server, int httpStatus = 0, const QString &detail = {})
{
    PublishFailure failure;
    failure.kind = kind;
    failure.server = server.toString();
    failure.httpStatus = httpStatus;
    failure.detail = detail;
    return failure;
}

Failure unreachable(const Failure &reason, const QUrl &server)
{
    if (const auto *network = std::get_if<NetworkFailure>(&reason))
        return failureOf(Kind::ApiUnreachable, server, 0, network->detail);
    if (const auto *protocol = std::get_if<ProtocolFailure>(&reason))
        return failureOf(Kind::ApiMisbehaves, server, protocol->status, protocol->detail);
    return reason;
}

// What the server said of itself: {"error": "bad_txt"}, or the beginning of something else.
QString wordsOf(const net::HttpResponse &response, const AcmeDnsAccount &account)
{
    const QJsonObject json = QJsonDocument::fromJson(response.body).object();
    QString words = json[u"error"].toString();
    if (words.isEmpty() && response.status / 100 == 3)
        words = QString::fromUtf8(response.header("Location"));
    if (words.isEmpty())
        words = QString::fromUtf8(response.body.trimmed());
    // A page for debugging may show the request with its headers.
    if (!account.password.isEmpty())
        words.replace(account.password, QStringLiteral("…"));
    return words.left(MaxExcerpt);
}

Failure refusal(const net::HttpResponse &response, const QUrl &server, const AcmeDnsAccount &account)
{
    if (response.status == 401 || response.status == 403)
        return failureOf(Kind::ApiForbidden, server, response.status, account.allowFrom.join(QStringLiteral(", ")));
    return failureOf(Kind::ApiRefused, server, response.status, wordsOf(response, account));
}

Result<QStringList> networksOf(const QStringList &entries)
{
    QStringList networks;
    for (const QString &entry : entries) {
        const QStringList parts = entry.trimmed().split(u'/');
        const QHostAddress address(parts.first());
        const int bits = address.protocol() == QAbstractSocket::IPv6Protocol ? 128 : 32;
        bool isNumber = true;
        const int prefix = parts.size() == 2 ? parts.last().toInt(&isNumber) : bits;
        if (address.isNull() || parts.size() > 2 || !isNumber || prefix < 0 || prefix > bits)
            return Failure(BadInput {Fault::AcmeDnsBadNetwork, entry, {}});
        networks.append(QStringLiteral("%1/%2").arg(address.toString()).arg(prefix));
    }
    return networks;
}

} // namespace

Result<QUrl> acmeDnsServer(const QString &server)
{
    if (server.isEmpty())
        return Failure(BadInput {Fault::AcmeDnsServerMissing, {}, {}});
    const QUrl url(server, QUrl::StrictMode);
    if (!url.userInfo().isEmpty())
        return Failure(BadInput {Fault::AcmeDnsBadUrl, url.toString(QUrl::RemoveUserInfo), {}});
    const bool isWeb = url.scheme() == u"https" || url.scheme() == u"http";
    if (!url.isValid() || url.host().isEmpty() || !isWeb || url.hasQuery() || url.hasFragment())
        return Failure(BadInput {Fault::AcmeDnsBadUrl, server, {}});
    if (url.scheme() != u"https" && !isOnThisComputer(url))
        return Failure(BadInput {Fault::AcmeDnsNotHttps, server, {}});
    return url;
}

net::HttpRequest acmeDnsUpdate(const QUrl &server, const AcmeDnsAccount &account, const QByteArray &value)
{
    const QJsonObject body {
        {QStringLiteral("subdomain"), account.subdomain},
        {QStringLiteral("txt"), QString::fromLatin1(value)},
    };
    net::HttpRequest request = post(endpoint(server, QStringLiteral("/update")), body);
    request.headers.append({"X-Api-User", account.username.toLatin1()});
    request.headers.append({"X-Api-Key", account.password.toLatin1()});
    return request;
}

Result<Nothing> judgeAcmeDnsUpdate(const Result<net::HttpResponse> &answer, const QUrl &server, const AcmeDnsAccount &account,
                                   const QByteArray &value)
{
    if (!answer)
        return unreachable(answer.failure(), server);
    if (answer->status != 200)
        return refusal(*answer, server, account);
    // "{"txt": "..."}" repeats what it has taken.
    if (QJsonDocument::fromJson(answer->body).object()[u"txt"].toString() != QString::fromLatin1(value))
        return Failure(failureOf(Kind::ApiMisbehaves, server, answer->status, wordsOf(*answer, account)));
    return Nothing();
}

net::HttpRequest acmeDnsRehearsal(const QUrl &server, const AcmeDnsAccount &account)
{
    return acmeDnsUpdate(server, account, RehearsalValue.toByteArray());
}

Result<Nothing> judgeAcmeDnsRehearsal(const Result<net::HttpResponse> &answer, const QUrl &server,
                                      const AcmeDnsAccount &account)
{
    if (answer && answer->status == 400 && wordsOf(*answer, account) == u"bad_txt")
        return Nothing();
    return judgeAcmeDnsUpdate(answer, server, account, RehearsalValue.toByteArray());
}

Result<AcmeDnsAccount> registerAcmeDnsAccount(net::HttpTransport &http, const QString &server, const QString &domain,
                                              const QStringList &allowFrom, CancelToken &token)
{
    const Result<QUrl> url = acmeDnsServer(server);
    if (!url)
        return url.failure();
    const Result<QStringList> networks = networksOf(allowFrom);
    if (!networks)
        return networks.failure();
    const QJsonObject body {{QStringLiteral("allowfrom"), QJsonArray::fromStringList(*networks)}};
    const Result<net::HttpResponse> answer = http.send(post(endpoint(*url, QStringLiteral("/register")), body), token);
    if (!answer)
        return unreachable(answer.failure(), *url);
    if (answer->status != 201)
        return refusal(*answer, *url, {});
    Result<AcmeDnsAccount> account
        = acmeDnsAccountFromJson(QJsonDocument::fromJson(answer->body).object(), domain, url->toString());
    // The body stays out of the failure: it may hold a new password.
    if (!account || account->fullDomain.isEmpty())
        return Failure(failureOf(Kind::ApiMisbehaves, *url, answer->status));
    account->domain = domain;
    account->serverUrl = url->toString();
    account->allowFrom = *networks;
    return account;
}

} // namespace cw::publish
