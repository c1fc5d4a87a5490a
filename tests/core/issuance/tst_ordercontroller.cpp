// SPDX-License-Identifier: MIT
#include "base/operation.h"
#include "issuance/ordercontroller.h"
#include "support/fakeworld.h"

#include <QDir>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace cw;
using namespace cw::issuance;
using store::OrderStage;

class TestOrderController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_world = std::make_unique<test::FakeWorld>(); }
    void cleanup()
    {
        m_controller.reset();
        Operation::waitForAll();
        m_world.reset();
    }
    void leadsFromTheAuthorityToTheCertificate();
    void doesNotGoOnBeforeAStepIsReady();
    void forgetsTheChecksWhenTheNamesChange();
    void checksNamesWithoutAnOrder();
    void checksNamesForNoCaInParticular();
    void readsTheDirectoryBeforeItJudgesCaa();
    void takesDroppedNamesBack();
    void saysOnceThatNobodyAnswers();
    void offersNothingToValidateBeforeItIsSafe();
    void offersNothingToValidateWhileCaaForbidsIt();
    void refusesAnOrderThatAnotherProcessHolds();
    void showsWhatTheCaRefusedBesideAFreshLook();
    void makesANewOrderForANewTry();
    void continuesAnOrderFromTheJournal();

private:
    OrderController &start();
    void forbidWww();
    void goToPublish(const QStringList &names);
    void becomeSafe();
    const IssueState &state() const { return m_controller->state(); }

    std::unique_ptr<test::FakeWorld> m_world;
    std::unique_ptr<OrderController> m_controller;
};

// www.example.org is for another CA than the fake one.
void TestOrderController::forbidWww()
{
    m_world->ca.meta.insert(QStringLiteral("caaIdentities"), QJsonArray {QStringLiteral("ca.test")});
    m_world->dns.addRecord("example.org", "www CAA 0 issue \"other.example\"");
}

OrderController &TestOrderController::start()
{
    m_world->letTheCaLook();
    m_controller = std::make_unique<OrderController>(m_world->environment);
    m_controller->setAuthority({QStringLiteral("Fake CA"), test::FakeCa::directoryUrl(), {}, false, false});
    return *m_controller;
}

void TestOrderController::goToPublish(const QStringList &names)
{
    start();
    QTRY_VERIFY(state().directory);
    m_controller->setAgreedToTerms(true);
    m_controller->makeAccount();
    QTRY_COMPARE(state().step, Step::Names);
    m_controller->setNames(names);
    m_controller->goTo(Step::Preflight);
    m_controller->startPreflight(OrderController::PreflightScope::All);
    QTRY_VERIFY(readiness(state(), Step::Preflight).isReady);
    m_controller->goTo(Step::Method);
    m_controller->placeOrder();
    QTRY_COMPARE(state().step, Step::Publish);
    QTRY_VERIFY(state().watch.look);
    QTRY_VERIFY(!state().isRunning(Activity::Watch));
}

void TestOrderController::becomeSafe()
{
    m_world->publish(state().order);
    m_controller->lookNow();
    QTRY_VERIFY(state().watch.look->isComplete());
    QTRY_VERIFY(!state().isRunning(Activity::Watch));
    m_world->clock->advance(std::chrono::seconds(6));
    m_controller->lookNow();
    QTRY_VERIFY(state().watch.isSafe);
}

void TestOrderController::leadsFromTheAuthorityToTheCertificate()
{
    goToPublish({QStringLiteral("example.org"), QStringLiteral("*.example.org")});
    QVERIFY(!state().watch.isSafe);
    const QSignalSpy opened(m_controller.get(), &OrderController::becameSafe);
    becomeSafe();
    QCOMPARE(opened.size(), 1);
    m_controller->validate(ValidateMode::WhenSafe);
    QTRY_COMPARE(state().step, Step::Certificate);
    QTRY_VERIFY(state().chainCheck);
    QVERIFY(state().chainCheck->keyFits && state().chainCheck->namesFit);

    QTemporaryDir folder;
    m_controller->save({folder.path(), {QStringLiteral("fullchain.pem"), QStringLiteral("privkey.pem")}, SaveRequest::IfExists::Ask});
    QTRY_VERIFY(state().saved);
    QVERIFY(state().order.isSaved);
    QTRY_VERIFY(!state().isRunning(Activity::CleanUp));
    QVERIFY(m_world->onDisk()->isSaved);
}

void TestOrderController::doesNotGoOnBeforeAStepIsReady()
{
    start();
    m_controller->goTo(Step::Names);
    QCOMPARE(state().step, Step::Authority);
    QTRY_VERIFY(state().directory);
    QCOMPARE(readiness(state(), Step::Authority).isReady, false);
    m_controller->makeAccount();
    QVERIFY(!state().isRunning(Activity::MakeAccount));
    QCOMPARE(m_world->ca.accountsMade, 0);
}

void TestOrderController::forgetsTheChecksWhenTheNamesChange()
{
    start();
    QTRY_VERIFY(state().directory);
    m_controller->setAgreedToTerms(true);
    m_controller->makeAccount();
    QTRY_COMPARE(state().step, Step::Names);
    m_controller->setNames({QStringLiteral("www.example.org")});
    m_controller->goTo(Step::Preflight);
    m_controller->startPreflight(OrderController::PreflightScope::All);
    QTRY_COMPARE(state().preflight.size(), 1);
    QTRY_VERIFY(!state().isRunning(Activity::Preflight));
    m_controller->goTo(Step::Names);
    m_controller->setNames({QStringLiteral("mail.example.org")});
    QVERIFY(state().preflight.isEmpty());
    m_controller->goTo(Step::Method);
    QCOMPARE(state().step, Step::Names);
}

// "Check a domain": the CA is asked for its directory only, and nothing is written.
void TestOrderController::checksNamesWithoutAnOrder()
{
    forbidWww();
    m_controller = std::make_unique<OrderController>(m_world->environment);
    m_controller->checkOnly({QStringLiteral("Fake CA"), test::FakeCa::directoryUrl(), {}, false, false},
                            {QStringLiteral("www.example.org"), QStringLiteral("example.org")});
    QVERIFY(state().isRunning(Activity::Preflight));
    QTRY_VERIFY(!state().isRunning(Activity::Preflight));
    QCOMPARE(state().preflight.size(), 2);
    QCOMPARE(state().preflight.first().verdict, checks::Verdict::Refused);
    QCOMPARE(state().preflight.last().verdict, checks::Verdict::Ready);
    QVERIFY(state().preflightParts.isEmpty());
    QCOMPARE(m_world->ca.requests, 1);
    QVERIFY(QDir(m_world->home.path()).isEmpty());
}

void TestOrderController::checksNamesForNoCaInParticular()
{
    forbidWww();
    m_controller = std::make_unique<OrderController>(m_world->environment);
    m_controller->checkOnly({QString(), QUrl(), {}, true, false}, {QStringLiteral("www.example.org")});
    QTRY_VERIFY(!state().isRunning(Activity::Preflight));
    QCOMPARE(state().preflight.first().verdict, checks::Verdict::Ready);
    QCOMPARE(m_world->ca.requests, 0);
    // Asked again for a CA, the answer is about that one.
    m_controller->checkOnly({QStringLiteral("Fake CA"), test::FakeCa::directoryUrl(), {}, false, false},
                            {QStringLiteral("www.example.org")});
    QTRY_VERIFY(!state().isRunning(Activity::Preflight));
    QCOMPARE(state().preflight.first().verdict, checks::Verdict::Refused);
}

// An order from the journal comes to step 3 before its directory is read: without it no CAA record would forbid anything.
void TestOrderController::readsTheDirectoryBeforeItJudgesCaa()
{
    forbidWww();
    m_controller = std::make_unique<OrderController>(m_world->environment, m_world->draft({QStringLiteral("www.example.org")}));
    m_controller->startPreflight(OrderController::PreflightScope::All);
    QTRY_VERIFY(!state().isRunning(Activity::Preflight));
    QVERIFY(state().directory);
    QCOMPARE(state().preflight.first().verdict, checks::Verdict::Refused);
}

void TestOrderController::takesDroppedNamesBack()
{
    forbidWww();
    const QStringList names {QStringLiteral("www.example.org"), QStringLiteral("example.org")};
    m_controller = std::make_unique<OrderController>(m_world->environment, m_world->draft(names));
    m_controller->startPreflight(OrderController::PreflightScope::All);
    QTRY_VERIFY(!state().isRunning(Activity::Preflight));
    m_controller->dropRefusedNames();
    QCOMPARE(state().order.names, QStringList {QStringLiteral("example.org")});
    QVERIFY(readiness(state(), Step::Preflight).isReady);
    m_controller->takeBackDroppedNames();
    QCOMPARE(state().order.names, names);
    QCOMPARE(state().preflight.size(), 2);
    QCOMPARE(state().preflight.first().verdict, checks::Verdict::Refused);
    QVERIFY(!state().dropped);
}

void TestOrderController::saysOnceThatNobodyAnswers()
{
    m_world->dns.resolver().isSilent = true;
    for (const char *server : {"198.41.0.4", "199.19.56.1", "192.0.2.1", "192.0.2.2"})
        m_world->dns.server(server).isSilent = true;
    m_controller = std::make_unique<OrderController>(m_world->environment);
    m_controller->checkOnly({QString(), QUrl(), {}, true, false},
                            {QStringLiteral("www.example.org"), QStringLiteral("example.org")});
    QTRY_VERIFY(!state().isRunning(Activity::Preflight));
    QVERIFY(state().failure(Activity::Preflight));
    QVERIFY(state().preflight.isEmpty());
    // The network is back.
    m_world->dns.resolver().isSilent = false;
    for (const char *server : {"198.41.0.4", "199.19.56.1", "192.0.2.1", "192.0.2.2"})
        m_world->dns.server(server).isSilent = false;
    m_controller->startPreflight(OrderController::PreflightScope::NotReadyOnly);
    QTRY_VERIFY(!state().isRunning(Activity::Preflight));
    QVERIFY(!state().failure(Activity::Preflight));
    QCOMPARE(state().preflight.size(), 2);
}

void TestOrderController::offersNothingToValidateBeforeItIsSafe()
{
    goToPublish({QStringLiteral("www.example.org")});
    m_controller->validate(ValidateMode::WhenSafe);
    QVERIFY(!state().isRunning(Activity::Validate));
    QCOMPARE(m_world->ca.challengesAnswered, 0);
}

// The record was added after the order was placed.
void TestOrderController::offersNothingToValidateWhileCaaForbidsIt()
{
    goToPublish({QStringLiteral("www.example.org")});
    forbidWww();
    m_controller->readDirectoryAgain();
    QTRY_VERIFY(!state().isRunning(Activity::ReadDirectory));
    m_world->publish(state().order);
    for (int i = 0; i < 2; ++i) {
        m_world->clock->advance(std::chrono::seconds(6));
        m_controller->lookNow();
        QTRY_VERIFY(!state().isRunning(Activity::Watch));
    }
    QVERIFY(!state().watch.isSafe);
    QCOMPARE(state().watch.look->names.first().cause, QStringLiteral("caa_forbids"));
    QVERIFY(!readiness(state(), Step::Publish).isReady);
    QVERIFY(readiness(state(), Step::Publish).reason.contains(u"hint"));
    m_controller->validate(ValidateMode::WhenSafe);
    QCOMPARE(m_world->ca.challengesAnswered, 0);
    // Whoever knows better may ask all the same.
    m_controller->validate(ValidateMode::Anyway);
    QTRY_COMPARE(m_world->ca.challengesAnswered, 1);
    QTRY_VERIFY(!state().isRunning(Activity::Validate));
}

void TestOrderController::refusesAnOrderThatAnotherProcessHolds()
{
    goToPublish({QStringLiteral("www.example.org")});
    OrderController second(m_world->environment, state().order);
    second.refresh();
    const Failure *failure = second.state().failure(Activity::Refresh);
    QVERIFY(failure);
    QCOMPARE(std::get<StoreFailure>(*failure).kind, StoreFailure::Kind::Busy);
    QTRY_VERIFY(!second.state().isRunning(Activity::ReadDirectory));
}

void TestOrderController::showsWhatTheCaRefusedBesideAFreshLook()
{
    goToPublish({QStringLiteral("www.example.org")});
    m_controller->validate(ValidateMode::Anyway);
    QTRY_VERIFY(state().failure(Activity::Validate));
    QCOMPARE(std::get<Problem>(*state().failure(Activity::Validate)).kind(), QStringLiteral("unauthorized"));
    QCOMPARE(state().order.stage, OrderStage::Failed);
    QTRY_VERIFY(state().freshLook);
    QCOMPARE(state().freshLook->names.first().servers.size(), 2);
}

void TestOrderController::makesANewOrderForANewTry()
{
    goToPublish({QStringLiteral("www.example.org")});
    const QString firstId = state().order.id;
    const QString firstValue = state().order.records.first().value;
    m_controller->validate(ValidateMode::Anyway);
    QTRY_VERIFY(state().failure(Activity::Validate));
    QTRY_VERIFY(state().freshLook);
    m_controller->newTry();
    QCOMPARE(state().step, Step::Preflight);
    Operation::waitForAll();
    m_controller->readDirectoryAgain();
    QTRY_VERIFY(state().directory && !state().isRunning(Activity::ReadDirectory));
    m_controller->startPreflight(OrderController::PreflightScope::All);
    QTRY_VERIFY(readiness(state(), Step::Preflight).isReady);
    m_controller->goTo(Step::Method);
    m_controller->placeOrder();
    QTRY_COMPARE(state().step, Step::Publish);
    QVERIFY(state().order.id != firstId);
    QVERIFY(state().order.records.first().value != firstValue);
    QCOMPARE(store::Journal(m_world->home.path()).load(firstId)->stage, OrderStage::Canceled);
}

void TestOrderController::continuesAnOrderFromTheJournal()
{
    goToPublish({QStringLiteral("www.example.org")});
    const QString value = state().order.records.first().value;
    QTRY_VERIFY(!m_world->onDisk()->watch.isEmpty());
    m_controller.reset();
    Operation::waitForAll();

    m_controller = std::make_unique<OrderController>(m_world->environment, *m_world->onDisk());
    QVERIFY(state().watch.look && state().watch.isLookOld); // shown until the next one
    QCOMPARE(state().watch.history.size(), 1);
    m_controller->refresh();
    QCOMPARE(state().step, Step::Publish);
    QTRY_VERIFY(!state().watch.isLookOld);
    QCOMPARE(state().order.records.first().value, value);
    QTRY_VERIFY(!state().isRunning(Activity::Watch));
    becomeSafe();
    m_controller->validate(ValidateMode::WhenSafe);
    QTRY_COMPARE(state().step, Step::Certificate);
    QTRY_VERIFY(state().chainCheck);
    QCOMPARE(m_world->ca.ordersMade, 1);
}

QTEST_GUILESS_MAIN(TestOrderController)
#include "tst_ordercontroller.moc"
