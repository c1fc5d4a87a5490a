// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHostAddress>

#include <atomic>
#include <functional>
#include <memory>

namespace cw::test
{

// A name server on a loopback address, in a thread of its own, over UDP and TCP at the same port. The script says what goes back.
class WireServer
{
public:
    struct Answer {
        QByteArray bytes;
        int afterMilliseconds = 0;
        bool fromOtherPort = false;
        bool fromOtherAddress = false; // 127.0.0.2, the same port
    };
    struct Script {
        std::function<QList<Answer>(const QByteArray &query, int count)> udp; // count: 1 for the first question
        std::function<QByteArray(const QByteArray &query)> tcp; // bytes with their length in front; empty: closes
    };

    // Port 0: a free one.
    explicit WireServer(Script script, const QHostAddress &address = QHostAddress(QHostAddress::LocalHost), quint16 port = 0);
    ~WireServer();
    quint16 port() const;
    int udpQuestions() const;
    int tcpQuestions() const;
    int mostAtOnce() const; // UDP questions without an answer yet

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace cw::test
