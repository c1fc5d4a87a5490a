// SPDX-License-Identifier: MIT
#pragma once

// Private to acme: from the CA's answers to resources, and to failures. Each resource has its own .cpp file.

#include "acme/resources.h"
#include "base/result.h"
#include "net/httptransport.h"

class QJsonObject;

namespace cw::acme
{

// The JSON object in the body, whatever the content type says. BadContent "JSON" with an excerpt when it is none.
Result<QJsonObject> readObject(const net::HttpResponse &response);

Result<Directory> parseDirectory(const net::HttpResponse &response);
// `url` is where the account was asked for; without one its URL is the Location header.
Result<Account> parseAccount(const net::HttpResponse &response, const QString &url = {});
// `url` is where the order was asked for, or its Location header.
Result<Order> parseOrder(const net::HttpResponse &response, const QString &url, const QDateTime &now);
Result<Authorization> parseAuthorization(const net::HttpResponse &response, const QString &url, const QDateTime &now);
Result<Challenge> parseChallenge(const net::HttpResponse &response);

// The problem in a resource's "error" member, and in its subproblems.
Problem readProblem(const QJsonObject &object, const QUrl &url);
// The problem document of a refused request; UnexpectedStatus with an excerpt when the body is none.
Failure refusal(const net::HttpResponse &response, const QDateTime &now);

Status statusFromName(QStringView name);

// Seconds from now, of a number or an HTTP date; 0 for the past, -1 when there is none or it is neither.
int retryAfterSeconds(const net::HttpResponse &response, const QDateTime &now);

// The Location header, made absolute. Empty when there is none.
QString location(const net::HttpResponse &response);
// The https targets of Link headers with this relation (RFC 8288 3), absolute, each once.
QStringList linksOf(const net::HttpResponse &response, QByteArrayView relation);
// The beginning of a body as evidence.
QByteArray excerpt(const QByteArray &body);

} // namespace cw::acme
