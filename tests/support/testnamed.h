// SPDX-License-Identifier: MIT
#pragma once

#include "crypto/certificate.h"
#include "dns/dnstransport.h"
#include "dns/tsig.h"

#include <QProcess>
#include <QTemporaryDir>

#include <optional>

namespace cw::test
{

// A real BIND 9 (`named`, Debian package bind9) on 127.0.0.1 and a free port, with zones and keys of its own, as an ordinary
// process in a temporary folder. Ends with the object. start() fails the test, with named's words, when it does not answer.
// Only 127.0.0.1: named does not listen on the other addresses of 127.0.0.0/8 unless the interface lists them.
class TestNamed
{
public:
    struct Zone {
        QByteArray apex; // "example.org"
        QByteArray text; // zone file; "$TTL 60" and, where there is none, "@ SOA ns hostmaster 1 ..." are put in front
        QByteArray updateKeys; // names of the keys that may update it, separated by blanks
    };

    ~TestNamed();

    void addKey(const dns::TsigKey &key) { m_keys.append(key); }
    void addZone(const Zone &zone) { m_zones.append(zone); }
    // Answers DNS over HTTPS as well (HTTP/2, path /dns-query), on a port of its own.
    void addHttps(const crypto::LocalTls &tls) { m_tls = tls; }
    bool start();
    void stop();

    quint16 port() const { return m_port; }
    quint16 httpsPort() const { return m_httpsPort; }
    // Itself as the resolver, and as authoritative port: for a named that has the root zone, too.
    dns::DnsSettings settings() const;
    // All TXT values at `name`, sorted.
    QList<QByteArray> textsAt(const char *name) const;

private:
    QByteArray configuration() const;
    void writeFile(const QString &name, const QByteArray &content) const;

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
    quint16 m_httpsPort = 0;
    std::optional<crypto::LocalTls> m_tls;
    QList<dns::TsigKey> m_keys;
    QList<Zone> m_zones;
};

} // namespace cw::test
