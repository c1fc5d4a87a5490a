// SPDX-License-Identifier: MIT
// At every request of the flow the connection breaks, before the request or before its answer, or a server error comes in
// place of the answer. The next try goes on from the journal and ends with a certificate: one order, one key, the same values.
#include "issuance/orderflow.h"
#include "issuance/publishflow.h"
#include "issuance/validateflow.h"
#include "support/fakeworld.h"

#include <QTest>

using namespace cw;
using namespace cw::issuance;
using store::OrderRecord;
using store::OrderStage;

class TestInterruptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endWithOneCertificate_data();
    void endWithOneCertificate();
    void badNoncesAreNoInterruption();
};

namespace
{

const OrderProgress NoProgress = [](const OrderRecord &) { };

// What a new start of the program does with an order from the journal.
Result<Nothing> goOn(test::FakeWorld &world, OrderRecord &order)
{
    CancelToken token;
    Tools tools(world.environment, order);
    if (const Result<Nothing> placed = placeOrder(tools, order, token); !placed)
        return placed.failure();
    if (order.stage == OrderStage::Ordered) {
        if (const Result<Nothing> published = publishRecords(tools, order, token); !published)
            return published.failure();
        world.publish(order);
    } else if (const Result<Nothing> refreshed = refreshOrder(tools, order, token); !refreshed) {
        return refreshed.failure();
    }
    return validateAndIssue(tools, order, NoProgress, token);
}

int requestsWithoutInterruption()
{
    test::FakeWorld world;
    world.letTheCaLook();
    OrderRecord order = world.draft({QStringLiteral("example.org"), QStringLiteral("*.example.org")});
    const bool isIssued = goOn(world, order).isOk();
    return isIssued ? world.ca.requests : 0;
}

} // namespace

void TestInterruptions::endWithOneCertificate_data()
{
    QTest::addColumn<int>("request");
    QTest::addColumn<bool>("isAnswerLost");
    QTest::addColumn<bool>("isServerError");
    const int requests = requestsWithoutInterruption();
    QVERIFY(requests > 8);
    for (int request = 1; request <= requests; ++request) {
        QTest::addRow("request %d is lost", request) << request << false << false;
        QTest::addRow("answer %d is lost", request) << request << true << false;
        QTest::addRow("server error at request %d", request) << request << false << true;
        QTest::addRow("server error when %d was done", request) << request << true << true;
    }
}

void TestInterruptions::endWithOneCertificate()
{
    QFETCH(int, request);
    QFETCH(bool, isAnswerLost);
    QFETCH(bool, isServerError);
    test::FakeWorld world;
    world.letTheCaLook();
    (isAnswerLost ? world.ca.loseAnswer : world.ca.loseRequest) = request;
    world.ca.losesToServerErrors = isServerError;
    OrderRecord order = world.draft({QStringLiteral("example.org"), QStringLiteral("*.example.org")});
    const bool isIssuedAtOnce = goOn(world, order).isOk();

    // The program is gone; what counts is on disk.
    const std::optional<OrderRecord> disk = world.onDisk();
    const OrderRecord before = disk.value_or(world.draft(order.names));
    OrderRecord resumed = before;
    if (!isIssuedAtOnce)
        QVERIFY(goOn(world, resumed));
    QCOMPARE(world.onDisk()->stage, OrderStage::Issued);
    QCOMPARE(world.ca.certificatesMade, 1);
    QCOMPARE(world.ca.accountsMade, 1);
    if (!before.keyId.isEmpty())
        QCOMPARE(world.onDisk()->keyId, before.keyId);
    if (!before.orderUrl.isEmpty())
        QCOMPARE(world.onDisk()->orderUrl, before.orderUrl);
    for (qsizetype i = 0; i < before.records.size(); ++i) {
        if (!before.records[i].value.isEmpty())
            QCOMPARE(world.onDisk()->records[i].value, before.records[i].value);
    }
    // Only when the answer to newOrder itself was lost nobody knows the first order's URL: a second one is needed.
    QVERIFY(world.ca.ordersMade == 1 || (isAnswerLost && before.orderUrl.isEmpty() && world.ca.ordersMade == 2));
}

void TestInterruptions::badNoncesAreNoInterruption()
{
    test::FakeWorld world;
    world.letTheCaLook();
    world.ca.rejectEveryNthNonce = 2;
    OrderRecord order = world.draft({QStringLiteral("example.org"), QStringLiteral("*.example.org")});
    QVERIFY(goOn(world, order));
    QVERIFY(world.ca.noncesRejected > 0);
}

QTEST_GUILESS_MAIN(TestInterruptions)
#include "tst_interruptions.moc"
