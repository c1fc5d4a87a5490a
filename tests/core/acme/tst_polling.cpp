// SPDX-License-Identifier: MIT
#include "acme/polling.h"

#include "support/fakeclock.h"

#include <QTest>

using namespace cw;
using namespace cw::acme;
using namespace cw::test;
using namespace std::chrono_literals;

class TestPolling : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doesNotWaitWhenItIsFinal();
    void waitsALittleLongerEachTime();
    void waitsAsLongAsRetryAfterSays();
    void doesNotAskWithoutAPauseWhenRetryAfterIsZero();
    void givesUpBeforeTheDeadlineIsPassed();
    void givesUpAtOnceWhenRetryAfterIsTooLong_data();
    void givesUpAtOnceWhenRetryAfterIsTooLong();
    void countsTheTimeThatLooksTake();
    void endsWhenCanceled();
    void returnsWhatALookFailedWith();
};

void TestPolling::doesNotWaitWhenItIsFinal()
{
    FakeClock clock;
    CancelToken token;
    QVERIFY(pollUntilFinal(clock, {}, [](CancelToken &) { return PollLook {true, 100}; }, token));
    QVERIFY(clock.sleeps.isEmpty());
}

void TestPolling::waitsALittleLongerEachTime()
{
    FakeClock clock;
    CancelToken token;
    int looks = 0;
    QVERIFY(pollUntilFinal(clock, {2s, 5s, 600s}, [&](CancelToken &) { return PollLook {++looks == 6, -1}; }, token));
    QCOMPARE(clock.sleeps, (QList<std::chrono::milliseconds> {2000ms, 3000ms, 4500ms, 5000ms, 5000ms}));
}

void TestPolling::waitsAsLongAsRetryAfterSays()
{
    FakeClock clock;
    CancelToken token;
    int looks = 0;
    QVERIFY(pollUntilFinal(
        clock, {},
        [&](CancelToken &) {
            return PollLook{++looks == 3, looks == 1 ? 60 : 1};
        },
        token));
    QCOMPARE(clock.sleeps, (QList<std::chrono::milliseconds> {60s, 1s}));
}

void TestPolling::doesNotAskWithoutAPauseWhenRetryAfterIsZero()
{
    FakeClock clock;
    CancelToken token;
    int looks = 0;
    QVERIFY(pollUntilFinal(clock, {3s, 10s, 600s}, [&](CancelToken &) { return PollLook {++looks == 2, 0}; }, token));
    QCOMPARE(clock.sleeps, QList<std::chrono::milliseconds> {3s});
}

void TestPolling::givesUpBeforeTheDeadlineIsPassed()
{
    FakeClock clock;
    CancelToken token;
    const auto result = pollUntilFinal(clock, {4s, 4s, 10s}, [](CancelToken &) { return PollLook(); }, token);
    QVERIFY(!result);
    QCOMPARE(std::get<ProtocolFailure>(result.failure()).kind, ProtocolFailure::Kind::Unfinished);
    QCOMPARE(clock.ticks(), 8000ms);
}

void TestPolling::givesUpAtOnceWhenRetryAfterIsTooLong_data()
{
    QTest::addColumn<int>("seconds");
    QTest::newRow("a second too long") << 601;
    QTest::newRow("90 days") << 90 * 86400;
    QTest::newRow("the largest number") << std::numeric_limits<int>::max();
}

void TestPolling::givesUpAtOnceWhenRetryAfterIsTooLong()
{
    QFETCH(const int, seconds);
    FakeClock clock;
    CancelToken token;
    const auto result = pollUntilFinal(clock, {}, [&](CancelToken &) { return PollLook {false, seconds}; }, token);
    QVERIFY(!result);
    const auto unfinished = std::get<ProtocolFailure>(result.failure());
    QCOMPARE(unfinished.kind, ProtocolFailure::Kind::Unfinished);
    QCOMPARE(QDateTime::fromString(unfinished.detail, Qt::ISODate), clock.now().addSecs(seconds));
    QVERIFY(clock.sleeps.isEmpty());
}

void TestPolling::countsTheTimeThatLooksTake()
{
    FakeClock clock;
    CancelToken token;
    const auto slowLook = [&](CancelToken &) {
        clock.advance(7s);
        return PollLook();
    };
    QVERIFY(!pollUntilFinal(clock, {2s, 2s, 10s}, slowLook, token));
    QCOMPARE(clock.sleeps.size(), 1);
}

void TestPolling::endsWhenCanceled()
{
    FakeClock clock;
    CancelToken token;
    clock.onSleep = [&] { token.cancel(); };
    const auto result = pollUntilFinal(clock, {}, [](CancelToken &) { return PollLook(); }, token);
    QVERIFY(!result);
    QVERIFY(isCanceled(result.failure()));
    QCOMPARE(clock.sleeps.size(), 1);
}

void TestPolling::returnsWhatALookFailedWith()
{
    FakeClock clock;
    CancelToken token;
    const auto broken = [](CancelToken &) -> Result<PollLook> { return Failure(NetworkFailure {}); };
    const auto result = pollUntilFinal(clock, {}, broken, token);
    QVERIFY(!result);
    QVERIFY(std::holds_alternative<NetworkFailure>(result.failure()));
}

QTEST_GUILESS_MAIN(TestPolling)
#include "tst_polling.moc"
