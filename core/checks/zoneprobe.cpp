// SPDX-License-Identifier: MIT
#include "checks/zoneprobe.h"

#include <QRandomGenerator>

#include <cctype>

namespace cw::checks
{

namespace
{

constexpr auto UnknownType = dns::Type(65280);
constexpr int TriesOfProbes = 2;

struct Probe {
    dns::Reply ServerProbe::*reply;
    dns::Query query;
};

// What every server is asked, in the order of the members.
QList<Probe> probesFor(dns::Resolver &resolver, const dns::Zone &zone, const dns::Name &missing,
    const QHostAddress &address)
{
    const dns::Question soa{zone.apex, dns::Type::SOA};
    dns::QueryFlags plain;
    plain.edns = false;
    plain.dnssecOk = false;
    dns::QueryFlags newer;
    newer.ednsVersion = 1;
    dns::QueryFlags option;
    option.hasUnknownOption = true;
    QList<Probe> probes{
        {&ServerProbe::soa, resolver.queryFor(soa, address)},
        {&ServerProbe::mixedCase, resolver.queryFor({inMixedCase(zone.apex), dns::Type::SOA}, address)},
        {&ServerProbe::withoutEdns, resolver.queryFor(soa, address, plain)},
        {&ServerProbe::ednsVersion1, resolver.queryFor(soa, address, newer)},
        {&ServerProbe::unknownOption, resolver.queryFor(soa, address, option)},
        {&ServerProbe::overTcp, resolver.queryFor(soa, address)},
        {&ServerProbe::unknownType, resolver.queryFor({zone.apex, UnknownType}, address)},
        {&ServerProbe::missingName, resolver.queryFor({missing, dns::Type::TXT}, address)},
    };
    for (qsizetype i = 1; i < probes.size(); ++i)
        probes[i].query.tries = std::min(probes.at(i).query.tries, TriesOfProbes);
    probes[5].query.carrier = dns::Carrier::TcpOnly;
    return probes;
}

} // namespace

dns::Name inMixedCase(const dns::Name &name)
{
    QList<QByteArray> labels = name.labels();
    bool isUpper = true;
    for (QByteArray &label : labels) {
        for (char &c : label) {
            if (!std::isalpha(uchar(c)))
                continue;
            c = char(isUpper ? std::toupper(uchar(c)) : std::tolower(uchar(c)));
            isUpper = !isUpper;
        }
    }
    return dns::Name::fromLabels(labels).value_or(name);
}

QByteArray unusedLabel()
{
    static const QByteArray label
        = "_certwright-" + QByteArray::number(QRandomGenerator::system()->generate(), 16).rightJustified(8, '0');
    return label;
}

QList<ZoneProbe> probeZones(dns::Resolver &resolver, const QList<dns::Zone> &zones, CancelToken &token)
{
    QList<ZoneProbe> probed;
    QList<dns::Query> queries;
    for (const dns::Zone &zone : zones) {
        ZoneProbe probe{zone, zone.apex.child(unusedLabel()).value_or(zone.apex), {}};
        for (const dns::ServerAddress &server : zone.servers) {
            probe.servers.append(ServerProbe{server, {}, {}, {}, {}, {}, {}, {}, {}});
            for (const Probe &one : probesFor(resolver, zone, probe.missingName, server.address))
                queries.append(one.query);
        }
        probed.append(probe);
    }
    const QList<dns::Reply> replies = resolver.askAll(queries, token);
    qsizetype next = 0;
    for (ZoneProbe &probe : probed) {
        for (ServerProbe &server : probe.servers) {
            for (const Probe &one : probesFor(resolver, probe.zone, probe.missingName, server.server.address))
                server.*one.reply = replies.at(next++);
        }
    }
    return probed;
}

} // namespace cw::checks
