// SPDX-License-Identifier: MIT
#include "checks/lookschedule.h"

#include <QTest>

using namespace cw::checks;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

class TestLookSchedule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsAtOnce();
    void waitsLongerAndLonger_data();
    void waitsLongerAndLonger();
    void variesByAFifthAtMost();
    void isTheSameForTheSameSeed();
};

void TestLookSchedule::beginsAtOnce()
{
    QCOMPARE(LookSchedule(1).waitBefore(0, 0ms), 0ms);
}

void TestLookSchedule::waitsLongerAndLonger_data()
{
    QTest::addColumn<int>("looks");
    QTest::addColumn<milliseconds>("sinceStart");
    QTest::addColumn<milliseconds>("wait");
    const QList<milliseconds> first{2s, 3s, 5s, 8s, 13s, 20s, 30s, 30s};
    for (int i = 0; i < first.size(); ++i)
        QTest::addRow("after look %d", i + 1) << i + 1 << milliseconds(1min) << first.at(i);
    QTest::newRow("just before a quarter of an hour") << 30 << milliseconds(15min - 1ms) << milliseconds(30s);
    QTest::newRow("after a quarter of an hour") << 31 << milliseconds(15min) << milliseconds(60s);
}

void TestLookSchedule::waitsLongerAndLonger()
{
    QFETCH(int, looks);
    QFETCH(milliseconds, sinceStart);
    QFETCH(milliseconds, wait);
    for (quint32 seed = 0; seed < 50; ++seed) {
        const milliseconds actual = LookSchedule(seed).waitBefore(looks, sinceStart);
        QVERIFY(actual >= wait * 8 / 10);
        QVERIFY(actual <= wait * 12 / 10);
    }
}

void TestLookSchedule::variesByAFifthAtMost()
{
    milliseconds shortest = 1h;
    milliseconds longest = 0ms;
    for (quint32 seed = 0; seed < 2000; ++seed) {
        const milliseconds wait = LookSchedule(seed).waitBefore(20, 1min);
        shortest = std::min(shortest, wait);
        longest = std::max(longest, wait);
    }
    QCOMPARE(shortest, milliseconds(24s));
    QCOMPARE(longest, milliseconds(36s));
}

void TestLookSchedule::isTheSameForTheSameSeed()
{
    const LookSchedule one(7);
    const LookSchedule same(7);
    const LookSchedule other(8);
    bool differs = false;
    for (int looks = 1; looks < 20; ++looks) {
        QCOMPARE(one.waitBefore(looks, 1min), same.waitBefore(looks, 1min));
        differs = differs || one.waitBefore(looks, 1min) != other.waitBefore(looks, 1min);
    }
    QVERIFY(differs);
}

QTEST_GUILESS_MAIN(TestLookSchedule)
#include "tst_lookschedule.moc"
