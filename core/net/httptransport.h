// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "base/canceltoken.h"

#include <QList>
#include <QPair>

#include <chrono>

namespace cw::net
{

enum class Method { Get, Head, Post };

constexpr qint64 DefaultMaxBody = qint64(4) * 1024 * 1024;

// Qt sends a request again by itself when the connection ends before the answer: good where an idle connection was closed,
// bad where the server may have acted on it already and acts differently the second time.
enum class Sending { AgainWhenCut, Once };

struct HttpRequest {
    Method method = Method::Get;
    QUrl url;
    QByteArray body;
    QList<QPair<QByteArray, QByteArray>> headers;
    std::chrono::milliseconds timeout { 30000 };
    qint64 maxBody = DefaultMaxBody; // bytes of the answer; more is ProtocolFailure TooLarge
    Sending sending = Sending::AgainWhenCut; // of a POST with a body
};

struct HttpResponse {
    int status = 0;
    QUrl url;
    QList<QPair<QByteArray, QByteArray>> headers; // as received
    QByteArray body; // at most as long as the request allows
    std::chrono::milliseconds duration { 0 }; // from sending to the last byte, redirects and all

    // Value of the first header of that name, compared without case; empty when there is none.
    QByteArray header(QByteArrayView name) const;
    QList<QByteArray> headerValues(QByteArrayView name) const;
};

// Sends requests over HTTP/2 or HTTP/1.1. Blocks; lives and dies in one worker thread. Any HTTP status is a response;
// NetworkFailure when none came, ProtocolFailure TooLarge or TooManyRedirects, Canceled. POST is never redirected.
class HttpTransport
{
public:
    virtual ~HttpTransport() = default;
    // All at once, side by side; answers in the order of the requests.
    virtual QList<Result<HttpResponse>> sendAll(const QList<HttpRequest> &requests, CancelToken &token) = 0;

    Result<HttpResponse> send(const HttpRequest &request, CancelToken &token);
};

} // namespace cw::net
