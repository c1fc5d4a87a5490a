// SPDX-License-Identifier: MIT
#include "ui/pages/timelinepanel.h"

#include "ui/widgets/timeline.h"

#include <QVBoxLayout>

namespace cw::ui
{

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
    bool wasSeen = false;
    bool wasComplete = false;
    for (const issuance::SeenCount &count : history) {
        const double share = count.total > 0 ? double(count.seen) / double(count.total) : 0;
        content.steps << Timeline::Step{count.time, share};
        if (!wasSeen && count.seen > 0)
            content.events << Timeline::Event{count.time, tr("first seen")};
        if (!wasComplete && count.total > 0 && count.seen == count.total)
            content.events << Timeline::Event{count.time, tr("all have it"), Tone::Ok};
        wasSeen = wasSeen || count.seen > 0;
        wasComplete = wasComplete || (count.total > 0 && count.seen == count.total);
    }
    m_timeline->setContent(content);
}

} // namespace cw::ui
