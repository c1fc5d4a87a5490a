// SPDX-License-Identifier: MIT
#include "ui/pages/timelinepanel.h"

#include "ui/widgets/timeline.h"

#include <QVBoxLayout>

#include <algorithm>

namespace cw::ui
{

namespace
{

// "ns2" for ns2.example.org; what has no labels stays.
QString shortName(const QString &server)
{
    const bool isAddress = server.isEmpty() || server.front().isDigit() || server.contains(u':');
    return isAddress ? server : server.section(u'.', 0, 0);
}

// What the future is known to bring; of each kind the latest.
QList<Timeline::Event> expectedEvents(const checks::Look &look, const QDateTime &now)
{
    QDateTime gone;
    QDateTime caughtUp;
    QDateTime wise;
    for (const checks::NameSight &name : look.names) {
        for (const checks::ServerSight &resolver : name.resolvers) {
            if (resolver.goneIn)
                gone = std::max(gone, look.time.addSecs(resolver.goneIn->count()));
        }
        caughtUp = std::max(caughtUp, name.expectedBy);
        if (name.waiting)
            wise = std::max(wise, name.waiting->until);
    }
    QList<Timeline::Event> events;
    for (const auto &[time, label] : {std::pair(gone, TimelinePanel::tr("old answer gone")),
             std::pair(caughtUp, TimelinePanel::tr("should have caught up")),
             std::pair(wise, TimelinePanel::tr("wise to ask the CA"))}) {
        if (time.isValid() && time > now)
            events << Timeline::Event{time, label, Tone::Warn, true};
    }
    return events;
}

} // namespace

TimelinePanel::TimelinePanel(QWidget *parent)
    : Card(parent)
    , m_timeline(new Timeline)
{
    setObjectName(QStringLiteral("watch.timelinePanel"));
    m_timeline->setObjectName(QStringLiteral("watch.timeline"));
    m_timeline->setAccessibleName(tr("Seen over time"));
    layout()->setContentsMargins(18, 8, 18, 6); // the picture has air of its own
    body()->addWidget(m_timeline);
}

void TimelinePanel::showState(const issuance::IssueState &state)
{
    const QList<issuance::SeenCount> &history = state.watch.history;
    setVisible(!history.isEmpty());
    if (history.isEmpty())
        return;
    Timeline::Content content;
    content.title = tr("Seen over time");
    content.now = history.last().time;
    const QDateTime start = state.watch.started.isValid() ? state.watch.started : history.first().time;
    content.steps << Timeline::Step{start, 0};
    content.events << Timeline::Event{start, tr("records shown")};
    for (const issuance::FirstSight &sight : state.watch.firstSights)
        content.events << Timeline::Event{sight.time, tr("%1 has it", "server").arg(shortName(sight.who))};
    bool wasComplete = false;
    for (const issuance::SeenCount &count : history) {
        const double share = count.total > 0 ? double(count.seen) / double(count.total) : 0;
        content.steps << Timeline::Step{count.time, share};
        if (!wasComplete && count.total > 0 && count.seen == count.total)
            content.events << Timeline::Event{count.time, tr("all have it"), Tone::Ok};
        wasComplete = wasComplete || (count.total > 0 && count.seen == count.total);
    }
    if (state.order.isOpen() && state.watch.look)
        content.events += expectedEvents(*state.watch.look, content.now);
    m_timeline->setContent(content);
}

} // namespace cw::ui
