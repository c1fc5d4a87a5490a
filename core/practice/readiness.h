// SPDX-License-Identifier: MIT
#pragma once

#include "practice/freeports.h"
#include "practice/localsocket.h"

#include <QByteArray>

#include <memory>

namespace cw::practice
{

// Finds out whether a server answers, without ever waiting: look again until it says yes.
class DnsProbe
{
public:
    // Asks for the SOA record of `zone`.
    DnsProbe(quint16 port, const QByteArray &zone);
    bool hasAnswered();

private:
    quint16 m_port;
    QByteArray m_question;
    std::unique_ptr<LocalSocket> m_socket;
};

class TcpProbe
{
public:
    explicit TcpProbe(quint16 port) : m_port(port) { }
    bool hasAnswered();

private:
    quint16 m_port;
    std::unique_ptr<LocalSocket> m_socket;
};

// All servers of a lab. The resolver is asked only when the name server answers: it would remember that it does not.
class Readiness
{
public:
    Readiness(const LabPorts &ports, const QByteArray &zone);
    bool isComplete();

private:
    DnsProbe m_dns;
    DnsProbe m_resolver;
    TcpProbe m_acme;
    TcpProbe m_management;
    bool m_hasDns = false;
    bool m_hasResolver = false;
    bool m_hasAcme = false;
    bool m_hasManagement = false;
};

} // namespace cw::practice
