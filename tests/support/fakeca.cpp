// SPDX-License-Identifier: MIT
#include "support/fakeca.h"

#include "crypto/hmac.h"
#include "crypto/jws.h"
#include "support/jwscheck.h"

namespace cw::test
{

namespace
{

QString resourceOf(const QUrl &url)
{
    const QStringList parts = url.path().split(u'/', Qt::SkipEmptyParts);
    if (parts.size() == 3)
        return parts.last(); // "/order/1/finalize"
    return parts.value(0) == u"dir" ? QStringLiteral("directory") : parts.value(0);
}

net::HttpResponse serverError(const QUrl &url)
{
    net::HttpResponse response;
    response.status = 500;
    response.url = url;
    response.headers = {{"Content-Type", "text/html"}};
    response.body = "<h1>Internal Server Error</h1>";
    return response;
}

Failure broken(const QUrl &url)
{
    return NetworkFailure {NetworkFailure::Stage::Transfer, url, QStringLiteral("Connection closed")};
}

} // namespace

FakeCa::FakeCa(Clock &clock) : m_clock(clock), m_issuer(clock.now()) { }

Problem FakeCa::problem(const char *kind, const char *detail)
{
    Problem problem;
    problem.type = QStringLiteral("urn:ietf:params:acme:error:") + QString::fromLatin1(kind);
    problem.detail = QString::fromUtf8(detail);
    return problem;
}

void FakeCa::expireOrders()
{
    for (Order &order : m_orders) {
        if (order.status == u"pending" || order.status == u"ready")
            order.status = QStringLiteral("invalid");
    }
}

void FakeCa::forgetOrders()
{
    m_orders.clear();
    m_authorizations.clear();
}

QList<Result<net::HttpResponse>> FakeCa::sendAll(const QList<net::HttpRequest> &batch, CancelToken &token)
{
    QList<Result<net::HttpResponse>> answers;
    for (const net::HttpRequest &request : batch) {
        if (!token.isCanceled() && onRequest)
            onRequest(resourceOf(request.url));
        answers.append(token.isCanceled() ? Result<net::HttpResponse>(Failure(Canceled())) : answer(request));
    }
    return answers;
}

Result<net::HttpResponse> FakeCa::answer(const net::HttpRequest &request)
{
    const QString resource = resourceOf(request.url);
    const Result<Response> lost
        = losesToServerErrors ? Result<Response>(serverError(request.url)) : Result<Response>(broken(request.url));
    ++requests;
    resources.append(resource);
    if (requests == loseRequest || resource == loseRequestTo) {
        loseRequestTo = resource == loseRequestTo ? QString() : loseRequestTo;
        return lost;
    }
    Response response = route(request, resource);
    response.url = request.url;
    if (request.method != net::Method::Get)
        response.headers.append({"Replay-Nonce", newNonce()});
    if (requests == loseAnswer || resource == loseAnswerTo) {
        loseAnswerTo = resource == loseAnswerTo ? QString() : loseAnswerTo;
        return lost;
    }
    return response;
}

FakeCa::Response FakeCa::route(const net::HttpRequest &request, const QString &resource)
{
    if (request.method == net::Method::Post)
        return postTo(request, resource);
    if (refuseOnce.contains(resource))
        return refusal(refuseOnce.take(resource));
    if (resource == u"directory")
        return directory();
    if (resource == u"newNonce") {
        Response response;
        response.status = request.method == net::Method::Head ? 200 : 204;
        return response;
    }
    Problem notAllowed = problem("malformed", "Method not allowed");
    notAllowed.status = 405;
    return refusal(notAllowed);
}

FakeCa::Response FakeCa::postTo(const net::HttpRequest &request, const QString &resource)
{
    const std::optional<Jws> jws = readJws(request.body);
    if (const std::optional<Problem> fault = faultOf(request, resource, jws))
        return refusal(*fault);
    if (refuseOnce.contains(resource))
        return refusal(refuseOnce.take(resource));
    if (resource == u"newAccount")
        return newAccount(*jws);
    if (resource == u"newOrder")
        return newOrder(*jws);
    if (resource == u"revokeCert")
        return revokeCertificate(*jws);
    Account *account = withUrl(m_accounts, jws->header.value(u"kid").toString());
    if (account && resource == u"keyChange")
        return changeKey(*account, *jws);
    if (account && resource == u"account" && account->url == request.url.toString())
        return workOnAccount(*account, *jws);

    const QString url = request.url.toString();
    Order *order = withUrl(m_orders, resource == u"order" ? url : url.section(u'/', 0, -2));
    if (order && resource == u"order")
        return lookAtOrder(*order);
    if (order && resource == u"finalize")
        return finalize(*order, *jws);
    if (order && resource == u"certificate" && order->status == u"valid") {
        ++downloads;
        Response response;
        response.status = 200;
        response.headers = {{"Content-Type", "application/pem-certificate-chain"}};
        response.body = order->chain;
        return response;
    }
    // "/authorization/1/challenge?dns-01"
    Authorization *authorization
        = withUrl(m_authorizations, resource == u"challenge" ? url.section(u'/', 0, -2) : url);
    if (authorization)
        return resource == u"challenge" ? answerChallenge(*authorization, request.url.query(), *jws)
                                        : lookAtAuthorization(*authorization, *jws);
    Problem missing = problem("malformed", "No such resource");
    missing.status = 404;
    return refusal(missing);
}

// What RFC 8555 6.2 to 6.5 demand of every signed request.
std::optional<Problem> FakeCa::faultOf(
    const net::HttpRequest &request, const QString &resource, const std::optional<Jws> &jws)
{
    ++m_signedRequests;
    if (!request.headers.contains({"Content-Type", "application/jose+json"}))
        return problem("malformed", "Content-Type is not application/jose+json");
    if (!jws)
        return problem("malformed", "Not a JWS");
    const QJsonObject &header = jws->header;
    const bool isKnownNonce = m_nonces.removeOne(header.value(u"nonce").toString());
    if (!isKnownNonce || (rejectEveryNthNonce > 0 && m_signedRequests % rejectEveryNthNonce == 0)) {
        ++noncesRejected;
        return problem("badNonce", "JWS has an invalid anti-replay nonce");
    }
    if (header.value(u"url").toString() != request.url.toString())
        return problem("unauthorized", "The url of the JWS is not the URL of the request");

    const bool isRevokedByKey = resource == u"revokeCert" && header.contains(u"jwk"); // RFC 8555 7.6
    if (resource == u"newAccount" || isRevokedByKey) {
        if (header.contains(u"kid") || !isSignedBy(header.value(u"jwk").toObject(), *jws))
            return problem("malformed", "JWS verification error");
        return std::nullopt;
    }
    const Account *account = withUrl(m_accounts, header.value(u"kid").toString());
    if (!account)
        return problem("accountDoesNotExist", "Account does not exist");
    if (header.contains(u"jwk") || !isSignedBy(account->jwk, *jws))
        return problem("malformed", "JWS verification error");
    if (account->status != u"valid")
        return problem("unauthorized", "The account is deactivated");
    return std::nullopt;
}

QByteArray FakeCa::newNonce()
{
    const QByteArray nonce = crypto::base64Url(crypto::randomBytes(12));
    m_nonces.append(QString::fromLatin1(nonce));
    return nonce;
}

} // namespace cw::test
