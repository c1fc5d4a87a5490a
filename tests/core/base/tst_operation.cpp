// SPDX-License-Identifier: MIT
#include "base/operation.h"
#include "base/waitfor.h"

#include <QTest>
#include <QThread>

#include <atomic>

using namespace cw;
using namespace std::chrono_literals;

class TestOperation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { Operation::waitForAll(); }
    void givesTheResultToTheThreadThatStartedIt();
    void cancelReachesTheWork();
    void droppedWhileItRunsItSaysNothingMore();
    void droppedWhenItHasJustEndedItSaysNothingMore();
    void passesProgressOn();
    void canBeStartedAgainFromItsOwnResult();
};

void TestOperation::givesTheResultToTheThreadThatStartedIt()
{
    Operation operation;
    int result = 0;
    QThread *thread = nullptr;
    operation.start<int>([](CancelToken &) { return 42; },
                         [&](int value) {
                             result = value;
                             thread = QThread::currentThread();
                         });
    QVERIFY(operation.isRunning());
    QTRY_COMPARE(result, 42);
    QCOMPARE(thread, QThread::currentThread());
    QVERIFY(!operation.isRunning());
}

void TestOperation::cancelReachesTheWork()
{
    Operation operation;
    std::optional<WaitEnd> end;
    operation.start<WaitEnd>([](CancelToken &token) { return waitFor([](const auto &) { }, NoTimeout, token); },
                             [&](WaitEnd value) { end = value; });
    operation.cancel();
    QTRY_VERIFY(end.has_value());
    QCOMPARE(*end, WaitEnd::Canceled);
}

void TestOperation::droppedWhileItRunsItSaysNothingMore()
{
    bool isTold = false;
    auto operation = std::make_unique<Operation>();
    operation->start<int>(
        [](CancelToken &token) {
            waitFor([](const auto &) { }, NoTimeout, token);
            return 1;
        },
        [&](int) { isTold = true; });
    operation.reset();
    Operation::waitForAll();
    QTest::qWait(1);
    QVERIFY(!isTold);
}

void TestOperation::droppedWhenItHasJustEndedItSaysNothingMore()
{
    for (int round = 0; round < 200; ++round) {
        bool isTold = false;
        std::atomic_bool isOver = false;
        auto operation = std::make_unique<Operation>();
        operation->start<int>(
            [&isOver](CancelToken &) {
                isOver = true;
                return 1;
            },
            [&](int) { isTold = true; });
        while (!isOver)
            QThread::yieldCurrentThread();
        operation.reset();
        QCoreApplication::processEvents();
        QVERIFY(!isTold);
        Operation::waitForAll();
    }
}

void TestOperation::passesProgressOn()
{
    Operation operation;
    QList<int> seen;
    bool isDone = false;
    auto post = operation.poster();
    operation.start<int>(
        [post, &seen](CancelToken &) {
            for (int i = 0; i < 3; ++i)
                post([&seen, i] { seen.append(i); });
            return 0;
        },
        [&](int) { isDone = true; });
    QTRY_VERIFY(isDone);
    QCOMPARE(seen, QList<int>({0, 1, 2}));
}

void TestOperation::canBeStartedAgainFromItsOwnResult()
{
    Operation operation;
    int runs = 0;
    std::function<void(int)> again = [&](int) {
        if (++runs < 3)
            operation.start<int>([](CancelToken &) { return 0; }, again);
    };
    operation.start<int>([](CancelToken &) { return 0; }, again);
    QTRY_COMPARE(runs, 3);
}

QTEST_GUILESS_MAIN(TestOperation)
#include "tst_operation.moc"
