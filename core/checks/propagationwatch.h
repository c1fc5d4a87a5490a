// SPDX-License-Identifier: MIT
#pragma once

#include "checks/propagation.h"

#include <QHash>

namespace cw::checks
{

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

    void add(const Look &look);

    // All names of the last look.
    bool isSafe() const;
    bool isSafe(const QString &identifier) const;

    const std::optional<Look> &lastLook() const { return m_lastLook; }
    const QList<Point> &timeline() const { return m_timeline; }
    // When this server first had every value of this name; invalid when it never had.
    QDateTime firstSeen(const QString &identifier, const QString &address) const;

    // How long to wait before the next look: until the second of two complete rounds, else by waitBeforeLook().
    std::chrono::milliseconds waitBeforeNextLook() const;

private:
    std::optional<Look> m_lastLook;
    QHash<QString, QDateTime> m_completeSince; // by identifier
    QHash<std::pair<QString, QString>, QDateTime> m_firstSeen; // by identifier and address
    QList<Point> m_timeline;
};

} // namespace cw::checks
