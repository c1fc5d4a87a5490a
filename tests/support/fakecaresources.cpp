// SPDX-License-Identifier: MIT
// The resources of FakeCa; fakeca.cpp has the requests.
#include "support/fakeca.h"

#include "crypto/hmac.h"
#include "crypto/jws.h"
#include "support/jwscheck.h"

#include <QJsonDocument>

namespace cw::test
{

namespace
{

QString at(const char *path)
{
    return QStringLiteral("https://ca.test") + QString::fromLatin1(path);
}

QJsonObject problemJson(const Problem &problem)
{
    QJsonObject object {{QStringLiteral("type"), problem.type}, {QStringLiteral("detail"), problem.detail}};
    if (problem.status != 0)
        object.insert(QStringLiteral("status"), problem.status);
    if (!problem.instance.isEmpty())
        object.insert(QStringLiteral("instance"), problem.instance);
    if (!problem.identifierValue.isEmpty())
        object.insert(QStringLiteral("identifier"), QJsonObject {{QStringLiteral("type"), QStringLiteral("dns")},
                                                                 {QStringLiteral("value"), problem.identifierValue}});
    QJsonArray subproblems;
    for (const Problem &one : problem.subproblems)
        subproblems.append(problemJson(one));
    if (!subproblems.isEmpty())
        object.insert(QStringLiteral("subproblems"), subproblems);
    return object;
}

QJsonObject payloadOf(const Jws &jws)
{
    return QJsonDocument::fromJson(jws.payload).object();
}

} // namespace

FakeCa::Response FakeCa::directory() const
{
    QJsonObject object {{QStringLiteral("newNonce"), at("/newNonce")},
                        {QStringLiteral("newAccount"), at("/newAccount")},
                        {QStringLiteral("newOrder"), at("/newOrder")},
                        {QStringLiteral("revokeCert"), at("/revokeCert")},
                        {QStringLiteral("keyChange"), at("/keyChange")}};
    if (offersRenewalInfo)
        object.insert(QStringLiteral("renewalInfo"), at("/renewalInfo"));
    if (!meta.isEmpty())
        object.insert(QStringLiteral("meta"), meta);
    return json(200, object);
}

FakeCa::Response FakeCa::newOrder(const Jws &jws)
{
    const QJsonObject wanted = payloadOf(jws);
    newOrders.append(wanted);
    if (problemOfReplaces && wanted.contains(u"replaces"))
        return refusal(*problemOfReplaces);
    Problem rejected = problem("rejectedIdentifier", "Some of the identifiers requested were rejected");
    Order order;
    const QJsonArray identifiers = wanted.value(u"identifiers").toArray();
    for (const QJsonValue &identifier : identifiers) {
        const QString name = identifier.toObject().value(u"value").toString();
        const auto isReusable = [&](const Authorization &one) { return one.name == name && one.status == u"valid"; };
        const auto known = std::find_if(m_authorizations.begin(), m_authorizations.end(), isReusable);
        order.names.append(name);
        if (refusedNames.contains(name)) {
            rejected.subproblems.append(refusedNames.value(name));
            rejected.subproblems.last().identifierValue = name;
        }
        if (reusesAuthorizations && known != m_authorizations.end()) {
            order.authorizations.append(known->url);
            continue;
        }
        m_authorizations.append(makeAuthorization(name));
        order.authorizations.append(m_authorizations.last().url);
    }
    if (!rejected.subproblems.isEmpty())
        return refusal(rejected);
    order.url = at("/order/") + QString::number(++ordersMade);
    order.error = bornInvalid;
    if (bornInvalid)
        order.status = QStringLiteral("invalid");
    update(order);
    m_orders.append(order);
    Response response = orderResponse(order, 201);
    response.headers.append({"Location", order.url.toLatin1()});
    return response;
}

FakeCa::Response FakeCa::lookAtOrder(Order &order)
{
    if (order.status == u"processing" && order.pollsLeft-- <= 0)
        order.status = order.error ? QStringLiteral("invalid") : QStringLiteral("valid");
    update(order);
    return orderResponse(order, 200);
}

FakeCa::Response FakeCa::lookAtAuthorization(Authorization &authorization, const Jws &jws)
{
    if (payloadOf(jws).value(u"status").toString() == u"deactivated") {
        ++authorizationsDeactivated;
        authorization.status = QStringLiteral("deactivated");
    }
    const bool isUnderWay = authorization.isAnswered && authorization.status == u"pending";
    const bool isStuck = errorWhilePending.contains(authorization.name);
    if (isUnderWay && !isStuck && authorization.pollsLeft-- <= 0)
        authorization.status = authorization.outcome ? QStringLiteral("invalid") : QStringLiteral("valid");
    const QJsonObject identifier {{QStringLiteral("type"), QStringLiteral("dns")},
                                  {QStringLiteral("value"), authorization.identifier()}};
    QJsonArray challenges;
    for (const QString &type : std::as_const(challengeTypes))
        challenges.append(challengeJson(authorization, type));
    QJsonObject object {{QStringLiteral("status"), authorization.status},
                        {QStringLiteral("identifier"), identifier},
                        {QStringLiteral("expires"), m_clock.now().addDays(7).toString(Qt::ISODate)},
                        {QStringLiteral("challenges"), challenges}};
    if (authorization.isWildcard())
        object.insert(QStringLiteral("wildcard"), true);
    Response response = json(200, object);
    if (isUnderWay && !retryAfter.isEmpty())
        response.headers.append({"Retry-After", retryAfter});
    return response;
}

FakeCa::Response FakeCa::answerChallenge(Authorization &authorization, const QString &type, const Jws &jws)
{
    if (jws.payload != "{}")
        return refusal(problem("malformed", "The payload of a challenge answer is {}"));
    if (authorization.isAnswered)
        return refusal(problem("malformed", "The challenge is not pending"));
    ++challengesAnswered;
    const Account *account = withUrl(m_accounts, jws.header.value(u"kid").toString());
    authorization.answeredType = type.isEmpty() ? QStringLiteral("dns-01") : type;
    authorization.accountUrl = account->url;
    validate(authorization, crypto::thumbprintOf(account->jwk));
    return json(200, challengeJson(authorization, authorization.answeredType));
}

void FakeCa::validate(Authorization &authorization, const QByteArray &thumbprint)
{
    authorization.isAnswered = true;
    authorization.pollsLeft = pollsUntilValidated;
    const QByteArray keyAuthorization = authorization.token.toLatin1() + '.' + thumbprint;
    const QString txtValue = QString::fromLatin1(crypto::base64Url(crypto::sha256(keyAuthorization)));
    if (problemFor.contains(authorization.name))
        authorization.outcome = problemFor.value(authorization.name);
    else if (validator)
        authorization.outcome = validator({authorization.identifier(), authorization.isWildcard(), txtValue,
                                           authorization.answeredType, authorization.accountUrl});
}

FakeCa::Response FakeCa::finalize(Order &order, const Jws &jws)
{
    ++finalizes;
    update(order);
    if (order.status != u"ready") {
        Problem notReady = problem("orderNotReady", "The order's status is not ready");
        notReady.status = 403;
        return refusal(notReady);
    }
    if (finalizesNotReady > 0) {
        --finalizesNotReady;
        return refusal(problem("orderNotReady", "The order's status is not ready here yet"));
    }
    if (problemOfFinalize) {
        order.error = problemOfFinalize;
        order.pollsLeft = pollsUntilIssued - 1;
        order.status = pollsUntilIssued > 0 ? QStringLiteral("processing") : QStringLiteral("invalid");
        return pollsUntilIssued > 0 ? orderResponse(order, 200) : refusal(*problemOfFinalize);
    }
    const QByteArray csr
        = QByteArray::fromBase64(payloadOf(jws).value(u"csr").toString().toLatin1(), QByteArray::Base64UrlEncoding);
    QStringList names = FakeCaIssuer::namesOf(csr);
    QStringList ordered = order.names;
    names.sort();
    ordered.sort();
    if (names != ordered)
        return refusal(problem("badCSR", "The names of the CSR are not the names of the order"));
    ++certificatesMade;
    order.chain = m_issuer.issue(csr, m_clock.now());
    order.pollsLeft = pollsUntilIssued - 1;
    order.status = pollsUntilIssued > 0 ? QStringLiteral("processing") : QStringLiteral("valid");
    return orderResponse(order, 200);
}

FakeCa::Authorization FakeCa::makeAuthorization(const QString &name)
{
    Authorization authorization;
    authorization.url = at("/authorization/") + QString::number(m_authorizations.size() + 1);
    authorization.name = name;
    authorization.token = QString::fromLatin1(crypto::base64Url(crypto::randomBytes(16)));
    return authorization;
}

void FakeCa::update(Order &order)
{
    if (order.status != u"pending")
        return;
    bool areAllValid = true;
    for (const QString &url : std::as_const(order.authorizations)) {
        const QString status = withUrl(m_authorizations, url)->status;
        areAllValid = areAllValid && status == u"valid";
        if (status != u"valid" && status != u"pending")
            order.status = QStringLiteral("invalid");
    }
    if (areAllValid)
        order.status = QStringLiteral("ready");
}

FakeCa::Response FakeCa::revokeCertificate(const Jws &jws)
{
    revocations.append({payloadOf(jws).value(u"reason").toInt(-1), jws.header.contains(u"jwk")});
    Response response;
    response.status = 200;
    return response;
}

QJsonObject FakeCa::challengeJson(const Authorization &authorization, const QString &type) const
{
    const bool isThis = authorization.answeredType == type;
    QString status = authorization.status;
    if (status == u"pending" && authorization.isAnswered && isThis)
        status = QStringLiteral("processing");
    const QString query = type == u"dns-01" ? QString() : u'?' + type;
    QJsonObject object {{QStringLiteral("type"), type},
                        {QStringLiteral("url"), authorization.url + QStringLiteral("/challenge") + query},
                        {QStringLiteral("status"), status}};
    if (type == u"dns-persist-01")
        object.insert(QStringLiteral("issuer-domain-names"), QJsonArray::fromStringList(issuerDomainNames));
    else
        object.insert(QStringLiteral("token"), authorization.token);
    if (authorization.isAnswered && isThis && errorWhilePending.contains(authorization.name))
        object.insert(QStringLiteral("error"), problemJson(errorWhilePending.value(authorization.name)));
    if (authorization.status == u"invalid" && authorization.outcome && isThis)
        object.insert(QStringLiteral("error"), problemJson(*authorization.outcome));
    for (auto member = challengeMembers.begin(); member != challengeMembers.end(); ++member)
        object.insert(member.key(), member.value());
    return object;
}

FakeCa::Response FakeCa::orderResponse(const Order &order, int status) const
{
    QJsonArray identifiers;
    for (const QString &name : order.names)
        identifiers.append(
            QJsonObject{{QStringLiteral("type"), QStringLiteral("dns")}, {QStringLiteral("value"), name}});
    QJsonObject object {{QStringLiteral("status"), order.status},
                        {QStringLiteral("expires"), m_clock.now().addDays(7).toString(Qt::ISODate)},
                        {QStringLiteral("identifiers"), identifiers},
                        {QStringLiteral("authorizations"), QJsonArray::fromStringList(order.authorizations)},
                        {QStringLiteral("finalize"), order.url + QStringLiteral("/finalize")}};
    if (order.status == u"valid")
        object.insert(QStringLiteral("certificate"), order.url + QStringLiteral("/certificate"));
    if (order.status == u"invalid" && order.error && tellsErrorOfOrder)
        object.insert(QStringLiteral("error"), problemJson(*order.error));
    Response response = json(status, object);
    if (order.status == u"processing" && !retryAfter.isEmpty())
        response.headers.append({"Retry-After", retryAfter});
    return response;
}

FakeCa::Response FakeCa::json(int status, const QJsonObject &object) const
{
    Response response;
    response.status = status;
    response.headers = {{"Content-Type", "application/json"}};
    response.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return response;
}

FakeCa::Response FakeCa::refusal(const Problem &problem) const
{
    Response response = json(problem.status == 0 ? 400 : problem.status, problemJson(problem));
    response.headers = {{"Content-Type", "application/problem+json"}};
    if (!retryAfter.isEmpty())
        response.headers.append({"Retry-After", retryAfter});
    return response;
}

} // namespace cw::test
