// SPDX-License-Identifier: MIT
#include "ui/pages/watchtable.h"

#include "ui/pages/pagewords.h"
#include "ui/pages/watchcells.h"

#include <QCoreApplication>

namespace cw::ui
{

using checks::NameSight;
using checks::SeenState;
using checks::ServerSight;

namespace
{

struct WatchWords {
    Q_DECLARE_TR_FUNCTIONS(WatchWords)
};

int badness(const ServerSight &sight)
{
    if (isSeen(sight))
        return 0;
    switch (sight.state) {
    case SeenState::Seen:
        return 0;
    case SeenState::NotAsked:
        return -1; // of several addresses one that could be asked tells more
    case SeenState::Missing:
        return 2;
    case SeenState::Other:
        return 3;
    case SeenState::Error:
        return 4;
    case SeenState::NoAnswer:
        return 5;
    }
    return 0;
}

// A host with several addresses is as good as its worst address: the CA may ask any of them.
const ServerSight *worstOf(const QList<ServerSight> &sights, const QString &host)
{
    const ServerSight *worst = nullptr;
    for (const ServerSight &sight : sights) {
        if (sight.server == host && (!worst || badness(sight) > badness(*worst)))
            worst = &sight;
    }
    return worst;
}

const ServerSight *worstResolver(const QList<ServerSight> &sights, const QString &title)
{
    const ServerSight *worst = nullptr;
    for (const ServerSight &sight : sights) {
        if (resolverTitle(sight) == title && (!worst || badness(sight) > badness(*worst)))
            worst = &sight;
    }
    return worst;
}

MatrixGroup &groupOf(MatrixContent &content, const QString &zone)
{
    for (MatrixGroup &group : content.groups) {
        if (group.zone == zone)
            return group;
    }
    content.groups << MatrixGroup{zone, {}, {}};
    return content.groups.last();
}

// Columns first: they stay where they are while answers arrive.
MatrixContent columnsOf(const checks::Look &look)
{
    MatrixContent content;
    for (const NameSight &name : look.names) {
        for (const ServerSight &sight : name.resolvers) {
            if (!content.resolvers.contains(resolverTitle(sight)))
                content.resolvers << resolverTitle(sight);
        }
        MatrixGroup &group = groupOf(content, name.zone.withoutFinalDot());
        for (const ServerSight &sight : name.servers) {
            if (!group.servers.contains(sight.server))
                group.servers << sight.server;
        }
    }
    return content;
}

} // namespace

QString resolverTitle(const ServerSight &sight)
{
    // One that has only an address is one of this network; the public ones have names.
    const bool hasName
        = std::any_of(sight.server.begin(), sight.server.end(), [](QChar letter) { return letter.toLower() > u'f'; });
    return hasName ? sight.server : WatchWords::tr("This network", "column");
}

quint32 serialsBehind(const NameSight &name, const ServerSight &server)
{
    if (server.behind > 0)
        return server.behind;
    if (!server.serial)
        return 0;
    quint32 newest = *server.serial;
    for (const ServerSight &other : name.servers) {
        if (other.serial && qint32(*other.serial - newest) > 0)
            newest = *other.serial;
    }
    return newest - *server.serial;
}

Slip slipOf(const NameSight &name, const ServerSight &server)
{
    if (name.expected.isEmpty())
        return Slip::None;
    const QByteArray &own = name.expected.first();
    for (const QByteArray &value : server.found) {
        if (value == own)
            return Slip::None;
        if (value == '"' + own + '"')
            return Slip::ExtraQuotes;
        QByteArray joined = value;
        joined.replace(' ', QByteArray());
        const bool isCut = value.size() >= 8 && value.size() < own.size() && own.startsWith(value);
        if (joined == own || isCut)
            return Slip::SplitValue;
    }
    return name.cause == u"record_name_doubled" && server.state == SeenState::Missing ? Slip::WrongPlace : Slip::None;
}

WatchTable watchTable(const checks::Look &look, int port, const QDateTime &now)
{
    WatchTable table{columnsOf(look), 0, 0, false};
    const WatchMoment moment{look.time, now, port};
    for (const NameSight &name : look.names) {
        MatrixGroup &group = groupOf(table.content, name.zone.withoutFinalDot());
        MatrixRow row{readableName(name.identifier), {}, {}};
        const auto add = [&table](QList<MatrixCell> &cells, const MatrixCell &cell, const ServerSight *sight) {
            cells << cell;
            table.total += sight ? 1 : 0;
            table.seen += sight && isSeen(*sight) ? 1 : 0;
        };
        for (const QString &host : std::as_const(group.servers)) {
            const ServerSight *sight = worstOf(name.servers, host);
            add(row.servers, watchCell(name, sight, WatchColumn::Server, moment), sight);
        }
        for (const QString &title : std::as_const(table.content.resolvers)) {
            const ServerSight *sight = worstResolver(name.resolvers, title);
            add(row.resolvers, watchCell(name, sight, WatchColumn::Resolver, moment), sight);
            table.isCountingDown = table.isCountingDown || (sight && goneIn(*sight, moment).has_value());
        }
        group.rows << row;
    }
    return table;
}

} // namespace cw::ui
