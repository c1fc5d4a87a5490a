// SPDX-License-Identifier: MIT
#include "ui/pages/watchcells.h"

#include "ui/pages/pagewords.h"
#include "ui/pages/watchtable.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

namespace cw::ui
{

using checks::NamedBy;
using checks::NameSight;
using checks::SeenState;
using checks::ServerSight;

namespace
{

struct WatchWords {
    Q_DECLARE_TR_FUNCTIONS(WatchWords)
};

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

void sayMissing(MatrixCell &cell, const NameSight &name, const ServerSight &sight, WatchColumn column)
{
    say(cell, column == WatchColumn::Server ? Tone::Warn : Tone::Pend, IconName::StateWait,
        WatchWords::tr("Not yet", "cell, at most 9 letters"));
    const quint32 behind = column == WatchColumn::Server ? serialsBehind(name, sight) : 0;
    if (behind > 0 && behind < 100)
        cell.sub = WatchWords::tr("serial %n behind", "cell, short", int(behind));
    else if (behind > 0)
        cell.sub = WatchWords::tr("older serial", "cell, short");
}

void sayOther(MatrixCell &cell, const NameSight &name, const ServerSight &sight, WatchColumn column)
{
    if (holdsOnlyOurs(name, sight))
        return sayMissing(cell, name, sight, column);
    const bool isOld = name.cause == u"stale_txt" || column == WatchColumn::Resolver;
    say(cell, column == WatchColumn::Server ? Tone::Warn : Tone::Pend, IconName::StateWarn,
        isOld ? WatchWords::tr("Old value", "cell, short") : WatchWords::tr("Other value", "cell, short"));
    if (column == WatchColumn::Server && sight.ttl)
        cell.sub = WatchWords::tr("TTL %1", "cell, short: 0:41").arg(countdownText(*sight.ttl));
}

// The CA asks another server then: it does not hold the name back.
void sayHarmless(MatrixCell &cell)
{
    cell.tone = Tone::Pend;
    cell.sub = WatchWords::tr("not needed", "cell, short: other servers make up for it");
}

void sayState(MatrixCell &cell, const NameSight &name, const ServerSight &sight, WatchColumn column)
{
    switch (sight.isOwnValueSeen ? SeenState::Seen : sight.state) {
    case SeenState::Seen:
        say(cell, Tone::Ok, IconName::StateOk, WatchWords::tr("Seen", "cell, at most 9 letters"));
        if (sight.trouble != checks::Trouble::None && !sight.isHarmless) {
            say(cell, Tone::Warn, IconName::StateWarn, cell.word);
            cell.sub = WatchWords::tr("too slow", "cell, short: for a CA");
        }
        return;
    case SeenState::Missing:
        return sayMissing(cell, name, sight, column);
    case SeenState::Other:
        return sayOther(cell, name, sight, column);
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

// The dig line that asks what we asked; DNS over HTTPS as dig of BIND 9.18 takes it.
QString digLine(const NameSight &name, const ServerSight &sight, WatchColumn column, int port)
{
    const QString where = sight.address.isEmpty() ? sight.server : sight.address;
    const QString owner = name.owner.toString();
    if (const QUrl url(where); url.scheme() == u"https")
        return QStringLiteral("dig +https=%1 TXT %2 @%3").arg(url.path(), owner, url.host());
    const QString portOption
        = column == WatchColumn::Server && port != 53 ? QStringLiteral(" -p %1").arg(port) : QString();
    return QStringLiteral("dig%1%2 TXT %3 @%4")
        .arg(column == WatchColumn::Server ? QStringLiteral(" +norecurse") : QString(), portOption, owner, where);
}

QString answerText(const NameSight &name, const ServerSight &sight, WatchColumn column, const WatchMoment &moment)
{
    QStringList lines{digLine(name, sight, column, moment.port)};
    lines << QStringLiteral("; %1, %2 ms").arg(moment.seen.toUTC().toString(Qt::ISODate)).arg(sight.roundTrip.count());
    const QString ttl = sight.ttl ? QStringLiteral("%1 ").arg(sight.ttl->count()) : QString();
    for (const QByteArray &value : sight.found)
        lines << QStringLiteral("%1 %2TXT \"%3\"").arg(name.owner.toString(), ttl, QString::fromLatin1(value));
    if (sight.found.isEmpty() && sight.state == SeenState::Missing)
        lines << QStringLiteral("; no TXT record");
    if (sight.state == SeenState::Error)
        lines << dns::rcodeName(sight.rcode);
    if (!sight.detail.isEmpty())
        lines << sight.detail;
    return lines.join(u'\n');
}

QString namedByText(NamedBy namedBy)
{
    switch (namedBy) {
    case NamedBy::Both:
        break;
    case NamedBy::Parent:
        return WatchWords::tr("Named by the zone above only");
    case NamedBy::Zone:
        return WatchWords::tr("Named by the zone itself only");
    }
    return {};
}

QString toolTipOf(const NameSight &name, const ServerSight &sight, WatchColumn column)
{
    if (sight.state == SeenState::NotAsked && column == WatchColumn::Resolver)
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
    lines << sight.detail << namedByText(sight.namedBy);
    if (sight.isHarmless)
        lines << WatchWords::tr("The CA asks another server then; this does not hold the name back.");
    lines.removeAll(QString());
    return lines.join(u'\n');
}

} // namespace

bool isSeen(const ServerSight &sight)
{
    return sight.isOwnValueSeen || sight.state == SeenState::Seen;
}

std::optional<std::chrono::seconds> goneIn(const ServerSight &resolver, const WatchMoment &moment)
{
    if (!resolver.goneIn)
        return std::nullopt;
    const auto left = *resolver.goneIn - std::chrono::seconds(moment.seen.secsTo(moment.now));
    return left.count() > 0 ? std::optional(left) : std::nullopt;
}

MatrixCell watchCell(const NameSight &name, const ServerSight *sight, WatchColumn column, const WatchMoment &moment)
{
    MatrixCell cell;
    if (!sight)
        return cell;
    sayState(cell, name, *sight, column);
    if (column == WatchColumn::Server && !isSeen(*sight))
        saySlip(cell, slipOf(name, *sight));
    if (sight->isHarmless)
        sayHarmless(cell);
    if (const auto left = column == WatchColumn::Resolver ? goneIn(*sight, moment) : std::nullopt; left && !isSeen(*sight))
        cell.sub = WatchWords::tr("gone in %1", "cell, short: 3:12, until a resolver forgets").arg(countdownText(*left));
    cell.toolTip = toolTipOf(name, *sight, column);
    if (sight->state != SeenState::NotAsked)
        cell.copyText = answerText(name, *sight, column, moment);
    return cell;
}

} // namespace cw::ui
