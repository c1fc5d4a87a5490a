// SPDX-License-Identifier: MIT
#include "net/httpexchange.h"

#include <QNetworkAccessManager>
#include <QSslError>

#include <algorithm>
#include <memory>

namespace cw::net
{

namespace
{

constexpr int MostRedirects = 5;
constexpr qsizetype ExcerptSize = 200;

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

// Qt calls many a complete answer an error: 400 ProtocolInvalidOperationError, 404 ContentNotFoundError, 500
// InternalServerError.
bool isAnswered(const QNetworkReply &reply)
{
    const auto error = reply.error();
    const bool isContentError
        = error >= QNetworkReply::ContentAccessDenied && error <= QNetworkReply::UnknownContentError;
    const bool isServerError
        = error >= QNetworkReply::InternalServerError && error <= QNetworkReply::UnknownServerError;
    const bool isRequestError = error == QNetworkReply::ProtocolInvalidOperationError;
    return statusOf(reply) != 0
        && (error == QNetworkReply::NoError || isRequestError || isContentError || isServerError);
}

// Qt can only send a body again that it can go back in.
class OneTimeBody final : public QIODevice
{
public:
    explicit OneTimeBody(const QByteArray &content)
        : m_content(content)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    qint64 size() const override { return m_content.size(); }
    bool reset() override { return false; }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 count = qMin(most, m_content.size() - m_at);
        std::copy_n(m_content.constData() + m_at, count, data);
        m_at += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_content;
    qint64 m_at = 0;
};

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

NetworkFailure::Stage stageOf(const QNetworkReply &reply)
{
    const auto error = reply.error();
    if (error >= QNetworkReply::ProxyConnectionRefusedError && error <= QNetworkReply::UnknownProxyError)
        return NetworkFailure::Stage::Proxy;
    switch (error) {
    case QNetworkReply::HostNotFoundError: return NetworkFailure::Stage::Lookup;
    case QNetworkReply::ConnectionRefusedError: return NetworkFailure::Stage::Refused;
    case QNetworkReply::SslHandshakeFailedError: return NetworkFailure::Stage::Tls;
    case QNetworkReply::TimeoutError: return NetworkFailure::Stage::Timeout;
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::TemporaryNetworkFailureError:
        return statusOf(reply) == 0 ? NetworkFailure::Stage::Connect : NetworkFailure::Stage::Transfer;
    default: return NetworkFailure::Stage::Transfer;
    }
}

} // namespace

HttpExchange::HttpExchange(QNetworkAccessManager &manager, const HttpRequest &request, const QNetworkRequest &prepared)
    : m_manager(manager)
    , m_request(request)
    , m_prepared(prepared)
{
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, [this] {
        NetworkFailure failure {NetworkFailure::Stage::Timeout, m_prepared.url(), QString()};
        failure.detail = QStringLiteral("%1 ms").arg(m_request.timeout.count());
        finish(Failure(failure));
    });
}

HttpExchange::~HttpExchange()
{
    dropReply();
}

void HttpExchange::start(const std::function<void()> &finished)
{
    m_finished = finished;
    m_clock.start();
    m_limit.start(m_request.timeout);
    sendTo(m_request.url);
}

Result<HttpResponse> HttpExchange::result() const
{
    return m_result.value_or(Failure(Canceled()));
}

qint64 HttpExchange::milliseconds() const
{
    if (m_result)
        return m_milliseconds;
    return m_clock.isValid() ? m_clock.elapsed() : 0;
}

void HttpExchange::sendTo(const QUrl &url)
{
    // The access manager would read file: and data: URLs as willingly.
    if (url.scheme() != u"https" && url.scheme() != u"http")
        return finish(protocolFailure(ProtocolFailure::Kind::NotHttps, url, url.scheme()));

    m_body.clear();
    m_prepared.setUrl(url);
    switch (m_request.method) {
    case Method::Get: m_reply.reset(m_manager.get(m_prepared)); break;
    case Method::Head: m_reply.reset(m_manager.head(m_prepared)); break;
    case Method::Post: m_reply.reset(post()); break;
    }
    QNetworkReply *reply = m_reply.data();
    connect(reply, &QNetworkReply::readyRead, this, &HttpExchange::read);
    connect(reply, &QNetworkReply::finished, this, &HttpExchange::replyFinished);
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        QStringList words;
        for (const QSslError &error : errors)
            words.append(error.errorString());
        words.removeDuplicates();
        m_tlsErrors = words.join(QStringLiteral("; "));
    });
}

QNetworkReply *HttpExchange::post()
{
    if (m_request.sending == Sending::AgainWhenCut)
        return m_manager.post(m_prepared, m_request.body);
    auto body = std::make_unique<OneTimeBody>(m_request.body);
    QNetworkReply *reply = m_manager.post(m_prepared, body.get());
    body.release()->setParent(reply); // it is read as long as the reply lives
    return reply;
}

void HttpExchange::read()
{
    m_body += m_reply->read(m_request.maxBody + 1 - m_body.size());
    if (m_body.size() > m_request.maxBody)
        finish(protocolFailure(ProtocolFailure::Kind::TooLarge, m_reply->url(), QString::number(m_request.maxBody)));
}

void HttpExchange::replyFinished()
{
    if (!isAnswered(*m_reply))
        return finish(networkFailure());
    read();
    if (m_result)
        return;
    const QByteArray location = m_reply->rawHeader("Location");
    if (m_request.method == Method::Get && isRedirect(statusOf(*m_reply)) && !location.isEmpty())
        return followTo(m_reply->url().resolved(QUrl::fromEncoded(location)));
    finish(response());
}

void HttpExchange::followTo(const QUrl &url)
{
    if (url.scheme() != u"https")
        return finish(protocolFailure(ProtocolFailure::Kind::NotHttps, url, url.scheme()));
    if (++m_redirects > MostRedirects)
        return finish(protocolFailure(ProtocolFailure::Kind::TooManyRedirects, url, QString::number(MostRedirects)));
    dropReply();
    sendTo(url);
}

void HttpExchange::finish(const Result<HttpResponse> &result)
{
    m_result = result;
    m_milliseconds = m_clock.elapsed();
    m_limit.stop();
    dropReply();
    m_finished();
}

void HttpExchange::dropReply()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply.reset();
}

HttpResponse HttpExchange::response() const
{
    HttpResponse response;
    response.status = statusOf(*m_reply);
    response.url = m_reply->url();
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        response.headers.append({name, value});
    response.body = m_body;
    response.duration = std::chrono::milliseconds(m_clock.elapsed());
    return response;
}

Failure HttpExchange::networkFailure() const
{
    NetworkFailure failure {stageOf(*m_reply), m_reply->url(), m_reply->errorString()};
    if (failure.stage == NetworkFailure::Stage::Tls && !m_tlsErrors.isEmpty())
        failure.detail = m_tlsErrors;
    return failure;
}

Failure HttpExchange::protocolFailure(ProtocolFailure::Kind kind, const QUrl &url, const QString &detail) const
{
    return ProtocolFailure {kind, url, m_reply ? statusOf(*m_reply) : 0, detail, m_body.left(ExcerptSize)};
}

} // namespace cw::net
