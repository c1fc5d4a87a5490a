// SPDX-License-Identifier: MIT
#include "checks/propagationwatch.h"

#include <QTest>

using namespace cw::checks;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

QDateTime at(int seconds)
{
    return QDateTime(QDate(2026, 11, 22), QTime(14, 0), Qt::UTC).addSecs(seconds);
}

NameSight sight(const QString &identifier, const QList<SeenState> &states)
{
    NameSight name;
    name.identifier = identifier;
    name.isComplete = true;
    for (qsizetype i = 0; i < states.size(); ++i) {
        ServerSight server;
        server.server = u"ns.example"_s;
        server.address = u"192.0.2.%1"_s.arg(i + 1);
        server.state = states.at(i);
        name.servers.append(server);
        name.isComplete = name.isComplete && states.at(i) == SeenState::Seen;
    }
    return name;
}

Look look(int seconds, const QList<SeenState> &states)
{
    return {at(seconds), {sight(u"a.org"_s, states)}};
}

const QList<SeenState> All{SeenState::Seen, SeenState::Seen};
const QList<SeenState> Half{SeenState::Seen, SeenState::Missing};

} // namespace

class TestPropagationWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneCompleteRoundIsNotEnough();
    void twoRoundsFarEnoughApartAreSafe();
    void roundsTooCloseCountFromTheFirst();
    void anIncompleteRoundBeginsAnew();
    void namesAreSafeEachForItself();
    void remembersWhenAServerHadItFirst();
    void keepsTheTimeline();
    void asksAgainAsSoonAsTheDistanceAllows();
    void aFailedLookBeginsAnew();
    void remembersTheValueThatWasThereBefore();
    void saysWhenASecondaryShouldHaveFollowed();
    void theTimelineKeepsItsBeginningAndItsEnd();
};

void TestPropagationWatch::oneCompleteRoundIsNotEnough()
{
    PropagationWatch watch;
    QVERIFY(!watch.isSafe());
    watch.add(look(0, All));
    QVERIFY(!watch.isSafe());
}

void TestPropagationWatch::twoRoundsFarEnoughApartAreSafe()
{
    PropagationWatch watch;
    watch.add(look(0, All));
    watch.add(look(5, All));
    QVERIFY(watch.isSafe());
}

void TestPropagationWatch::roundsTooCloseCountFromTheFirst()
{
    PropagationWatch watch;
    watch.add(look(0, All));
    watch.add(look(3, All));
    QVERIFY(!watch.isSafe());
    watch.add(look(6, All));
    QVERIFY(watch.isSafe());
}

void TestPropagationWatch::anIncompleteRoundBeginsAnew()
{
    PropagationWatch watch;
    watch.add(look(0, All));
    watch.add(look(10, Half));
    watch.add(look(20, All));
    QVERIFY(!watch.isSafe());
    watch.add(look(25, All));
    QVERIFY(watch.isSafe());
    watch.add(look(30, Half));
    QVERIFY(!watch.isSafe());
}

void TestPropagationWatch::namesAreSafeEachForItself()
{
    PropagationWatch watch;
    for (const int seconds : {0, 5})
        watch.add({at(seconds), {sight(u"a.org"_s, All), sight(u"b.org"_s, Half)}});
    QVERIFY(watch.isSafe(u"a.org"_s));
    QVERIFY(!watch.isSafe(u"b.org"_s));
    QVERIFY(!watch.isSafe());
}

void TestPropagationWatch::remembersWhenAServerHadItFirst()
{
    PropagationWatch watch;
    watch.add(look(0, Half));
    watch.add(look(2, All));
    watch.add(look(5, Half));
    QCOMPARE(watch.firstSeen(u"a.org"_s, u"192.0.2.1"_s), at(0));
    QCOMPARE(watch.firstSeen(u"a.org"_s, u"192.0.2.2"_s), at(2));
    QVERIFY(!watch.firstSeen(u"a.org"_s, u"192.0.2.3"_s).isValid());
}

void TestPropagationWatch::keepsTheTimeline()
{
    PropagationWatch watch;
    watch.add(look(0, Half));
    watch.add(look(2, {SeenState::Seen, SeenState::NotAsked}));
    watch.add(look(5, All));
    QCOMPARE(watch.timeline(), QList<PropagationWatch::Point>({{at(0), 1, 2}, {at(2), 1, 1}, {at(5), 2, 2}}));
}

void TestPropagationWatch::asksAgainAsSoonAsTheDistanceAllows()
{
    constexpr quint32 Seed = 5;
    const LookSchedule schedule(Seed);
    PropagationWatch watch(Seed);
    QCOMPARE(watch.waitBeforeNextLook(), 0ms);
    watch.add(look(0, Half));
    QCOMPARE(watch.waitBeforeNextLook(), schedule.waitBefore(1, 0s));
    QVERIFY(!watch.needsSecondRound());
    watch.add(look(2, All));
    QVERIFY(watch.needsSecondRound());
    QCOMPARE(watch.waitBeforeNextLook(), std::chrono::milliseconds(5s));
    watch.add(look(5, All));
    QCOMPARE(watch.waitBeforeNextLook(), std::chrono::milliseconds(2s));
    watch.add(look(7, All));
    QVERIFY(!watch.needsSecondRound());
    QCOMPARE(watch.waitBeforeNextLook(), schedule.waitBefore(4, 7s));
}

void TestPropagationWatch::aFailedLookBeginsAnew()
{
    PropagationWatch watch;
    watch.add(look(0, All));
    watch.addFailed(at(5));
    QVERIFY(!watch.needsSecondRound());
    watch.add(look(10, All));
    QVERIFY(!watch.isSafe());
    watch.add(look(15, All));
    QVERIFY(watch.isSafe());
    watch.addFailed(at(20));
    QVERIFY(!watch.isSafe());
}

void TestPropagationWatch::remembersTheValueThatWasThereBefore()
{
    Look before = look(0, {SeenState::Seen, SeenState::Other});
    before.names.first().servers.last().ttl = 600s;
    PropagationWatch watch;
    watch.add(before);
    watch.add(look(60, All));
    QCOMPARE(watch.lastLook()->names.first().waiting, std::optional(Waiting{at(600), Waiting::Reason::OldValue}));
    // The later one counts.
    Look failed = look(120, All);
    failed.names.first().waiting = Waiting{at(3000), Waiting::Reason::NegativeAnswer};
    watch.add(failed);
    QCOMPARE(watch.lastLook()->names.first().waiting->until, at(3000));
    watch.add(look(600, All));
    QVERIFY(!watch.lastLook()->names.first().waiting);
}

void TestPropagationWatch::saysWhenASecondaryShouldHaveFollowed()
{
    PropagationWatch watch;
    for (const int seconds : {0, 30, 60}) {
        Look lagging = look(seconds, Half);
        lagging.names.first().refresh = 900s;
        lagging.names.first().expectedBy = at(seconds + 900);
        watch.add(lagging);
        // From when the change was first seen, not from now.
        QCOMPARE(watch.lastLook()->names.first().expectedBy, at(900));
    }
}

void TestPropagationWatch::theTimelineKeepsItsBeginningAndItsEnd()
{
    PropagationWatch watch;
    for (int i = 0; i < 1000; ++i)
        watch.add(look(30 * i, Half));
    QVERIFY(watch.timeline().size() <= MostPoints);
    QCOMPARE(watch.timeline().first().time, at(0));
    QCOMPARE(watch.timeline().last().time, at(30 * 999));
    QCOMPARE(watch.timeline().at(watch.timeline().size() - 2).time, at(30 * 998));
}

QTEST_GUILESS_MAIN(TestPropagationWatch)
#include "tst_propagationwatch.moc"
