// SPDX-License-Identifier: MIT
#include "dns/exchange.h"

#include "dns/wire.h"

#include <QNetworkProxy>
#include <QRandomGenerator>

namespace cw::dns
{

namespace
{

constexpr int LongestMessage = 65535;

bool isRefusal(QAbstractSocket::SocketError error)
{
    return error == QAbstractSocket::ConnectionRefusedError || error == QAbstractSocket::NetworkError
        || error == QAbstractSocket::SocketResourceError || error == QAbstractSocket::SocketAccessError
        || error == QAbstractSocket::HostNotFoundError || error == QAbstractSocket::UnsupportedSocketOperationError;
}

} // namespace

Exchange::Exchange(const Query &query, std::function<void()> finished) : m_finished(std::move(finished))
{
    m_reply.query = query;
    if (query.wire.size() >= 2) {
        m_wire = query.wire;
        m_id = WireReader(query.wire).number16();
    } else {
        m_id = quint16(QRandomGenerator::system()->bounded(0x10000));
        m_wire = makeQuery(m_id, query.question, query.flags);
    }
    m_udp.setProxy(QNetworkProxy::NoProxy);
    m_tcp.setProxy(QNetworkProxy::NoProxy);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Exchange::onTimeout);
    connect(&m_udp, &QUdpSocket::readyRead, this, &Exchange::onDatagram);
    connect(&m_tcp, &QTcpSocket::connected, this, [this] {
        QByteArray framed;
        append16(framed, int(m_wire.size())); // RFC 1035 4.2.2
        m_tcp.write(framed + m_wire);
    });
    connect(&m_tcp, &QTcpSocket::readyRead, this, &Exchange::onTcpBytes);
    connect(&m_tcp, &QTcpSocket::errorOccurred, this, &Exchange::onTcpError);
}

void Exchange::start()
{
    m_sinceStart.start();
    if (m_reply.query.carrier == Carrier::TcpOnly)
        startTcp();
    else
        startUdp();
}

void Exchange::startUdp()
{
    // A connected socket takes datagrams from this address and port only, and hears of ICMP errors.
    m_udp.connectToHost(m_reply.query.server.address, m_reply.query.server.port);
    if (m_udp.state() == QAbstractSocket::ConnectedState)
        sendTry();
    else
        end(DnsFailure::Kind::Unreachable, m_udp.errorString());
}

void Exchange::sendTry()
{
    ++m_reply.triesUsed;
    m_timer.start(m_reply.query.timeout);
    if (m_udp.write(m_wire) < 0)
        end(DnsFailure::Kind::Unreachable, m_udp.errorString());
}

void Exchange::startTcp()
{
    ++m_reply.triesUsed;
    m_reply.cameByTcp = true;
    m_tcpBytes.clear();
    m_timer.start(m_reply.query.timeout);
    m_tcp.connectToHost(m_reply.query.server.address, m_reply.query.server.port);
}

void Exchange::onTimeout()
{
    if (m_sawGarbage)
        retryOrEnd(DnsFailure::Kind::Malformed, m_garbage);
    else
        retryOrEnd(DnsFailure::Kind::NoAnswer, {});
}

void Exchange::retryOrEnd(DnsFailure::Kind kind, const QString &detail)
{
    if (m_reply.triesUsed >= m_reply.query.tries) {
        end(kind, detail);
    } else if (m_reply.cameByTcp) {
        m_tcp.abort();
        startTcp();
    } else {
        sendTry();
    }
}

void Exchange::onDatagram()
{
    // Not hasPendingDatagrams(): its peek swallows the ICMP error (Qt 6.4).
    while (!m_isEnded && !m_reply.cameByTcp) {
        QByteArray bytes(LongestMessage, Qt::Uninitialized);
        const qint64 size = m_udp.readDatagram(bytes.data(), bytes.size());
        if (size >= 0) {
            take(bytes.first(size));
        } else if (m_udp.error() == QAbstractSocket::ConnectionRefusedError) {
            end(DnsFailure::Kind::Unreachable, m_udp.errorString());
        } else {
            return;
        }
    }
}

void Exchange::onTcpBytes()
{
    m_tcpBytes += m_tcp.readAll();
    while (!m_isEnded && m_tcpBytes.size() >= 2) {
        const int length = WireReader(m_tcpBytes).number16();
        if (m_tcpBytes.size() < length + 2)
            return;
        const QByteArray message = m_tcpBytes.mid(2, length);
        m_tcpBytes.remove(0, length + 2);
        take(message);
    }
}

void Exchange::onTcpError(QAbstractSocket::SocketError error)
{
    if (m_isEnded)
        return;
    const QString detail = m_tcp.errorString();
    if (isRefusal(error))
        end(DnsFailure::Kind::Unreachable, detail);
    else if (m_sawGarbage)
        end(DnsFailure::Kind::Malformed, m_garbage);
    else
        end(DnsFailure::Kind::NoAnswer, detail); // closed without an answer
}

bool Exchange::take(const QByteArray &bytes)
{
    if (m_isEnded || WireReader(bytes).number16() != m_id)
        return false;
    const Result<Message> message = parseMessage(bytes);
    if (!message) {
        // It may be forged: the true answer may still come.
        m_sawGarbage = true;
        m_garbage = std::get<DnsFailure>(message.failure()).detail;
        return false;
    }
    if (!isAnswerTo(m_reply.query, *message))
        return false;
    const bool goesOn = message->isTruncated && !m_reply.cameByTcp && m_reply.query.carrier == Carrier::UdpThenTcp;
    if (goesOn) {
        m_reply.triesUsed = 0;
        startTcp();
    } else {
        end(message);
    }
    return true;
}

void Exchange::end(DnsFailure::Kind kind, const QString &detail)
{
    end(failureOf(m_reply.query, kind, detail));
}

void Exchange::end(Result<Message> message)
{
    if (m_isEnded)
        return;
    m_isEnded = true;
    m_timer.stop();
    m_reply.roundTrip = std::chrono::milliseconds(m_sinceStart.elapsed());
    m_reply.message = std::move(message);
    m_udp.abort();
    m_tcp.abort();
    m_finished();
}

} // namespace cw::dns
