// SPDX-License-Identifier: MIT
#include "acme/parse.h"

#include "acme/jsonreader.h"

#include <QJsonDocument>

namespace cw::acme
{

namespace
{

constexpr qsizetype ExcerptSize = 200;

Problem readLevel(const QJsonObject &object, const QUrl &url, int depth)
{
    const JsonReader reader(object, url);
    Problem problem;
    problem.type = reader.text(u"type");
    problem.title = reader.text(u"title");
    problem.detail = reader.text(u"detail");
    problem.status = object.value(u"status").toInt();
    problem.instance = reader.text(u"instance");
    problem.identifierType = reader.object(u"identifier").value(u"type").toString();
    problem.identifierValue = reader.object(u"identifier").value(u"value").toString();
    problem.url = url;
    problem.json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    // "Subproblems need not all have the same type, and they do not need to match the top level type." RFC 8555 6.7.1
    // The RFC knows one level of them; a document that nests more deeply is not followed for ever.
    if (depth > 0)
        return problem;
    const QList<QJsonObject> subproblems = reader.objects(u"subproblems");
    for (const QJsonObject &subproblem : subproblems)
        problem.subproblems.append(readLevel(subproblem, url, depth + 1));
    return problem;
}

} // namespace

QByteArray excerpt(const QByteArray &body)
{
    return body.left(ExcerptSize);
}

Result<QJsonObject> readObject(const net::HttpResponse &response)
{
    const QJsonDocument document = QJsonDocument::fromJson(response.body);
    if (document.isObject())
        return document.object();
    return Failure(ProtocolFailure{ProtocolFailure::Kind::BadContent, response.url, response.status,
        QStringLiteral("JSON"), excerpt(response.body)});
}

Problem readProblem(const QJsonObject &object, const QUrl &url)
{
    return readLevel(object, url, 0);
}

Failure refusal(const net::HttpResponse &response, const QDateTime &now)
{
    const QJsonObject object = QJsonDocument::fromJson(response.body).object();
    // Some servers send their problem documents as application/json, so the type of the content is not asked for.
    const bool isDocument = object.value(u"type").isString() || object.value(u"detail").isString();
    // A gateway in front of the CA that is too busy sends no document; until when we shall wait is all that counts.
    const bool asksForPatience = (response.status == 429 || response.status == 503) && retryAfterSeconds(response, now) >= 0;
    if (!isDocument && !asksForPatience) {
        return ProtocolFailure {ProtocolFailure::Kind::UnexpectedStatus, response.url, response.status,
                                QString::fromLatin1(response.header("Content-Type")), excerpt(response.body)};
    }
    Problem problem = readProblem(object, response.url);
    problem.json = isDocument ? response.body : excerpt(response.body);
    if (problem.status == 0)
        problem.status = response.status;
    // "the server SHOULD send a Retry-After header field [RFC7231] indicating when the current request may succeed
    // again" RFC 8555 6.6
    const int seconds = retryAfterSeconds(response, now);
    if (seconds >= 0)
        problem.retryAfter = now.addSecs(seconds);
    return problem;
}

QString location(const net::HttpResponse &response)
{
    const QByteArray value = response.header("Location").trimmed();
    if (value.isEmpty())
        return QString();
    const QUrl url = QUrl::fromEncoded(value, QUrl::StrictMode);
    return url.isRelative() ? response.url.resolved(url).toString(QUrl::FullyEncoded) : QString::fromLatin1(value);
}

} // namespace cw::acme
