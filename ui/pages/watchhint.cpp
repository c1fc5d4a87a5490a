// SPDX-License-Identifier: MIT
#include "ui/pages/watchhint.h"

#include "ui/models/timetext.h"
#include "ui/pages/pagewords.h"
#include "ui/pages/watchcells.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace cw::ui
{

using checks::NameSight;

namespace
{

struct HintWords {
    Q_DECLARE_TR_FUNCTIONS(HintWords)
};

struct Rank {
    int value = 0; // higher is told first; 0 is not told
    Tone tone = Tone::Warn;
    bool isAboutRecord = false;
};

// Slips that the user can mend at once come before what others have to do, and that before what only takes time.
Rank rankOf(const QString &cause)
{
    static const QHash<QString, Rank> ranks{
        {QStringLiteral("local_resolver"), {100, Tone::Fail}},
        {QStringLiteral("record_name_doubled"), {90, Tone::Fail, true}},
        {QStringLiteral("txt_value_quoted"), {88, Tone::Fail, true}},
        {QStringLiteral("single_txt_overwritten"), {86, Tone::Fail, true}},
        {QStringLiteral("wildcard_cname_swallows"), {84, Tone::Fail, true}},
        {QStringLiteral("cname_conflict_or_alias"), {82, Tone::Fail, true}},
        {QStringLiteral("dnssec_bogus"), {80, Tone::Fail}},
        {QStringLiteral("caa_forbids"), {78, Tone::Fail}},
        {QStringLiteral("caa_servfail_nameserver"), {77, Tone::Fail}},
        {QStringLiteral("caa_parent_or_tld_failure"), {76, Tone::Fail}},
        {QStringLiteral("case_0x20"), {74, Tone::Fail}},
        {QStringLiteral("delegation_wrong_or_lame"), {72, Tone::Warn}},
        {QStringLiteral("nameserver_timeout"), {70, Tone::Warn}},
        {QStringLiteral("split_horizon"), {64, Tone::Warn}},
        {QStringLiteral("stale_txt"), {56, Tone::Warn, true}},
        {QStringLiteral("propagation_too_early"), {50, Tone::Warn}},
    };
    return ranks.value(cause, {40, Tone::Warn});
}

bool isSeenAnywhere(const NameSight &name)
{
    return std::any_of(name.servers.begin(), name.servers.end(), isSeen);
}

Rank rankOf(const NameSight &name)
{
    if (name.detail.isEmpty())
        return {name.note.isEmpty() ? 0 : 5, Tone::Accent};
    // Nothing is there yet: the records above say what to enter.
    if (name.cause == u"propagation_too_early" && !isSeenAnywhere(name))
        return {};
    return rankOf(name.cause);
}

QString textOf(const NameSight &name)
{
    if (name.detail.isEmpty())
        return readableText(name.note);
    QStringList sentences{name.detail, name.todo.value(0)};
    if (name.expectedBy.isValid())
        sentences << HintWords::tr("It should have caught up by %1.", "time of day").arg(hourText(name.expectedBy));
    sentences.removeAll(QString());
    return readableText(sentences.join(u' '));
}

} // namespace

std::optional<WatchHint> watchHint(const issuance::IssueState &state)
{
    if (!state.watch.look)
        return {};
    const NameSight *worst = nullptr;
    for (const NameSight &name : state.watch.look->names) {
        if (rankOf(name).value > (worst ? rankOf(*worst).value : 0))
            worst = &name;
    }
    if (!worst)
        return {};
    const Rank rank = rankOf(*worst);
    const bool isAboutNetwork = worst->cause == u"local_resolver"; // and so about every name
    return WatchHint{rank.tone, worst->identifier, isAboutNetwork ? QString() : readableName(worst->identifier),
        textOf(*worst), rank.isAboutRecord};
}

std::optional<WatchWait> watchWait(const issuance::IssueState &state, const QDateTime &now)
{
    if (!state.watch.look)
        return {};
    std::optional<checks::Waiting> longest;
    for (const NameSight &name : state.watch.look->names) {
        if (name.waiting && name.waiting->until > now && (!longest || name.waiting->until > longest->until))
            longest = name.waiting;
    }
    if (!longest)
        return {};
    const QString left = countdownText(std::chrono::seconds(now.secsTo(longest->until)));
    const QString until = hourText(longest->until);
    return WatchWait{longest->until,
        longest->reason == checks::Waiting::Reason::OldValue
            ? HintWords::tr("The old value may still be remembered until %1 (%2 left). You can wait, or try now.").arg(until, left)
            : HintWords::tr("The CA may still remember until %1 (%2 left) that the record was missing. You can wait, or try now.")
                  .arg(until, left)};
}

} // namespace cw::ui
