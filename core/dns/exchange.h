// SPDX-License-Identifier: MIT
#pragma once

#include "dns/dnstransport.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>
#include <QUdpSocket>

#include <functional>

namespace cw::dns
{

// One question on its way: sent over UDP as often as its `tries` say, over TCP after a truncated answer.
// Calls `finished` once, from the event loop or from start().
class Exchange : public QObject
{
    Q_OBJECT

public:
    Exchange(const Query &query, std::function<void()> finished);

    void start();
    const Reply &reply() const { return m_reply; }

private:
    void startUdp();
    void startTcp();
    void sendTry();
    void onTimeout();
    void onDatagram();
    void onTcpBytes();
    void onTcpError(QAbstractSocket::SocketError error);
    // Whether these bytes are the answer to what was asked; if so the exchange goes on or ends.
    bool take(const QByteArray &bytes);
    void retryOrEnd(DnsFailure::Kind kind, const QString &detail);
    void end(DnsFailure::Kind kind, const QString &detail);
    void end(Result<Message> message);

    Reply m_reply;
    std::function<void()> m_finished;
    QByteArray m_wire;
    quint16 m_id = 0;
    bool m_isEnded = false;
    bool m_sawGarbage = false;
    QString m_garbage; // why the last one could not be read
    QByteArray m_tcpBytes;
    QUdpSocket m_udp;
    QTcpSocket m_tcp;
    QTimer m_timer;
    QElapsedTimer m_sinceStart;
};

} // namespace cw::dns
