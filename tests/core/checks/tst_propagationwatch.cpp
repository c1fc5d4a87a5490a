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
    PropagationWatch watch;
    QCOMPARE(watch.waitBeforeNextLook(), 0ms);
    watch.add(look(0, Half));
    QCOMPARE(watch.waitBeforeNextLook(), std::chrono::milliseconds(2s));
    watch.add(look(2, All));
    QCOMPARE(watch.waitBeforeNextLook(), std::chrono::milliseconds(5s));
    watch.add(look(5, All));
    QCOMPARE(watch.waitBeforeNextLook(), std::chrono::milliseconds(2s));
}

QTEST_GUILESS_MAIN(TestPropagationWatch)
#include "tst_propagationwatch.moc"
