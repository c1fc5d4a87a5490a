// SPDX-License-Identifier: MIT
#include "publish/updateserver.h"

namespace cw::publish
{

namespace
{

UpdateServer serverAt(const dns::Name &host, const QHostAddress &address, quint16 port)
{
    const dns::Endpoint endpoint {address, port};
    return {endpoint, QStringLiteral("%1 (%2)").arg(host.withoutFinalDot(), endpoint.toString())};
}

QList<UpdateServer> serversOfHost(dns::Resolver &resolver, const dns::Name &host, quint16 port, CancelToken &token)
{
    QList<UpdateServer> servers;
    const QList<dns::Question> questions {{host, dns::Type::A}, {host, dns::Type::AAAA}};
    for (const dns::Reply &reply : resolver.askRecursiveAll(questions, {}, token)) {
        for (const dns::Record &record : reply.message ? reply.message->answer : QList<dns::Record>()) {
            const QHostAddress address(dns::addressOf(record));
            if (!address.isNull())
                servers.append(serverAt(host, address, port));
        }
    }
    return servers;
}

QList<UpdateServer> serversOfSettings(dns::Resolver &resolver, const QString &server, quint16 port, CancelToken &token)
{
    const QHostAddress literal(server);
    if (!literal.isNull()) {
        const dns::Endpoint endpoint {literal, port};
        return {{endpoint, endpoint.toString()}};
    }
    const std::optional<dns::Name> host = dns::Name::parse(server);
    return host ? serversOfHost(resolver, *host, port, token) : QList<UpdateServer>();
}

Failure noServer(const dns::Name &zone, const QString &server)
{
    PublishFailure failure;
    failure.kind = PublishFailure::Kind::NoServer;
    failure.zone = zone.withoutFinalDot();
    failure.server = server;
    return failure;
}

} // namespace

Result<UpdateServers> findUpdateServers(dns::Resolver &resolver, const QString &wanted, quint16 wantedPort,
                                        const dns::Name &zoneName, CancelToken &token)
{
    const quint16 port = wantedPort != 0 ? wantedPort : resolver.settings().authoritativePort;
    UpdateServers found;
    if (!wanted.isEmpty()) {
        found.servers = serversOfSettings(resolver, wanted, port, token);
        if (token.isCanceled())
            return Failure(Canceled());
        if (found.servers.isEmpty())
            return noServer(zoneName, wanted);
        return found;
    }

    const Result<dns::Zone> zone = resolver.zoneOf(zoneName, token);
    if (!zone)
        return zone.failure();
    const dns::Name &primary = zone->soa.primary;
    found.source = UpdateServers::Source::Primary;
    for (const dns::ServerAddress &server : zone->servers) {
        if (server.host == primary)
            found.servers.append(serverAt(server.host, server.address, port));
    }
    if (found.servers.isEmpty() && !primary.isRoot())
        found.servers = serversOfHost(resolver, primary, port, token);
    if (found.servers.isEmpty()) {
        found.source = UpdateServers::Source::AnyNameServer;
        for (const dns::ServerAddress &server : zone->servers)
            found.servers.append(serverAt(server.host, server.address, port));
    }
    if (token.isCanceled())
        return Failure(Canceled());
    if (found.servers.isEmpty())
        return noServer(zoneName, primary.withoutFinalDot());
    return found;
}

} // namespace cw::publish
