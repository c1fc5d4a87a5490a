// SPDX-License-Identifier: MIT
#pragma once

#include "net/httptransport.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QScopedPointer>
#include <QTimer>

#include <functional>

namespace cw::net
{

// One request and its answer, redirects followed, limits of time and size kept. Private to QtHttpTransport.
// Destroying it aborts what is under way; `finished` is not called after that.
class HttpExchange final : public QObject
{
    Q_OBJECT

public:
    HttpExchange(QNetworkAccessManager &manager, const HttpRequest &request, const QNetworkRequest &prepared);
    ~HttpExchange() override;

    // `finished` is called once, perhaps at once.
    void start(const std::function<void()> &finished);
    // Canceled when it has not finished.
    Result<HttpResponse> result() const;
    qint64 milliseconds() const;

private:
    void sendTo(const QUrl &url);
    QNetworkReply *post();
    void read();
    void replyFinished();
    void followTo(const QUrl &url);
    void finish(const Result<HttpResponse> &result);
    void dropReply();

    HttpResponse response() const;
    Failure networkFailure() const;
    Failure protocolFailure(ProtocolFailure::Kind kind, const QUrl &url, const QString &detail) const;

    QNetworkAccessManager &m_manager;
    HttpRequest m_request;
    QNetworkRequest m_prepared;
    QScopedPointer<QNetworkReply, QScopedPointerDeleteLater> m_reply;
    QByteArray m_body;
    QString m_tlsErrors;
    int m_redirects = 0;
    QTimer m_limit;
    QElapsedTimer m_clock;
    qint64 m_milliseconds = 0;
    std::function<void()> m_finished;
    std::optional<Result<HttpResponse>> m_result;
};

} // namespace cw::net
