// SPDX-License-Identifier: MIT
#include "practice/labfiles.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace cw::practice
{

namespace
{

// Short: whoever practises must not wait for a cache. The last number of the SOA is how long "does not exist" is kept.
constexpr char ZoneTemplate[] = R"($TTL 5
@ SOA %1 hostmaster.%1 ( 1 60 30 86400 5 )
@ NS %1
)";

constexpr char RootZone[] = R"(a.root-servers.net. A 127.0.0.1
test. NS ns.nic.test.
ns.nic.test. A 127.0.0.1
)";

constexpr char TopZone[] = R"(ns.nic A 127.0.0.1
)";

constexpr char PracticeZone[] = R"(@ A 127.0.0.1
ns1 A 127.0.0.1
www A 127.0.0.1
)";

// A name whose validation record lives in another zone, as hosting companies and acme-dns do it.
constexpr char ExampleZone[] = R"(alias A 127.0.0.1
_acme-challenge.alias CNAME alias.auth.test.
)";

constexpr char NamedTemplate[] = R"(include "%2";
controls { };
options {
    directory ".";
    pid-file none;
    lock-file none;
    session-keyfile none;
    listen-on port %1 { 127.0.0.1; };
    listen-on-v6 { none; };
    recursion no;
    dnssec-validation no;
    empty-zones-enable no;
    notify no;
    minimal-responses no;
    allow-transfer { key practice; };
    max-journal-size 1m;
};
)";

constexpr char NamedZoneTemplate[] = R"(zone "%1" { type primary; file "%2"; %3 };
)";

// "test." is answered by unbound itself unless told otherwise (RFC 6761), and it asks no server on loopback by default.
// Validating, but without a trust anchor: our root is signed by nobody.
constexpr char UnboundTemplate[] = R"(server:
    directory: "."
    chroot: ""
    username: ""
    pidfile: ""
    use-syslog: no
    logfile: ""
    interface: 127.0.0.1
    port: %1
    access-control: 127.0.0.0/8 allow
    do-ip6: no
    do-not-query-localhost: no
    module-config: "validator iterator"
    local-zone: "test." nodefault
    num-threads: 1
    outgoing-range: 64
    num-queries-per-thread: 32
    msg-cache-size: 1m
    rrset-cache-size: 1m
    key-cache-size: 1m
    neg-cache-size: 1m
    cache-max-ttl: 5
    cache-max-negative-ttl: 2
    ede: yes
remote-control:
    control-enable: no
)";

// One a zone: unbound follows a delegation to port 53, but these zones are served elsewhere.
constexpr char StubTemplate[] = R"(stub-zone:
    name: "%1"
    stub-addr: 127.0.0.1@%2
    stub-prime: no
)";

constexpr char TsigKeyTemplate[] = R"(key "practice" {
    algorithm hmac-sha256;
    secret "%1";
};
)";

QString text(const char *latin1)
{
    return QString::fromLatin1(latin1);
}

QString delegations()
{
    QString lines;
    for (const QString &zone : practiceZones())
        lines += QStringLiteral("%1. NS ns1.%1.\nns1.%1. A 127.0.0.1\n").arg(zone);
    return lines;
}

LabFile zoneFile(const QString &name, const QString &primaryServer, const QString &records)
{
    return {name + QStringLiteral(".zone"), (text(ZoneTemplate).arg(primaryServer) + records).toUtf8()};
}

QString namedConfiguration(quint16 port)
{
    QString lines = text(NamedTemplate).arg(port).arg(text(TsigKeyFileName));
    lines += text(NamedZoneTemplate).arg(QStringLiteral("."), QStringLiteral("root.zone"), QString());
    lines += text(NamedZoneTemplate).arg(QStringLiteral("test"), QStringLiteral("test.zone"), QString());
    for (const QString &zone : practiceZones())
        lines += text(NamedZoneTemplate)
                     .arg(zone, zone + QStringLiteral(".zone"), QStringLiteral("allow-update { key practice; };"));
    return lines;
}

QString unboundConfiguration(const LabPorts &ports)
{
    QString lines = text(UnboundTemplate).arg(ports.resolver);
    const QStringList served = QStringList {QStringLiteral("."), QStringLiteral("test.")} + practiceZones();
    for (const QString &zone : served)
        lines += text(StubTemplate).arg(zone).arg(ports.dns);
    return lines;
}

QByteArray pebbleConfiguration(const LabPorts &ports)
{
    const QJsonObject settings {
        {QStringLiteral("listenAddress"), QStringLiteral("127.0.0.1:%1").arg(ports.acme)},
        {QStringLiteral("managementListenAddress"), QStringLiteral("127.0.0.1:%1").arg(ports.management)},
        {QStringLiteral("certificate"), QStringLiteral("https.pem")},
        {QStringLiteral("privateKey"), QStringLiteral("https.key")},
        {QStringLiteral("httpPort"), 5002},
        {QStringLiteral("tlsPort"), 5001},
        {QStringLiteral("ocspResponderURL"), QString()},
        {QStringLiteral("externalAccountBindingRequired"), false},
    };
    return QJsonDocument(QJsonObject {{QStringLiteral("pebble"), settings}}).toJson();
}

} // namespace

const QStringList &practiceZones()
{
    static const QStringList zones {QStringLiteral("example.test"), QStringLiteral("auth.test"),
                                    QStringLiteral("xn--bcher-kva.test")};
    return zones;
}

QList<LabFile> labFiles(const LabPorts &ports, const QByteArray &tsigSecret)
{
    QList<LabFile> files {
        {text(TsigKeyFileName), text(TsigKeyTemplate).arg(QString::fromLatin1(tsigSecret)).toUtf8()},
        {QStringLiteral("named.conf"), namedConfiguration(ports.dns).toUtf8()},
        {QStringLiteral("unbound.conf"), unboundConfiguration(ports).toUtf8()},
        {QStringLiteral("pebble.json"), pebbleConfiguration(ports)},
        zoneFile(QStringLiteral("root"), QStringLiteral("a.root-servers.net."), text(RootZone)),
        zoneFile(QStringLiteral("test"), QStringLiteral("ns.nic.test."), text(TopZone) + delegations()),
    };
    for (const QString &zone : practiceZones()) {
        const bool hasAlias = zone == practiceZones().first();
        files.append(zoneFile(zone, QStringLiteral("ns1.%1.").arg(zone),
                              text(PracticeZone) + (hasAlias ? text(ExampleZone) : QString())));
    }
    return files;
}

} // namespace cw::practice
