// SPDX-License-Identifier: MIT
#include "issuance/watchloop.h"
#include "support/fakeclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace cw;
using namespace cw::issuance;
using namespace std::chrono_literals;

namespace
{

constexpr quint32 Seed = 3;

} // namespace

class TestWatchLoop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksAtOnceAndPlansTheNextLook();
    void isSafeAfterTwoCompleteRoundsFiveSecondsApart();
    void startsCountingAgainAfterAnIncompleteRound();
    void doesNotLookWhilePaused();
    void looksLessOftenWhileHiddenButNotBeforeTheSecondRound();
    void aLookThatFailedIsNeverSafe();
    void showsTheLookFromBeforeARestartUntilTheNextOne();
    void notesWhoHasItFirst();
    void doesNotCountWhatCannotBeAskedFromHere();

private:
    checks::Look look(const test::FakeClock &clock, checks::SeenState state) const;
};

checks::Look TestWatchLoop::look(const test::FakeClock &clock, checks::SeenState state) const
{
    checks::ServerSight server;
    server.state = state;
    checks::NameSight name;
    name.servers.append(server);
    name.isComplete = state == checks::SeenState::Seen;
    checks::Look look;
    look.time = clock.now();
    look.names.append(name);
    return look;
}

void TestWatchLoop::looksAtOnceAndPlansTheNextLook()
{
    test::FakeClock clock;
    int looks = 0;
    WatchLoop loop(clock, [&] { ++looks; }, Seed);
    loop.start();
    QCOMPARE(looks, 1);
    QVERIFY(!loop.state().nextLook.isValid());
    loop.take(look(clock, checks::SeenState::Missing));
    QCOMPARE(clock.now().msecsTo(loop.state().nextLook), checks::LookSchedule(Seed).waitBefore(1, 0s).count());
    QCOMPARE(loop.state().history.last().total, 1);
    QCOMPARE(loop.state().history.last().seen, 0);
}

void TestWatchLoop::isSafeAfterTwoCompleteRoundsFiveSecondsApart()
{
    test::FakeClock clock;
    WatchLoop loop(clock, [] { }, Seed);
    const QSignalSpy opened(&loop, &WatchLoop::becameSafe);
    loop.start();
    loop.take(look(clock, checks::SeenState::Seen));
    QVERIFY(!loop.state().isSafe);
    QCOMPARE(clock.now().msecsTo(loop.state().nextLook), 5000);
    clock.advance(4s);
    loop.lookNow();
    loop.take(look(clock, checks::SeenState::Seen));
    QVERIFY(!loop.state().isSafe);
    clock.advance(1s);
    loop.lookNow();
    loop.take(look(clock, checks::SeenState::Seen));
    QVERIFY(loop.state().isSafe);
    QCOMPARE(opened.size(), 1);
}

void TestWatchLoop::startsCountingAgainAfterAnIncompleteRound()
{
    test::FakeClock clock;
    WatchLoop loop(clock, [] { }, Seed);
    loop.start();
    loop.take(look(clock, checks::SeenState::Seen));
    clock.advance(3s);
    loop.lookNow();
    loop.take(look(clock, checks::SeenState::Missing));
    clock.advance(3s);
    loop.lookNow();
    loop.take(look(clock, checks::SeenState::Seen));
    QVERIFY(!loop.state().isSafe);
}

void TestWatchLoop::doesNotLookWhilePaused()
{
    test::FakeClock clock;
    WatchLoop loop(clock, [] { }, Seed);
    loop.start();
    loop.take(look(clock, checks::SeenState::Missing));
    loop.setPaused(true);
    QVERIFY(!loop.state().nextLook.isValid());
    loop.setPaused(false);
    QVERIFY(loop.state().nextLook.isValid());
}

void TestWatchLoop::looksLessOftenWhileHiddenButNotBeforeTheSecondRound()
{
    test::FakeClock clock;
    WatchLoop loop(clock, [] { }, Seed);
    loop.start();
    loop.setWindowVisible(false);
    loop.take(look(clock, checks::SeenState::Missing));
    QCOMPARE(clock.now().msecsTo(loop.state().nextLook), 60000);
    loop.lookNow();
    loop.take(look(clock, checks::SeenState::Seen));
    QCOMPARE(clock.now().msecsTo(loop.state().nextLook), 5000);
}

void TestWatchLoop::aLookThatFailedIsNeverSafe()
{
    test::FakeClock clock;
    WatchLoop loop(clock, [] { }, Seed);
    loop.start();
    loop.take(look(clock, checks::SeenState::Seen));
    clock.advance(6s);
    loop.lookNow();
    loop.take(look(clock, checks::SeenState::Seen));
    QVERIFY(loop.state().isSafe);
    loop.lookNow();
    loop.take(Result<checks::Look>(Failure(DnsFailure {})));
    QVERIFY(!loop.state().isSafe);
    QVERIFY(loop.state().nextLook.isValid());
}

void TestWatchLoop::showsTheLookFromBeforeARestartUntilTheNextOne()
{
    test::FakeClock clock;
    WatchState before;
    before.look = look(clock, checks::SeenState::Seen);
    before.isLookOld = true;
    before.isSafe = true;
    before.history = {{clock.now(), 1, 1}};
    before.started = clock.now();
    clock.advance(1h);
    WatchLoop loop(clock, [] { }, Seed);
    loop.restore(before);
    loop.start();
    QVERIFY(loop.state().look && loop.state().isLookOld);
    QVERIFY(!loop.state().isSafe);
    loop.take(look(clock, checks::SeenState::Seen));
    QVERIFY(!loop.state().isLookOld);
    QVERIFY(!loop.state().isSafe); // what was seen before counts for nothing
    QCOMPARE(loop.state().history.size(), 2);
    QCOMPARE(loop.state().started, before.started);
}

void TestWatchLoop::notesWhoHasItFirst()
{
    test::FakeClock clock;
    WatchLoop loop(clock, [] { }, Seed);
    loop.start();
    checks::Look seen = look(clock, checks::SeenState::Seen);
    seen.names[0].servers[0].server = QStringLiteral("ns1.example.org");
    checks::ServerSight late = seen.names[0].servers[0];
    late.server = QStringLiteral("ns2.example.org");
    late.state = checks::SeenState::Missing;
    seen.names[0].servers.append(late);
    loop.take(seen);
    QCOMPARE(loop.state().firstSights, (QList<FirstSight> {{seen.time, QStringLiteral("ns1.example.org")}}));
    const QDateTime first = seen.time;
    clock.advance(10s);
    seen.time = clock.now();
    seen.names[0].servers[1].state = checks::SeenState::Seen;
    loop.take(seen);
    QCOMPARE(loop.state().firstSights,
             (QList<FirstSight> {{first, QStringLiteral("ns1.example.org")}, {seen.time, QStringLiteral("ns2.example.org")}}));
    // Two values at one server: both have to be there.
    loop.start();
    seen.names.append(seen.names[0]);
    seen.names[1].servers[1].state = checks::SeenState::Missing;
    loop.take(seen);
    QCOMPARE(loop.state().firstSights, (QList<FirstSight> {{seen.time, QStringLiteral("ns1.example.org")}}));
}

// Its IPv6 address, from a computer without IPv6.
void TestWatchLoop::doesNotCountWhatCannotBeAskedFromHere()
{
    test::FakeClock clock;
    WatchLoop loop(clock, [] { }, Seed);
    loop.start();
    checks::Look seen = look(clock, checks::SeenState::Seen);
    seen.names[0].servers[0].server = QStringLiteral("ns1.example.org");
    checks::ServerSight other = seen.names[0].servers[0];
    other.state = checks::SeenState::NotAsked;
    seen.names[0].servers.append(other);
    checks::ServerSight resolver = other;
    resolver.server = QStringLiteral("Quad9");
    seen.names[0].resolvers.append(resolver);
    loop.take(seen);
    QCOMPARE(loop.state().history.last().total, 1);
    QCOMPARE(loop.state().firstSights, (QList<FirstSight> {{seen.time, QStringLiteral("ns1.example.org")}}));
}

QTEST_GUILESS_MAIN(TestWatchLoop)
#include "tst_watchloop.moc"
