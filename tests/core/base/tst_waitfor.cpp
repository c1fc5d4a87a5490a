// SPDX-License-Identifier: MIT
#include "base/waitfor.h"

#include <QTest>
#include <QTimer>

#include <thread>

using namespace cw;
using namespace std::chrono_literals;

class TestWaitFor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void returnsAtOnceWhenItIsDoneBeforeItWaits();
    void endsWithTheEvent();
    void endsWithTheTime();
    void doesNotBeginWhenCanceled();
    void endsWhenAnotherThreadCancels();
};

void TestWaitFor::returnsAtOnceWhenItIsDoneBeforeItWaits()
{
    CancelToken token;
    QCOMPARE(waitFor([](const auto &done) { done(); }, NoTimeout, token), WaitEnd::Done);
}

void TestWaitFor::endsWithTheEvent()
{
    CancelToken token;
    QTimer timer;
    const auto start = [&timer](const std::function<void()> &done) {
        connect(&timer, &QTimer::timeout, &timer, done);
        timer.start(1);
    };
    QCOMPARE(waitFor(start, 30s, token), WaitEnd::Done);
}

void TestWaitFor::endsWithTheTime()
{
    CancelToken token;
    QCOMPARE(waitFor([](const auto &) { }, 5ms, token), WaitEnd::TimedOut);
}

void TestWaitFor::doesNotBeginWhenCanceled()
{
    CancelToken token;
    token.cancel();
    bool hasBegun = false;
    QCOMPARE(waitFor([&](const auto &) { hasBegun = true; }, NoTimeout, token), WaitEnd::Canceled);
    QVERIFY(!hasBegun);
}

void TestWaitFor::endsWhenAnotherThreadCancels()
{
    for (int round = 0; round < 50; ++round) {
        CancelToken token;
        std::thread other;
        const auto start = [&](const auto &) { other = std::thread([token]() mutable { token.cancel(); }); };
        QCOMPARE(waitFor(start, 30s, token), WaitEnd::Canceled);
        other.join();
    }
}

QTEST_GUILESS_MAIN(TestWaitFor)
#include "tst_waitfor.moc"
