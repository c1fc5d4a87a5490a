// SPDX-License-Identifier: MIT
#pragma once

#include "dns/resolver.h"

#include <QSet>

namespace cw::dns
{

// A question that any server of a zone may answer.
struct ZoneQuestion {
    Name apex;
    QList<ServerAddress> servers;
    Question question;
};

// What the first server with a usable answer said; or why none did.
struct Heard {
    Result<Message> message = Failure(Canceled());
    ServerAddress from;
};

// Asks the servers of zones with RD=0 until one gives a usable answer: with authority, or a delegation further down.
// First one server, then the others side by side, then all again as often as the settings say. Remembers who is silent.
class ServerPanel
{
public:
    enum class Patience { Short, Full }; // short: every server once

    ServerPanel(DnsTransport &transport, const DnsSettings &settings) : m_transport(transport), m_settings(settings) { }

    QList<Heard> ask(const QList<ZoneQuestion> &questions, Patience patience, CancelToken &token);
    // From now on nobody is asked: DnsFailure Unreachable for everything.
    void leaveServersOut() { m_areServersLeftOut = true; }
    bool areServersLeftOut() const { return m_areServersLeftOut; }

private:
    struct Round;
    struct Inquiry;
    void askRound(Inquiry &inquiry, const Round &round, CancelToken &token);
    void take(Inquiry &inquiry, qsizetype i, const ServerAddress &server, const Reply &reply);
    QList<ServerAddress> inOrderOfTrust(QList<ServerAddress> servers) const;

    DnsTransport &m_transport;
    const DnsSettings &m_settings;
    QSet<QHostAddress> m_silent;
    bool m_areServersLeftOut = false;
};

// The NS records by which a server sends us to a zone below `apex`, at or above `name`; empty when it does not.
QList<Record> delegationIn(const Message &message, const Name &apex, const Name &name);

// "ns1.example.org (192.0.2.1)"
QString serverText(const ServerAddress &server, quint16 port);

} // namespace cw::dns
