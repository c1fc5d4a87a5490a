// SPDX-License-Identifier: MIT
#include "loopbackserver.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpSocket>

namespace cw::test
{

namespace
{

std::unique_ptr<QTcpServer> makeServer(LoopbackServer::Scheme scheme, const crypto::LocalTls &tls)
{
    if (scheme == LoopbackServer::Scheme::Http)
        return std::make_unique<QTcpServer>();
    auto server = std::make_unique<QSslServer>();
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(tls.certificatePem));
    configuration.setPrivateKey(QSslKey(tls.keyPem, QSsl::Ec));
    server->setSslConfiguration(configuration);
    return server;
}

bool isComplete(const QByteArray &request)
{
    const qsizetype head = request.indexOf("\r\n\r\n");
    if (head < 0)
        return false;
    const qsizetype field = request.toLower().indexOf("content-length:");
    const qsizetype length = field < 0 || field > head
        ? 0
        : request.mid(field + 15, request.indexOf('\r', field) - field - 15).toLongLong();
    return request.size() - head - 4 >= length;
}

} // namespace

LoopbackServer::LoopbackServer(Scheme scheme)
    : m_tls(crypto::makeLocalTls(QDateTime::currentDateTimeUtc(), 1))
    , m_server(makeServer(scheme, m_tls))
    , m_scheme(scheme == Scheme::Http ? QStringLiteral("http") : QStringLiteral("https"))
{
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection())
            serve(socket);
    });
    m_server->listen(QHostAddress::LocalHost);
}

QUrl LoopbackServer::url(const QString &path) const
{
    return QUrl(QStringLiteral("%1://127.0.0.1:%2%3").arg(m_scheme).arg(m_server->serverPort()).arg(path));
}

void LoopbackServer::answer(const QString &path, const QByteArray &bytes, After after)
{
    m_answers.insert(path.toLatin1(), {bytes, after});
}

QByteArray LoopbackServer::ok(const QByteArray &body, const QByteArray &headers)
{
    return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body;
}

QByteArray LoopbackServer::redirect(int status, const QUrl &target)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Moved\r\nContent-Length: 0\r\nLocation: " + target.toEncoded()
        + "\r\n\r\n";
}

void LoopbackServer::serve(QTcpSocket *socket)
{
    ++connections;
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    const auto read = [this, socket, received = QByteArray()]() mutable {
        received += socket->readAll();
        if (!isComplete(received))
            return;
        requests.append(received);
        const Answer answer = m_answers.value(received.split(' ').at(1));
        received.clear();
        socket->write(answer.bytes);
        if (answer.after == After::Close)
            socket->disconnectFromHost();
    };
    connect(socket, &QTcpSocket::readyRead, this, read);
}

} // namespace cw::test
