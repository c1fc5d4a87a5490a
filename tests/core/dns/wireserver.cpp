// SPDX-License-Identifier: MIT
#include "wireserver.h"

#include <QEventLoop>
#include <QNetworkDatagram>
#include <QSemaphore>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>
#include <QUdpSocket>

namespace cw::test
{

struct WireServer::Private {
    Script script;
    QHostAddress address;
    quint16 port = 0;
    std::atomic<int> udpQuestions {0};
    std::atomic<int> tcpQuestions {0};
    std::atomic<int> open {0};
    std::atomic<int> mostAtOnce {0};
    std::unique_ptr<QThread> thread;

    void run();
    void onDatagram(QUdpSocket &socket, QUdpSocket &otherPort, QUdpSocket &otherAddress);
    void onConnection(QTcpServer &server);
};

void WireServer::Private::onDatagram(QUdpSocket &socket, QUdpSocket &otherPort, QUdpSocket &otherAddress)
{
    while (socket.hasPendingDatagrams()) {
        const QNetworkDatagram question = socket.receiveDatagram();
        mostAtOnce = std::max(mostAtOnce.load(), ++open);
        for (const Answer &answer : script.udp(question.data(), ++udpQuestions)) {
            QUdpSocket *from = answer.fromOtherPort ? &otherPort : answer.fromOtherAddress ? &otherAddress : &socket;
            QTimer::singleShot(answer.afterMilliseconds, from, [this, from, question, answer] {
                --open;
                from->writeDatagram(answer.bytes, question.senderAddress(), quint16(question.senderPort()));
            });
        }
    }
}

void WireServer::Private::onConnection(QTcpServer &server)
{
    QTcpSocket *connection = server.nextPendingConnection();
    QObject::connect(connection, &QTcpSocket::readyRead, connection, [this, connection] {
        const QByteArray question = connection->readAll();
        ++tcpQuestions;
        const QByteArray answer = script.tcp ? script.tcp(question.mid(2)) : QByteArray();
        // In two parts, as networks do.
        connection->write(answer.first(answer.size() / 2));
        connection->flush();
        QTimer::singleShot(5, connection, [connection, answer] {
            connection->write(answer.mid(answer.size() / 2));
            if (answer.isEmpty())
                connection->disconnectFromHost();
        });
    });
}

void WireServer::Private::run()
{
    QSemaphore ready;
    thread.reset(QThread::create([this, &ready] {
        QUdpSocket udp;
        QUdpSocket otherPort;
        QUdpSocket otherAddress;
        QTcpServer tcp;
        do { // one port that is free for both
            udp.close();
            tcp.close();
        } while (!udp.bind(address, port) || !tcp.listen(address, udp.localPort()));
        otherPort.bind(address, 0);
        port = udp.localPort();
        otherAddress.bind(QHostAddress(QStringLiteral("127.0.0.2")), port);
        QObject::connect(&udp, &QUdpSocket::readyRead, &udp, [&] { onDatagram(udp, otherPort, otherAddress); });
        QObject::connect(&tcp, &QTcpServer::newConnection, &tcp, [&] { onConnection(tcp); });
        QEventLoop loop;
        ready.release();
        loop.exec();
    }));
    thread->start();
    ready.acquire();
}

WireServer::WireServer(Script script, const QHostAddress &address, quint16 port) : d(std::make_unique<Private>())
{
    d->address = address;
    d->port = port;
    d->script = std::move(script);
    d->run();
}

WireServer::~WireServer()
{
    d->thread->quit();
    d->thread->wait();
}

quint16 WireServer::port() const
{
    return d->port;
}

int WireServer::udpQuestions() const
{
    return d->udpQuestions;
}

int WireServer::tcpQuestions() const
{
    return d->tcpQuestions;
}

int WireServer::mostAtOnce() const
{
    return d->mostAtOnce;
}

} // namespace cw::test
