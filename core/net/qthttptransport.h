// SPDX-License-Identifier: MIT
#pragma once

#include "base/activitylog.h"
#include "net/httptransport.h"

#include <QNetworkAccessManager>
#include <QSslConfiguration>

namespace cw::net
{

enum class HttpVersion { Newest, OnlyHttp1 };

// HTTP over Qt. Construct, use and destroy it inside one worker thread. Requests are logged with method, URL, status
// and time, never with their bodies. The system's proxy is used for every host but this computer.
class QtHttpTransport final : public HttpTransport
{
public:
    // `extraRootsPem`: root certificates that are trusted beside the system's, by this transport only; may be empty.
    QtHttpTransport(const QByteArray &extraRootsPem, const QByteArray &userAgent, ActivityLog &log,
                    HttpVersion version = HttpVersion::Newest);

    QList<Result<HttpResponse>> sendAll(const QList<HttpRequest> &requests, CancelToken &token) override;

    // "certwright/0.1.0 (Qt 6.4.2)"
    static QByteArray defaultUserAgent();

private:
    QNetworkRequest prepared(const HttpRequest &request) const;
    void log(const HttpRequest &request, const Result<HttpResponse> &result, qint64 milliseconds);

    QNetworkAccessManager m_manager;
    QSslConfiguration m_tls;
    QByteArray m_userAgent;
    ActivityLog &m_log;
    HttpVersion m_version;
};

} // namespace cw::net
