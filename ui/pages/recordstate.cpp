// SPDX-License-Identifier: MIT
#include "ui/pages/recordstate.h"

#include "issuance/recordtexts.h"
#include "ui/pages/watchtable.h"

#include <QCoreApplication>

namespace cw::ui
{

using checks::SeenState;
using checks::ServerSight;
using store::Publication;

namespace
{

struct RecordWords {
    Q_DECLARE_TR_FUNCTIONS(RecordWords)
};

bool isSeenEverywhere(const checks::NameSight &name)
{
    const auto isSeen
        = [](const ServerSight &server) { return server.isOwnValueSeen || server.state == SeenState::Seen; };
    return std::any_of(name.servers.begin(), name.servers.end(), isSeen)
        && std::all_of(name.servers.begin(), name.servers.end(),
            [&isSeen](const ServerSight &server) { return isSeen(server) || !checks::lacksValue(server); });
}

bool hasSlip(const checks::NameSight &name)
{
    return std::any_of(name.servers.begin(), name.servers.end(),
        [&](const ServerSight &server) { return slipOf(name, server) != Slip::None; });
}

QString lineOf(const issuance::IssueState &state, const store::NameRecord &record, bool isSeen, bool isWrong)
{
    if (isWrong)
        return RecordWords::tr("Not in place yet");
    if (record.publication == Publication::ByUs)
        return RecordWords::tr("Added by dynamic update");
    const issuance::ValuePosition position = issuance::valuePosition(state.order, record);
    if (position.total > 1)
        return RecordWords::tr("%1 of %2 values at this name").arg(position.number).arg(position.total);
    return isSeen ? RecordWords::tr("Seen by all name servers") : RecordWords::tr("Enter this record");
}

} // namespace

bool isWatching(const issuance::IssueState &state)
{
    return state.isRunning(issuance::Activity::Watch) || state.watch.nextLook.isValid();
}

const checks::NameSight *sightOf(const issuance::IssueState &state, const QString &name)
{
    if (!state.watch.look)
        return nullptr;
    for (const checks::NameSight &sight : state.watch.look->names) {
        if (sight.identifier == name)
            return &sight;
    }
    return nullptr;
}

RecordState recordState(const issuance::IssueState &state, const store::NameRecord &record)
{
    const checks::NameSight *sight = sightOf(state, record.name);
    const bool isSeen = sight && isSeenEverywhere(*sight);
    const bool isWrong = sight && !isSeen && hasSlip(*sight);
    const QString line = lineOf(state, record, isSeen, isWrong);
    if (isSeen)
        return {Tone::Ok, IconName::StateOk, line};
    if (isWrong)
        return {Tone::Warn, IconName::StateWarn, line};
    if (isWatching(state))
        return {Tone::Accent, IconName::StateRun, line};
    return {Tone::Pend, IconName::StateWait, line};
}

} // namespace cw::ui
