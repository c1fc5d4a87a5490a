// SPDX-License-Identifier: MIT
// Every state that an order can be found in, at every point of the flow.
#include "issuance/orderflow.h"
#include "issuance/publishflow.h"
#include "issuance/validateflow.h"
#include "support/fakeworld.h"

#include <QTest>

using namespace cw;
using namespace cw::issuance;
using namespace std::chrono_literals;
using store::OrderRecord;
using store::OrderStage;

class TestOrderStates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnWithAnOrderThatIsReadyAtOnce();
    void answersAllChallengesBeforeTheFirstLook();
    void waitsAsLongAsTheCaSays();
    void neverSleepsWhenTheCaWantsVeryLong_data();
    void neverSleepsWhenTheCaWantsVeryLong();
    void keepsTheOrderWhenALimitIsReached();
    void showsTheErrorOfAChallengeThatStaysPending();
    void forgetsAnErrorThatIsOver();
    void asksAgainWhenTheOrderIsNotReadyAfterAll();
    void givesUpAnOrderThatIsNeverReady();
    void knowsThatTheRefusalClosedTheOrder_data();
    void knowsThatTheRefusalClosedTheOrder();
    void keepsAnOrderThatTheRefusalLeftOpen();
    void knowsThatTheOrderIsGone();
    void knowsThatSomebodyGaveANameUp();
    void ordersAnewWhenTheOrderWasClosedBeforeItsRecordsWereKnown();
    void sendsNothingMoreForAnOrderThatIsBornInvalid();

private:
    static Result<Nothing> publishAll(test::FakeWorld &world, OrderRecord &order);
    static Result<Nothing> validate(test::FakeWorld &world, OrderRecord &order);
};

namespace
{

const OrderProgress NoProgress = [](const OrderRecord &) { };
const QStringList Two {QStringLiteral("www.example.org"), QStringLiteral("mail.example.org")};

Problem caaRefusal()
{
    Problem problem = test::FakeCa::problem("caa", "Rechecking CAA for \"mail.example.org\" and 0 more identifiers failed");
    Problem mail = test::FakeCa::problem("caa", "CAA record for mail.example.org prevents issuance");
    mail.identifierValue = QStringLiteral("mail.example.org");
    problem.subproblems.append(mail);
    problem.status = 403;
    return problem;
}

} // namespace

Result<Nothing> TestOrderStates::publishAll(test::FakeWorld &world, OrderRecord &order)
{
    CancelToken token;
    Tools tools(world.environment, order);
    if (const Result<Nothing> placed = placeOrder(tools, order, token); !placed)
        return placed.failure();
    if (const Result<Nothing> published = publishRecords(tools, order, token); !published)
        return published.failure();
    world.publish(order);
    return Nothing();
}

Result<Nothing> TestOrderStates::validate(test::FakeWorld &world, OrderRecord &order)
{
    CancelToken token;
    Tools tools(world.environment, order);
    return validateAndIssue(tools, order, NoProgress, token);
}

void TestOrderStates::goesOnWithAnOrderThatIsReadyAtOnce()
{
    test::FakeWorld world;
    world.letTheCaLook();
    world.ca.reusesAuthorizations = true;
    OrderRecord first = world.draft(Two);
    QVERIFY(publishAll(world, first));
    QVERIFY(validate(world, first));
    OrderRecord second = world.draft(Two);
    QVERIFY(publishAll(world, second));
    QCOMPARE(expectedRecords(second).size(), 0);
    QVERIFY(validate(world, second));
    QCOMPARE(second.stage, OrderStage::Issued);
    QCOMPARE(world.ca.challengesAnswered, 2);
}

void TestOrderStates::answersAllChallengesBeforeTheFirstLook()
{
    test::FakeWorld world;
    world.letTheCaLook();
    OrderRecord order = world.draft(Two);
    QVERIFY(publishAll(world, order));
    world.ca.resources.clear();
    QVERIFY(validate(world, order));
    const QStringList asked = world.ca.resources.filter(QRegularExpression(QStringLiteral("^(challenge|authorization)$")));
    QCOMPARE(asked, QStringList(QStringLiteral("challenge challenge authorization authorization").split(u' ')));
}

void TestOrderStates::waitsAsLongAsTheCaSays()
{
    test::FakeWorld world;
    world.letTheCaLook();
    world.ca.pollsUntilValidated = 1;
    world.ca.pollsUntilIssued = 2;
    world.ca.retryAfter = "17";
    OrderRecord order = world.draft(Two);
    QVERIFY(publishAll(world, order));
    world.clock->sleeps.clear();
    QVERIFY(validate(world, order));
    QCOMPARE(world.clock->sleeps, QList<std::chrono::milliseconds>({17s, 17s, 17s}));
}

void TestOrderStates::neverSleepsWhenTheCaWantsVeryLong_data()
{
    QTest::addColumn<int>("pollsUntilValidated");
    QTest::addColumn<int>("pollsUntilIssued");
    QTest::addColumn<int>("stage");
    QTest::newRow("at a name") << 1 << 0 << int(OrderStage::Answered);
    QTest::newRow("at the order") << 0 << 2 << int(OrderStage::Finalizing);
}

void TestOrderStates::neverSleepsWhenTheCaWantsVeryLong()
{
    QFETCH(int, pollsUntilValidated);
    QFETCH(int, pollsUntilIssued);
    QFETCH(int, stage);
    test::FakeWorld world;
    world.letTheCaLook();
    OrderRecord order = world.draft(Two);
    QVERIFY(publishAll(world, order));
    world.ca.pollsUntilValidated = pollsUntilValidated;
    world.ca.pollsUntilIssued = pollsUntilIssued;
    world.ca.retryAfter = "7776000"; // 90 days
    world.clock->sleeps.clear();
    const Result<Nothing> issued = validate(world, order);
    QVERIFY(!issued);
    const auto unfinished = std::get<ProtocolFailure>(issued.failure());
    QCOMPARE(unfinished.kind, ProtocolFailure::Kind::Unfinished);
    QCOMPARE(QDateTime::fromString(unfinished.detail, Qt::ISODate), world.clock->now().addDays(90));
    QCOMPARE(world.clock->sleeps.size(), 0);
    QCOMPARE(int(world.onDisk()->stage), stage);
    // The same order comes to its end when it is looked at later.
    world.ca.retryAfter.clear();
    QVERIFY(validate(world, order));
    QCOMPARE(order.stage, OrderStage::Issued);
    QCOMPARE(world.ca.certificatesMade, 1);
}

void TestOrderStates::keepsTheOrderWhenALimitIsReached()
{
    test::FakeWorld world;
    world.letTheCaLook();
    OrderRecord order = world.draft(Two);
    QVERIFY(publishAll(world, order));
    Problem limited = test::FakeCa::problem("rateLimited", "too many requests");
    limited.status = 429;
    world.ca.refuseOnce.insert(QStringLiteral("finalize"), limited);
    world.ca.retryAfter = "86400";
    const Result<Nothing> issued = validate(world, order);
    QVERIFY(!issued);
    QCOMPARE(std::get<Problem>(issued.failure()).retryAfter, world.clock->now().addDays(1));
    QVERIFY(world.onDisk()->isOpen());
    QVERIFY(world.onDisk()->problem.isEmpty());
    world.ca.retryAfter.clear();
    QVERIFY(validate(world, order));
    QCOMPARE(world.ca.ordersMade, 1);
}

// RFC 8555 8.2: "The server MUST add an entry to the "error" field ... the challenge stays "processing"."
void TestOrderStates::showsTheErrorOfAChallengeThatStaysPending()
{
    test::FakeWorld world;
    world.letTheCaLook();
    world.ca.errorWhilePending.insert(Two[1], test::FakeCa::problem("dns", "SERVFAIL looking up TXT"));
    OrderRecord order = world.draft(Two);
    QVERIFY(publishAll(world, order));
    const Result<Nothing> issued = validate(world, order);
    QVERIFY(!issued);
    QCOMPARE(std::get<ProtocolFailure>(issued.failure()).kind, ProtocolFailure::Kind::Unfinished);
    const OrderRecord disk = *world.onDisk();
    QCOMPARE(disk.stage, OrderStage::Answered);
    QCOMPARE(disk.records[0].status, QStringLiteral("valid"));
    QCOMPARE(disk.records[1].status, QStringLiteral("pending"));
    QCOMPARE(problemFromJson(disk.records[1].problem).detail, QStringLiteral("SERVFAIL looking up TXT"));
}

void TestOrderStates::forgetsAnErrorThatIsOver()
{
    test::FakeWorld world;
    world.letTheCaLook();
    world.ca.errorWhilePending.insert(Two[1], test::FakeCa::problem("dns", "SERVFAIL looking up TXT"));
    OrderRecord order = world.draft(Two);
    QVERIFY(publishAll(world, order));
    QVERIFY(!validate(world, order));
    world.ca.errorWhilePending.clear();
    QVERIFY(validate(world, order));
    QCOMPARE(order.stage, OrderStage::Issued);
    QVERIFY(order.records[1].problem.isEmpty());
}

void TestOrderStates::asksAgainWhenTheOrderIsNotReadyAfterAll()
{
    test::FakeWorld world;
    world.letTheCaLook();
    world.ca.finalizesNotReady = 2;
    OrderRecord order = world.draft(Two);
    QVERIFY(publishAll(world, order));
    QVERIFY(validate(world, order));
    QCOMPARE(world.ca.finalizes, 3);
    QCOMPARE(world.ca.certificatesMade, 1);
}

void TestOrderStates::givesUpAnOrderThatIsNeverReady()
{
    test::FakeWorld world;
    world.letTheCaLook();
    world.ca.finalizesNotReady = 100;
    OrderRecord order = world.draft(Two);
    QVERIFY(publishAll(world, order));
    const Result<Nothing> issued = validate(world, order);
    QVERIFY(!issued);
    QCOMPARE(std::get<Problem>(issued.failure()).kind(), QStringLiteral("orderNotReady"));
    QCOMPARE(world.ca.finalizes, 3);
    QVERIFY(world.onDisk()->isOpen());
}

void TestOrderStates::knowsThatTheRefusalClosedTheOrder_data()
{
    QTest::addColumn<int>("pollsUntilIssued");
    QTest::addColumn<bool>("tellsErrorOfOrder");
    QTest::newRow("refused at once") << 0 << true;
    QTest::newRow("refused at once, the order does not say why") << 0 << false;
    QTest::newRow("refused while it was processing") << 2 << true;
}

void TestOrderStates::knowsThatTheRefusalClosedTheOrder()
{
    QFETCH(int, pollsUntilIssued);
    QFETCH(bool, tellsErrorOfOrder);
    test::FakeWorld world;
    world.letTheCaLook();
    world.ca.problemOfFinalize = caaRefusal();
    world.ca.pollsUntilIssued = pollsUntilIssued;
    world.ca.tellsErrorOfOrder = tellsErrorOfOrder;
    OrderRecord order = world.draft(Two);
    QVERIFY(publishAll(world, order));
    const Result<Nothing> issued = validate(world, order);
    QVERIFY(!issued);
    QCOMPARE(std::get<Problem>(issued.failure()).kind(), QStringLiteral("caa"));
    const OrderRecord disk = *world.onDisk();
    QCOMPARE(disk.stage, OrderStage::Failed);
    QCOMPARE(problemFromJson(disk.problem).subproblems.size(), 1);
    QVERIFY(disk.records[0].problem.isEmpty());
    QCOMPARE(problemFromJson(disk.records[1].problem).detail, QStringLiteral("CAA record for mail.example.org prevents issuance"));
}

void TestOrderStates::keepsAnOrderThatTheRefusalLeftOpen()
{
    test::FakeWorld world;
    world.letTheCaLook();
    world.ca.refuseOnce.insert(QStringLiteral("finalize"), test::FakeCa::problem("badCSR", "CSR has too few bits"));
    OrderRecord order = world.draft(Two);
    QVERIFY(publishAll(world, order));
    const Result<Nothing> issued = validate(world, order);
    QVERIFY(!issued);
    QCOMPARE(std::get<Problem>(issued.failure()).kind(), QStringLiteral("badCSR"));
    QVERIFY(world.onDisk()->isOpen());
    QVERIFY(world.onDisk()->problem.isEmpty());
    QVERIFY(validate(world, order));
    QCOMPARE(world.ca.certificatesMade, 1);
}

void TestOrderStates::knowsThatTheOrderIsGone()
{
    test::FakeWorld world;
    OrderRecord order = world.draft(Two);
    QVERIFY(publishAll(world, order));
    world.ca.forgetOrders();
    const Result<Nothing> issued = validate(world, order);
    QVERIFY(!issued);
    QCOMPARE(std::get<BadInput>(issued.failure()).fault, BadInput::Fault::OrderClosed);
    QCOMPARE(world.onDisk()->stage, OrderStage::Expired);
}

void TestOrderStates::knowsThatSomebodyGaveANameUp()
{
    test::FakeWorld world;
    OrderRecord order = world.draft(Two);
    QVERIFY(publishAll(world, order));
    {
        CancelToken token;
        Tools tools(world.environment, order);
        QVERIFY(tools.client(order, token).value()->deactivateAuthorization(order.records.first().authorizationUrl, token));
    }
    const Result<Nothing> issued = validate(world, order);
    QVERIFY(!issued);
    const auto closed = std::get<BadInput>(issued.failure());
    QCOMPARE(closed.fault, BadInput::Fault::OrderClosed);
    QCOMPARE(closed.detail, QStringLiteral("www.example.org deactivated"));
    QCOMPARE(world.onDisk()->stage, OrderStage::Failed);
}

void TestOrderStates::ordersAnewWhenTheOrderWasClosedBeforeItsRecordsWereKnown()
{
    test::FakeWorld world;
    world.letTheCaLook();
    world.ca.refuseOnce.insert(QStringLiteral("authorization"), test::FakeCa::problem("serverInternal", "sorry"));
    OrderRecord order = world.draft(Two);
    QVERIFY(!publishAll(world, order));
    QCOMPARE(world.onDisk()->stage, OrderStage::Ordering);
    world.ca.forgetOrders();
    QVERIFY(publishAll(world, order));
    QVERIFY(validate(world, order));
    QCOMPARE(world.ca.ordersMade, 2);
    QCOMPARE(order.stage, OrderStage::Issued);
}

void TestOrderStates::sendsNothingMoreForAnOrderThatIsBornInvalid()
{
    test::FakeWorld world;
    world.ca.bornInvalid = test::FakeCa::problem("caa", "CAA forbids it");
    OrderRecord order = world.draft(Two);
    const Result<Nothing> placed = publishAll(world, order);
    QVERIFY(!placed);
    QCOMPARE(std::get<Problem>(placed.failure()).kind(), QStringLiteral("caa"));
    QVERIFY(world.onDisk()->orderUrl.isEmpty());
    QVERIFY(!world.ca.resources.contains(QStringLiteral("authorization")));
}

QTEST_GUILESS_MAIN(TestOrderStates)
#include "tst_orderstates.moc"
