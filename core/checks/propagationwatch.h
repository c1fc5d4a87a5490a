// SPDX-License-Identifier: MIT
#pragma once

#include "checks/lookschedule.h"
#include "checks/propagation.h"

#include <QHash>

namespace cw::checks
{

// A timeline keeps its beginning and its newest points; what is between is thinned out when it gets long.
constexpr qsizetype MostPoints = 200;
template <typename Point> void thinOut(QList<Point> &timeline)
{
    if (timeline.size() <= MostPoints)
        return;
    // Every second point of the older half goes, never the first one.
    for (qsizetype i = MostPoints / 2; i > 0; i -= 2)
        timeline.removeAt(i);
}

// What a row of looks adds up to. Pure state, fed by whoever looks; a value that may cross threads.
// A name is safe after two complete rounds in a row that are at least RoundDistance apart: name servers behind one
// address may answer differently from one question to the next. An incomplete round begins it all again.
class PropagationWatch
{
public:
    struct Point { // of the timeline
        QDateTime time;
        int seen = 0; // servers that have every value, over all names
        int servers = 0;
        bool operator==(const Point &) const = default;
    };

    explicit PropagationWatch(quint32 seed = 0) : m_schedule(seed) { }

    void add(const Look &look);
    // A look that could ask nothing: what was complete before it has to be seen twice again.
    void addFailed(const QDateTime &time);

    // All names of the last look.
    bool isSafe() const;
    bool isSafe(const QString &identifier) const;

    // With what the looks before it add: until when to wait, and when a lagging server should have followed.
    const std::optional<Look> &lastLook() const { return m_lastLook; }
    const QList<Point> &timeline() const { return m_timeline; }
    // When this server first had every value of this name; invalid when it never had.
    QDateTime firstSeen(const QString &identifier, const QString &address) const;

    // The last round was complete, but it was the first one.
    bool needsSecondRound() const;
    // How long to wait before the next look: until the second of two complete rounds, else by the schedule.
    std::chrono::milliseconds waitBeforeNextLook() const;

private:
    struct Former { // another value that was there
        QDateTime lastSeen;
        std::chrono::seconds ttl{0};
    };
    void learn(NameSight &name, const QDateTime &time);

    LookSchedule m_schedule;
    std::optional<Look> m_lastLook;
    QDateTime m_start;
    QDateTime m_lastTime;
    int m_looks = 0;
    QHash<QString, QDateTime> m_completeSince; // by identifier
    QHash<std::pair<QString, QString>, QDateTime> m_firstSeen; // by identifier and address
    QHash<QString, QDateTime> m_firstSeenAnywhere; // by identifier
    QHash<QString, Former> m_former; // by identifier
    QList<Point> m_timeline;
};

} // namespace cw::checks
