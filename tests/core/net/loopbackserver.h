// SPDX-License-Identifier: MIT
#pragma once

#include "crypto/certificate.h"

#include <QList>
#include <QMap>
#include <QTcpServer>
#include <QUrl>

#include <memory>

namespace cw::test
{

// A web server on a free loopback port that answers each path with the bytes it was given, then closes the connection
// unless told to keep it silent. It runs in the test's own thread, inside the loop of the transport that waits.
class LoopbackServer : public QObject
{
public:
    enum class Scheme { Http, Https };
    enum class After { Close, StaySilent };
    explicit LoopbackServer(Scheme scheme);

    QUrl url(const QString &path) const;
    void answer(const QString &path, const QByteArray &bytes, After after = After::Close);
    // "HTTP/1.1 200 OK" with a body.
    static QByteArray ok(const QByteArray &body, const QByteArray &headers = QByteArray());
    static QByteArray redirect(int status, const QUrl &target);

    QByteArray rootPem() const { return m_tls.rootPem; }
    QList<QByteArray> requests; // as received: head and body
    int connections = 0;

private:
    struct Answer {
        QByteArray bytes;
        After after = After::Close;
    };
    void serve(QTcpSocket *socket);

    crypto::LocalTls m_tls;
    std::unique_ptr<QTcpServer> m_server;
    QString m_scheme;
    QMap<QByteArray, Answer> m_answers;
};

} // namespace cw::test
