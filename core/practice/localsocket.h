// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QtGlobal>

namespace cw::practice
{

// A non-blocking socket at 127.0.0.1, closed with its owner. No Qt Network here: this module has Qt Core only.
class LocalSocket
{
public:
    enum class Kind { Udp, Tcp };

    explicit LocalSocket(Kind kind);
    ~LocalSocket();
    Q_DISABLE_COPY_MOVE(LocalSocket)

    // Port 0: any. Says which port it is, 0 when it cannot be had.
    quint16 bindTo(quint16 port);
    // For TCP: begins; isConnected() says when it is done.
    bool connectTo(quint16 port);
    bool isConnected() const;
    bool send(const QByteArray &datagram);
    QByteArray receive(); // empty when nothing has come

private:
    int m_descriptor;
};

} // namespace cw::practice
