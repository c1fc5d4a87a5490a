// SPDX-License-Identifier: MIT
#include "practice/readiness.h"

#include <QList>
#include <QtEndian>

namespace cw::practice
{

namespace
{

constexpr quint16 MessageId = 0x4357;
constexpr int HeaderSize = 12;

QByteArray soaQuestion(const QByteArray &zone)
{
    QByteArray message(HeaderSize, '\0');
    qToBigEndian<quint16>(MessageId, message.data());
    message[2] = 1; // RD
    message[5] = 1; // one question
    for (const QByteArray &label : zone.split('.')) {
        message.append(char(label.size()));
        message.append(label);
    }
    message.append(QByteArray("\0\0\6\0\1", 5)); // root, SOA, IN
    return message;
}

bool hasRecords(const QByteArray &answer)
{
    return answer.size() > HeaderSize && qFromBigEndian<quint16>(answer.constData()) == MessageId
        && (answer.at(2) & 0x80) != 0 && (answer.at(3) & 0x0f) == 0 && qFromBigEndian<quint16>(answer.constData() + 6) > 0;
}

} // namespace

DnsProbe::DnsProbe(quint16 port, const QByteArray &zone) : m_port(port), m_question(soaQuestion(zone)) { }

bool DnsProbe::hasAnswered()
{
    if (m_socket && hasRecords(m_socket->receive()))
        return true;
    // A socket that was refused once says so at its next call; a new one each time needs no care.
    m_socket = std::make_unique<LocalSocket>(LocalSocket::Kind::Udp);
    if (!m_socket->connectTo(m_port) || !m_socket->send(m_question))
        m_socket.reset();
    return false;
}

bool TcpProbe::hasAnswered()
{
    if (m_socket && m_socket->isConnected())
        return true;
    m_socket = std::make_unique<LocalSocket>(LocalSocket::Kind::Tcp);
    if (!m_socket->connectTo(m_port))
        m_socket.reset();
    return false;
}

Readiness::Readiness(const LabPorts &ports, const QByteArray &zone)
    : m_dns(ports.dns, zone)
    , m_resolver(ports.resolver, zone)
    , m_acme(ports.acme)
    , m_management(ports.management)
{
}

bool Readiness::isComplete()
{
    m_hasDns = m_hasDns || m_dns.hasAnswered();
    m_hasResolver = m_hasResolver || (m_hasDns && m_resolver.hasAnswered());
    m_hasAcme = m_hasAcme || m_acme.hasAnswered();
    m_hasManagement = m_hasManagement || m_management.hasAnswered();
    return m_hasDns && m_hasResolver && m_hasAcme && m_hasManagement;
}

} // namespace cw::practice
