// SPDX-License-Identifier: MIT
#include "issuance/watchmemory.h"

#include "store/jsonfields.h"

namespace cw::issuance
{

namespace
{

using checks::NameSight;
using checks::ServerSight;

constexpr int LongestSilence = 60; // seconds

QJsonObject serverToJson(const ServerSight &server)
{
    QJsonObject json {
        {QStringLiteral("server"), server.server},
        {QStringLiteral("address"), server.address},
        {QStringLiteral("state"), checks::seenStateName(server.state)},
    };
    if (server.rcode >= 0)
        json.insert(QStringLiteral("rcode"), server.rcode);
    if (server.serial)
        json.insert(QStringLiteral("serial"), qint64(*server.serial));
    if (server.behind > 0)
        json.insert(QStringLiteral("behind"), qint64(server.behind));
    if (server.isOwnValueSeen)
        json.insert(QStringLiteral("own"), true);
    if (server.isHarmless)
        json.insert(QStringLiteral("harmless"), true);
    return json;
}

ServerSight serverFromJson(const QJsonObject &json)
{
    ServerSight server;
    server.server = json[u"server"].toString();
    server.address = json[u"address"].toString();
    server.state = checks::seenStateFromName(json[u"state"].toString());
    server.rcode = json[u"rcode"].toInt(-1);
    if (json.contains(u"serial"))
        server.serial = quint32(json[u"serial"].toInteger());
    server.behind = quint32(json[u"behind"].toInteger());
    server.isOwnValueSeen = json[u"own"].toBool();
    server.isHarmless = json[u"harmless"].toBool();
    return server;
}

QJsonArray serversToJson(const QList<ServerSight> &servers)
{
    QJsonArray array;
    for (const ServerSight &server : servers)
        array.append(serverToJson(server));
    return array;
}

QList<ServerSight> serversFromJson(const QJsonArray &array)
{
    QList<ServerSight> servers;
    for (const QJsonValue &value : array)
        servers.append(serverFromJson(value.toObject()));
    return servers;
}

QJsonObject nameToJson(const NameSight &name)
{
    QJsonArray expected;
    for (const QByteArray &value : name.expected)
        expected.append(QString::fromLatin1(value));
    return {
        {QStringLiteral("name"), name.identifier},
        {QStringLiteral("owner"), name.owner.toString()},
        {QStringLiteral("zone"), name.zone.toString()},
        {QStringLiteral("expected"), expected},
        {QStringLiteral("complete"), name.isComplete},
        {QStringLiteral("cause"), name.cause},
        {QStringLiteral("detail"), name.detail},
        {QStringLiteral("todo"), store::stringsToJson(name.todo)},
        {QStringLiteral("servers"), serversToJson(name.servers)},
        {QStringLiteral("resolvers"), serversToJson(name.resolvers)},
    };
}

NameSight nameFromJson(const QJsonObject &json)
{
    NameSight name;
    name.identifier = json[u"name"].toString();
    name.owner = dns::Name::parse(json[u"owner"].toString()).value_or(dns::Name());
    name.zone = dns::Name::parse(json[u"zone"].toString()).value_or(dns::Name());
    const QJsonArray expected = json[u"expected"].toArray();
    for (const QJsonValue &value : expected)
        name.expected.append(value.toString().toLatin1());
    name.isComplete = json[u"complete"].toBool();
    name.cause = json[u"cause"].toString();
    name.detail = json[u"detail"].toString();
    name.todo = store::stringsFromJson(json[u"todo"]);
    name.servers = serversFromJson(json[u"servers"].toArray());
    name.resolvers = serversFromJson(json[u"resolvers"].toArray());
    return name;
}

QJsonArray namesToJson(const checks::Look &look)
{
    QJsonArray names;
    for (const NameSight &name : look.names)
        names.append(nameToJson(name));
    return names;
}

} // namespace

QJsonObject watchToJson(const WatchState &watch)
{
    if (!watch.look)
        return {};
    QJsonArray history;
    for (const SeenCount &count : watch.history)
        history.append(QJsonArray {count.time.toSecsSinceEpoch(), count.seen, count.total});
    return {
        {QStringLiteral("time"), store::timeToJson(watch.look->time)},
        {QStringLiteral("started"), store::timeToJson(watch.started)},
        {QStringLiteral("names"), namesToJson(*watch.look)},
        {QStringLiteral("history"), history},
    };
}

WatchState watchFromJson(const QJsonObject &json)
{
    WatchState watch;
    checks::Look look;
    look.time = store::timeFromJson(json[u"time"]);
    const QJsonArray names = json[u"names"].toArray();
    for (const QJsonValue &name : names)
        look.names.append(nameFromJson(name.toObject()));
    if (!look.time.isValid() || look.names.isEmpty())
        return watch;
    watch.look = look;
    watch.isLookOld = true;
    watch.started = store::timeFromJson(json[u"started"]);
    const QJsonArray history = json[u"history"].toArray();
    for (const QJsonValue &value : history) {
        const QJsonArray point = value.toArray();
        watch.history.append({QDateTime::fromSecsSinceEpoch(point[0].toInteger(), Qt::UTC), point[1].toInt(), point[2].toInt()});
    }
    return watch;
}

bool isWorthKeeping(const checks::Look &look, const QJsonObject &kept)
{
    const QDateTime time = store::timeFromJson(kept[u"time"]);
    return !time.isValid() || time.secsTo(look.time) >= LongestSilence || kept[u"names"].toArray() != namesToJson(look);
}

} // namespace cw::issuance
