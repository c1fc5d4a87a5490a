// SPDX-License-Identifier: MIT
#include "net/qthttptransport.h"

#include "base/explain.h"
#include "base/waitfor.h"
#include "net/httpexchange.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QNetworkProxyFactory>
#include <QSslCertificate>

#include <memory>
#include <vector>

namespace cw::net
{

namespace
{

bool isThisComputer(const QString &host)
{
    return host == u"localhost" || host.endsWith(u".localhost") || QHostAddress(host).isLoopback();
}

// The practice CA is on this computer: a proxy could not reach it.
class SystemProxyElsewhere final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (isThisComputer(query.peerHostName()))
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};

QString methodName(Method method)
{
    switch (method) {
    case Method::Get: return QStringLiteral("GET");
    case Method::Head: return QStringLiteral("HEAD");
    case Method::Post: return QStringLiteral("POST");
    }
    Q_UNREACHABLE();
}

QString outcomeOf(const Result<HttpResponse> &result)
{
    return result ? QString::number(result->status) : explain(result.failure()).title;
}

} // namespace

QtHttpTransport::QtHttpTransport(const QByteArray &extraRootsPem, const QByteArray &userAgent, ActivityLog &log,
                                 HttpVersion version)
    : m_tls(QSslConfiguration::defaultConfiguration())
    , m_userAgent(userAgent)
    , m_log(log)
    , m_version(version)
{
    m_tls.addCaCertificates(QSslCertificate::fromData(extraRootsPem, QSsl::Pem));
    m_manager.setProxyFactory(new SystemProxyElsewhere); // taken over
}

QByteArray QtHttpTransport::defaultUserAgent()
{
    return QByteArrayLiteral("certwright/" CERTWRIGHT_VERSION " (Qt ") + qVersion() + ')';
}

QNetworkRequest QtHttpTransport::prepared(const HttpRequest &request) const
{
    QNetworkRequest prepared(request.url);
    prepared.setSslConfiguration(m_tls);
    prepared.setAttribute(QNetworkRequest::Http2AllowedAttribute, m_version == HttpVersion::Newest);
    prepared.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    prepared.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    // "ACME clients MUST send a User-Agent header field" RFC 8555 6.1
    prepared.setRawHeader("User-Agent", m_userAgent);
    for (const auto &[name, value] : request.headers)
        prepared.setRawHeader(name, value);
    return prepared;
}

QList<Result<HttpResponse>> QtHttpTransport::sendAll(const QList<HttpRequest> &requests, CancelToken &token)
{
    std::vector<std::unique_ptr<HttpExchange>> exchanges;
    for (const HttpRequest &request : requests)
        exchanges.push_back(std::make_unique<HttpExchange>(m_manager, request, prepared(request)));

    auto open = requests.size();
    if (open > 0) {
        const auto start = [&](const std::function<void()> &done) {
            for (const auto &exchange : exchanges) {
                exchange->start([&open, done] {
                    if (--open == 0)
                        done();
                });
            }
        };
        waitFor(start, NoTimeout, token); // every exchange has a time limit of its own
    }

    QList<Result<HttpResponse>> results;
    for (qsizetype i = 0; i < requests.size(); ++i) {
        const HttpExchange &exchange = *exchanges[static_cast<size_t>(i)];
        results.append(exchange.result());
        log(requests.at(i), results.last(), exchange.milliseconds());
    }
    return results;
}

void QtHttpTransport::log(const HttpRequest &request, const Result<HttpResponse> &result, qint64 milliseconds)
{
    m_log.add(LogEntry::Kind::Http,
              QCoreApplication::translate("log", "%1 %2: %3 (%4 ms)", "method, URL, status or error, time")
                  .arg(methodName(request.method), request.url.toString(QUrl::RemoveUserInfo), outcomeOf(result),
                       QString::number(milliseconds)));
}

} // namespace cw::net
