// SPDX-License-Identifier: MIT
// What the servers of a zone say about the zone as a whole.
#include "checks/zonefindings.h"

#include "checks/evidence.h"
#include "checks/findingwords.h"
#include "checks/serials.h"

#include <QCoreApplication>

#include <algorithm>

namespace cw::checks
{

namespace
{

constexpr quint32 LongNegativeTtl = 300; // seconds: worth knowing
constexpr quint32 VeryLongNegativeTtl = 3600;

std::optional<dns::Soa> soaIn(const QList<dns::Record> &records)
{
    for (const dns::Record &record : records) {
        if (const auto soa = dns::soaOf(record))
            return soa;
    }
    return std::nullopt;
}

std::optional<quint32> serialOf(const dns::Reply &reply)
{
    const auto soa = reply.message ? soaIn(reply.message->answer) : std::nullopt;
    return soa ? std::optional(soa->serial) : std::nullopt;
}

// The newest serial among the answers, in the order of RFC 1982.
std::optional<quint32> newestSerial(const ZoneProbe &probe)
{
    std::optional<quint32> newest;
    for (const ServerProbe &one : probe.servers) {
        const auto serial = serialOf(one.soa);
        if (serial && (!newest || isNewerSerial(*serial, *newest)))
            newest = serial;
    }
    return newest;
}

void addSerials(const ZoneProbe &probe, QList<Finding> &findings)
{
    const auto newest = newestSerial(probe);
    if (!newest)
        return;
    QStringList late;
    QList<dns::ServerAddress> servers;
    QList<Evidence> evidence;
    for (const ServerProbe &one : probe.servers) {
        const auto serial = serialOf(one.soa);
        if (!serial)
            continue;
        evidence.append(evidenceOf(one.soa));
        if (*serial == *newest)
            continue;
        late.append(words(QT_TRANSLATE_NOOP("checks", "%1 has serial %2, %3 behind"))
                        .arg(labelOf(one.server), QString::number(*serial),
                            QString::number(*newest - *serial)));
        servers.append(one.server);
    }
    Finding made = makeFinding("serial", late.isEmpty() ? Severity::Ok : Severity::Warning,
        late.isEmpty() ? "" : "propagation_too_early", probe.zone.apex);
    made.evidence = evidence;
    if (late.isEmpty()) {
        made.saw = words(QT_TRANSLATE_NOOP("checks", "All name servers of %1 that answer have the serial %2."))
                       .arg(probe.zone.apex.toString(), QString::number(*newest));
    } else {
        if (servers.size() == 1)
            made.server = labelOf(servers.first());
        made.saw = words(QT_TRANSLATE_NOOP(
                             "checks", "The name servers of %1 have different versions of the zone; the newest is %2: %3."))
                       .arg(probe.zone.apex.toString(), QString::number(*newest), late.join(QStringLiteral("; ")));
        made.means = words(QT_TRANSLATE_NOOP("checks",
            "A record that is added now may reach these servers late or never, and the authority asks any of them."));
        made.todo = {words(QT_TRANSLATE_NOOP("checks",
                               "See whether the zone transfer to %1 works: NOTIFY, allow-transfer, TCP port 53, and the "
                               "log of the server."))
                         .arg(labelsOf(servers))};
    }
    findings.append(made);
}

// Two answers of one address that differ: there is more than one server behind it.
void addPools(const ZoneProbe &probe, QList<Finding> &findings)
{
    QList<dns::ServerAddress> servers;
    QList<Evidence> evidence;
    for (const ServerProbe &one : probe.servers) {
        QList<quint32> serials;
        for (const dns::Reply *reply : {&one.soa, &one.mixedCase, &one.withoutEdns, &one.unknownOption, &one.overTcp}) {
            const auto serial = serialOf(*reply);
            if (!serial || serials.contains(*serial))
                continue;
            serials.append(*serial);
            if (serials.size() > 1)
                evidence += {evidenceOf(one.soa), evidenceOf(*reply)};
        }
        if (serials.size() > 1)
            servers.append(one.server);
    }
    if (servers.isEmpty())
        return;
    Finding made = makeFinding("pool", Severity::Warning, "propagation_too_early", probe.zone.apex);
    if (servers.size() == 1)
        made.server = labelOf(servers.first());
    made.saw = words(QT_TRANSLATE_NOOP("checks",
                         "%1 answers with one version of %2 now and with another a moment later."))
                   .arg(labelsOf(servers), probe.zone.apex.toString());
    made.means = words(QT_TRANSLATE_NOOP("checks",
        "Several servers share this address and are not of the same state, or the zone is being changed just now."));
    made.todo = {words(QT_TRANSLATE_NOOP("checks", "Check again in a minute; if it stays, tell the operator."))};
    made.evidence = evidence;
    findings.append(made);
}

void addNegativeTtl(const ZoneProbe &probe, QList<Finding> &findings)
{
    quint32 longest = 0;
    std::optional<dns::Reply> shown;
    for (const ServerProbe &one : probe.servers) {
        if (!one.missingName.message)
            continue;
        for (const dns::Record &record : one.missingName.message->authority) {
            const auto soa = dns::soaOf(record);
            const quint32 ttl = soa ? std::min(record.ttl, soa->minimum) : 0; // RFC 2308 5
            if (soa && (!shown || ttl > longest)) {
                longest = ttl;
                shown = one.missingName;
            }
        }
    }
    if (!shown)
        return;
    const Severity severity = longest > VeryLongNegativeTtl ? Severity::Warning
        : longest > LongNegativeTtl                         ? Severity::Info
                                                            : Severity::Ok;
    Finding made = makeFinding(
        "negative_ttl", severity, severity == Severity::Warning ? "negative_cache" : "", probe.zone.apex);
    made.saw = QCoreApplication::translate("checks",
        "Resolvers remember for %n second(s) that a name in %1 does not exist.", nullptr, int(longest))
                   .arg(probe.zone.apex.toString());
    if (severity != Severity::Ok) {
        made.means = words(QT_TRANSLATE_NOOP("checks",
            "Whoever asks for the record before it exists, by any resolver, may have to wait that long."));
        made.todo = {words(QT_TRANSLATE_NOOP("checks",
                               "Ask nobody for the record before it is on all name servers. A smaller minimum (the last "
                               "number of the SOA record of %1) makes it shorter."))
                         .arg(probe.zone.apex.toString())};
    }
    made.evidence = {evidenceOf(*shown)};
    findings.append(made);
}

void addAddresses(const ZoneProbe &probe, bool isPublic, QList<Finding> &findings)
{
    QList<dns::ServerAddress> hidden;
    bool hasIpv4 = false;
    for (const dns::ServerAddress &server : probe.zone.servers) {
        hasIpv4 = hasIpv4 || server.address.protocol() == QAbstractSocket::IPv4Protocol;
        if (isPrivateAddress(server.address))
            hidden.append(server);
    }
    if (isPublic && !hidden.isEmpty()) {
        const bool isAll = hidden.size() == probe.zone.servers.size();
        Finding made = makeFinding("addresses", isAll ? Severity::Fail : Severity::Warning,
            "delegation_wrong_or_lame", probe.zone.apex);
        if (hidden.size() == 1)
            made.server = labelOf(hidden.first());
        made.saw = words(QT_TRANSLATE_NOOP("checks", "Name servers of %1 with an address of a private network: %2."))
                       .arg(probe.zone.apex.toString(), labelsOf(hidden));
        made.means = isAll
            ? words(QT_TRANSLATE_NOOP("checks", "Nobody outside that network can ask them, a public authority neither."))
            : words(QT_TRANSLATE_NOOP("checks", "Nobody outside that network can ask them; the others do all the work."));
        made.todo = {words(QT_TRANSLATE_NOOP(
            "checks", "Give the name servers public addresses at the registrar, or take these out of the list."))};
        findings.append(made);
    }
    if (!hasIpv4 && !probe.zone.servers.isEmpty()) {
        Finding made = makeFinding("ipv6", Severity::Warning, "delegation_wrong_or_lame", probe.zone.apex);
        made.saw = words(QT_TRANSLATE_NOOP("checks", "The name servers of %1 have IPv6 addresses only."))
                       .arg(probe.zone.apex.toString());
        made.means = words(QT_TRANSLATE_NOOP("checks",
            "Authorities look from several places; where there is no IPv6, they cannot ask these servers."));
        made.todo = {words(QT_TRANSLATE_NOOP("checks", "Add a name server that has an IPv4 address."))};
        findings.append(made);
    }
    if (probe.zone.servers.size() == 1) {
        Finding made = makeFinding("addresses", Severity::Info, "", probe.zone.apex);
        made.saw = words(QT_TRANSLATE_NOOP("checks", "%1 has one name server address only: %2."))
                       .arg(probe.zone.apex.toString(), labelOf(probe.zone.servers.first()));
        made.means = words(QT_TRANSLATE_NOOP("checks", "If it is down for a moment, the authority gets no answer."));
        findings.append(made);
    }
}

void addHiddenPrimary(const ZoneProbe &probe, QList<Finding> &findings)
{
    const dns::Zone &zone = probe.zone;
    const QList<dns::Name> &names = zone.childServers.isEmpty() ? zone.parentServers : zone.childServers;
    if (zone.soa.primary.isRoot() || names.isEmpty() || names.contains(zone.soa.primary))
        return;
    Finding made = makeFinding("serial", Severity::Info, "", zone.apex);
    made.saw = words(QT_TRANSLATE_NOOP("checks", "The primary name server of %1, %2, is not in the list of name servers."))
                   .arg(zone.apex.toString(), zone.soa.primary.toString());
    made.means = words(QT_TRANSLATE_NOOP("checks",
        "A hidden primary is no fault: changes are made there, and seen when the listed servers have fetched them."));
    findings.append(made);
}

} // namespace

QList<Finding> stateFindings(const ZoneProbe &probe, bool isPublic)
{
    QList<Finding> findings;
    addAddresses(probe, isPublic, findings);
    addSerials(probe, findings);
    addHiddenPrimary(probe, findings);
    addPools(probe, findings);
    addNegativeTtl(probe, findings);
    return findings;
}

bool isPrivateAddress(const QHostAddress &address)
{
    static const QList<QPair<QHostAddress, int>> networks{
        QHostAddress::parseSubnet(QStringLiteral("10.0.0.0/8")),
        QHostAddress::parseSubnet(QStringLiteral("172.16.0.0/12")),
        QHostAddress::parseSubnet(QStringLiteral("192.168.0.0/16")),
        QHostAddress::parseSubnet(QStringLiteral("100.64.0.0/10")),
        QHostAddress::parseSubnet(QStringLiteral("fc00::/7")),
    };
    return address.isLoopback() || address.isLinkLocal()
        || std::any_of(networks.cbegin(), networks.cend(),
            [&address](const auto &network) { return address.isInSubnet(network); });
}

} // namespace cw::checks
