// SPDX-License-Identifier: MIT
#pragma once

#include "checks/propagation.h"
#include "store/orderrecord.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace cw::issuance
{

// Records put in by hand that may still be there, each by itself: what has to be gone.
QList<checks::ExpectedRecord> leftByHand(const store::OrderRecord &order);
// Those that are meant to stay, for when they shall go after all.
QList<checks::ExpectedRecord> standingByHand(const store::OrderRecord &order);
// No server has the value any more: every one that can be asked from here said so.
bool isGone(const checks::NameSight &sight);
// "ns2.example.org": those that still have it.
QStringList serversThatHaveIt(const checks::NameSight &sight);

// When to look whether records that were put in by hand are gone: while somebody watches, after 30 s and then ever more rarely,
// at least every 5 min. Knows no network: `look` starts a look, and took() says that it is over. GUI thread.
class GoneWatch : public QObject
{
    Q_OBJECT

public:
    explicit GoneWatch(std::function<void()> look, QObject *parent = nullptr);

    // Begins with a look when it was not watched before.
    void setWatched(bool isWatched);
    enum class Left { Some, Nothing };
    void took(Left left); // stops when nothing is left
    void lookNow(); // by the user, or because something changed: begins with short waits again

    static std::chrono::seconds waitAfter(int looks);
    bool isLooking() const { return m_isLooking; }
    std::chrono::milliseconds remaining() const { return m_timer.remainingTimeAsDuration(); } // below 0: no look is planned

private:
    void begin();

    std::function<void()> m_look;
    QTimer m_timer;
    int m_looks = 0;
    bool m_isWatched = false;
    bool m_isLooking = false;
};

} // namespace cw::issuance
