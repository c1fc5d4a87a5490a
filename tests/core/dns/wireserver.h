// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <atomic>
#include <functional>
#include <memory>

namespace cw::test
{

// A name server on 127.0.0.1, in a thread of its own, over UDP and TCP at the same port. The script says what goes back.
class WireServer
{
public:
    struct Answer {
        QByteArray bytes;
        int afterMilliseconds = 0;
        bool fromOtherPort = false;
    };
    struct Script {
        std::function<QList<Answer>(const QByteArray &query, int count)> udp; // count: 1 for the first question
        std::function<QByteArray(const QByteArray &query)> tcp; // bytes with their length in front; empty: closes
    };

    explicit WireServer(Script script);
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
