// SPDX-License-Identifier: MIT
#include "ui/pages/watchtable.h"

#include "ui/pages/pagewords.h"

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

enum class Column { Server, Resolver };

bool isSeen(const ServerSight &sight)
{
    return sight.isOwnValueSeen || sight.state == SeenState::Seen;
}

int badness(const ServerSight &sight)
{
    if (isSeen(sight))
        return 0;
    switch (sight.state) {
    case SeenState::Seen:
        return 0;
    case SeenState::NotAsked:
        return 1;
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

void say(MatrixCell &cell, Tone tone, IconName icon, const QString &word)
{
    cell.tone = tone;
    cell.icon = icon;
    cell.word = word;
}

bool holdsOnlyOurs(const NameSight &name, const ServerSight &sight)
{
    return std::all_of(
        sight.found.begin(), sight.found.end(), [&](const QByteArray &value) { return name.expected.contains(value); });
}

void sayMissing(MatrixCell &cell, const NameSight &name, const ServerSight &sight, Column column)
{
    say(cell, column == Column::Server ? Tone::Warn : Tone::Pend, IconName::StateWait,
        WatchWords::tr("Not yet", "cell, at most 9 letters"));
    const quint32 behind = column == Column::Server ? serialsBehind(name, sight) : 0;
    if (behind > 0 && behind < 100)
        cell.sub = WatchWords::tr("serial %n behind", "cell, short", int(behind));
    else if (behind > 0)
        cell.sub = WatchWords::tr("older serial", "cell, short");
}

void sayState(MatrixCell &cell, const NameSight &name, const ServerSight &sight, Column column)
{
    switch (sight.isOwnValueSeen ? SeenState::Seen : sight.state) {
    case SeenState::Seen:
        return say(cell, Tone::Ok, IconName::StateOk, WatchWords::tr("Seen", "cell, at most 9 letters"));
    case SeenState::Missing:
        return sayMissing(cell, name, sight, column);
    case SeenState::Other:
        if (holdsOnlyOurs(name, sight))
            return sayMissing(cell, name, sight, column);
        return say(cell, Tone::Warn, IconName::StateWarn, WatchWords::tr("Other value", "cell, short"));
    case SeenState::Error:
        return say(cell, Tone::Fail, IconName::StateFail, dns::rcodeName(sight.rcode));
    case SeenState::NoAnswer:
        return say(cell, Tone::Fail, IconName::StateFail, WatchWords::tr("No answer", "cell, at most 9 letters"));
    case SeenState::NotAsked:
        return say(cell, Tone::Pend, IconName::StateSkip, WatchWords::tr("Not asked", "cell, at most 9 letters"));
    }
}

void saySlip(MatrixCell &cell, Slip slip)
{
    switch (slip) {
    case Slip::None:
        return;
    case Slip::WrongPlace:
        return say(cell, Tone::Fail, IconName::StateFail, WatchWords::tr("Wrong place", "cell, short"));
    case Slip::ExtraQuotes:
        return say(cell, Tone::Fail, IconName::StateFail, WatchWords::tr("Extra quotes", "cell, short"));
    case Slip::SplitValue:
        return say(cell, Tone::Fail, IconName::StateFail, WatchWords::tr("Split value", "cell, short"));
    }
}

QString answerText(const NameSight &name, const ServerSight &sight, Column column, int port)
{
    const QString where = sight.address.isEmpty() ? sight.server : sight.address;
    const QString portOption = column == Column::Server && port != 53 ? QStringLiteral(" -p %1").arg(port) : QString();
    QStringList lines{QStringLiteral("dig%1%2 TXT %3 @%4")
                          .arg(column == Column::Server ? QStringLiteral(" +norecurse") : QString(), portOption,
                              name.owner.toString(), where)};
    for (const QByteArray &value : sight.found)
        lines << QStringLiteral("%1 TXT \"%2\"").arg(name.owner.toString(), QString::fromLatin1(value));
    if (sight.state == SeenState::Error)
        lines << dns::rcodeName(sight.rcode);
    if (!sight.detail.isEmpty())
        lines << sight.detail;
    return lines.join(u'\n');
}

QString toolTipOf(const NameSight &name, const ServerSight &sight, Column column)
{
    if (sight.state == SeenState::NotAsked && column == Column::Resolver)
        return WatchWords::tr(
            "Resolvers are asked when all authoritative servers have the value; asked earlier they would keep the "
            "answer that there is none.");
    QStringList lines{sight.address.isEmpty() ? sight.server : sight.address};
    if (sight.serial)
        lines << WatchWords::tr("Serial %1").arg(*sight.serial);
    for (const QByteArray &value : sight.found)
        lines << (name.expected.contains(value)
                ? WatchWords::tr("%1 (ours)", "TXT value").arg(QString::fromLatin1(value))
                : QString::fromLatin1(value));
    lines << sight.detail;
    lines.removeAll(QString());
    return lines.join(u'\n');
}

MatrixCell cellOf(const NameSight &name, const ServerSight *sight, Column column, int port)
{
    MatrixCell cell;
    if (!sight)
        return cell;
    sayState(cell, name, *sight, column);
    if (column == Column::Server && !isSeen(*sight))
        saySlip(cell, slipOf(name, *sight));
    cell.toolTip = toolTipOf(name, *sight, column);
    if (sight->state != SeenState::NotAsked)
        cell.copyText = answerText(name, *sight, column, port);
    return cell;
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

WatchTable watchTable(const checks::Look &look, int port)
{
    WatchTable table{columnsOf(look), 0, 0};
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
            add(row.servers, cellOf(name, sight, Column::Server, port), sight);
        }
        for (const QString &title : std::as_const(table.content.resolvers)) {
            const ServerSight *sight = worstResolver(name.resolvers, title);
            add(row.resolvers, cellOf(name, sight, Column::Resolver, port), sight);
        }
        group.rows << row;
    }
    return table;
}

} // namespace cw::ui
