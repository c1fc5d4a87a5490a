// SPDX-License-Identifier: MIT
#include "ui/pages/watchhint.h"

#include "base/explain.h"
#include "ui/pages/pagewords.h"
#include "ui/pages/recordtexts.h"
#include "ui/pages/watchtable.h"

#include <QCoreApplication>

namespace cw::ui
{

using checks::NameSight;
using checks::SeenState;
using checks::ServerSight;

namespace
{

struct HintWords {
    Q_DECLARE_TR_FUNCTIONS(HintWords)
};

struct Ranked {
    int rank = 0; // higher is worse
    WatchHint hint;
};

QString namePart(const issuance::IssueState &state, const NameSight &name)
{
    for (const store::NameRecord &record : state.order.records) {
        if (record.name == name.identifier)
            return recordName(record).withinZone;
    }
    return name.owner.relativeTo(name.zone);
}

QString readableOwner(const NameSight &name)
{
    return readableName(name.owner.withoutFinalDot());
}

Ranked hintOfServer(const issuance::IssueState &state, const NameSight &name, const ServerSight &server)
{
    const QString who = readableName(name.identifier);
    const auto ranked = [&](int rank, Tone tone, const QString &text) {
        return Ranked{rank, {tone, name.identifier, who, text}};
    };
    if (server.isOwnValueSeen || server.state == SeenState::Seen || server.state == SeenState::NotAsked)
        return Ranked();
    switch (slipOf(name, server)) {
    case Slip::WrongPlace: {
        const QString zone = readableName(name.zone.withoutFinalDot());
        return ranked(90, Tone::Fail,
            HintWords::tr("your value is at %1.%2. The panel adds the zone itself: enter only %3.")
                .arg(readableOwner(name), zone, namePart(state, name)));
    }
    case Slip::ExtraQuotes:
        return ranked(85, Tone::Fail,
            HintWords::tr(
                "the value has quotation marks in it. The panel adds them itself: enter the value without them."));
    case Slip::SplitValue:
        return ranked(
            84, Tone::Fail, HintWords::tr("the value is cut or split. Enter all of it in one piece, without blanks."));
    case Slip::None:
        break;
    }
    if (name.cause == u"single_txt_overwritten")
        return ranked(80, Tone::Fail,
            HintWords::tr("only the other value is at %1. Add this one next to it, do not replace it; both must stay "
                          "until the end.")
                .arg(readableOwner(name)));
    if (server.state == SeenState::NoAnswer)
        return ranked(70, Tone::Warn,
            HintWords::tr(
                "%1 does not answer. The CA may ask it, and then would refuse; see to it that the server runs, "
                "or take it out of the NS records.")
                .arg(server.server));
    if (server.state == SeenState::Error)
        return ranked(69, Tone::Warn,
            HintWords::tr("%1 answers %2. See whether this server holds the zone %3.")
                .arg(server.server, dns::rcodeName(server.rcode), readableName(name.zone.withoutFinalDot())));
    if (const quint32 behind = serialsBehind(name, server); behind > 0)
        return ranked(50, Tone::Warn,
            HintWords::tr(
                "%1 has not taken over your change: its serial number is %n behind. It usually follows within "
                "minutes; if not, look at its zone transfer.",
                "", int(std::min<quint32>(behind, INT_MAX)))
                .arg(server.server));
    if (server.state == SeenState::Other && !server.found.isEmpty())
        return ranked(40, Tone::Warn,
            HintWords::tr(
                "%1 has another value at %2. It may be old; other values may stay, ours has to be next to them.")
                .arg(server.server, readableOwner(name)));
    return Ranked();
}

} // namespace

std::optional<WatchHint> watchHint(const issuance::IssueState &state)
{
    if (!state.watch.look)
        return {};
    Ranked worst;
    for (const NameSight &name : state.watch.look->names) {
        if (name.failure && worst.rank < 100) {
            const Explanation explanation = explain(*name.failure);
            worst = {100,
                {Tone::Fail, name.identifier, readableName(name.identifier),
                    explanation.text + u' ' + explanation.nextStep}};
        }
        for (const ServerSight &server : name.servers) {
            const Ranked ranked = hintOfServer(state, name, server);
            if (ranked.rank > worst.rank)
                worst = ranked;
        }
    }
    if (worst.rank == 0)
        return {};
    return worst.hint;
}

} // namespace cw::ui
