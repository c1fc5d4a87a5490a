// SPDX-License-Identifier: MIT
// The controller with what is wanted of an order beside its names, and with what the CA makes of it.
#include "base/operation.h"
#include "issuance/authorities.h"
#include "issuance/ordercontroller.h"
#include "support/fakeworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace cw;
using namespace cw::issuance;
using store::OrderStage;

class TestOrderWishes : public QObject
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
    void ordersWithProfileAndEnd();
    void forgetsAProfileThatAnotherAuthorityDoesNotOffer();
    void goesRightOnWhenTheCaKnowsEveryName();
    void ordersForTheOthersWhenTheCaRefusesSomeNames();
    void letsTheNamesBeChangedAfterARefusal();
    void keepsTheWishesForANewTry();
    void keepsProvedNamesInANewTry();
    void readsWhatIsUsedOfTheLimits();
    void readsNoLimitsOfAnUnknownAuthority();

private:
    void goToMethod(const QStringList &names);
    void validateAll();
    void newTry();
    const IssueState &state() const { return m_controller->state(); }

    std::unique_ptr<test::FakeWorld> m_world;
    std::unique_ptr<OrderController> m_controller;
};

namespace
{
const QStringList Two {QStringLiteral("www.example.org"), QStringLiteral("mail.example.org")};
}

void TestOrderWishes::goToMethod(const QStringList &names)
{
    m_world->letTheCaLook();
    m_controller = std::make_unique<OrderController>(m_world->environment);
    m_controller->setAuthority({QStringLiteral("Fake CA"), test::FakeCa::directoryUrl(), {}, false, false});
    QTRY_VERIFY(state().directory);
    m_controller->setAgreedToTerms(true);
    m_controller->makeAccount();
    QTRY_COMPARE(state().step, Step::Names);
    m_controller->setNames(names);
    m_controller->goTo(Step::Preflight);
    m_controller->startPreflight(OrderController::PreflightScope::All);
    QTRY_VERIFY(readiness(state(), Step::Preflight).isReady);
    m_controller->goTo(Step::Method);
}

void TestOrderWishes::validateAll()
{
    m_controller->placeOrder();
    QTRY_COMPARE(state().order.stage, OrderStage::Published);
    m_world->publish(state().order);
    m_controller->validate(ValidateMode::Anyway);
}

// The fakes are for one thread at a time, so each piece of work beside ends first.
void TestOrderWishes::newTry()
{
    QTRY_VERIFY(!state().isRunning(Activity::FreshLook));
    const QString before = state().order.id;
    m_controller->newTry();
    QTRY_COMPARE(store::Journal(m_world->home.path()).load(before)->stage, OrderStage::Canceled);
    QTRY_VERIFY(!state().isRunning(Activity::ReadDirectory));
}

void TestOrderWishes::ordersWithProfileAndEnd()
{
    m_world->ca.meta.insert(QStringLiteral("profiles"), QJsonObject {{QStringLiteral("shortlived"), QStringLiteral("Six days")}});
    goToMethod(Two);
    m_controller->setProfile(QStringLiteral("shortlived"));
    m_controller->setNotAfter(m_world->clock->now().addDays(3));
    m_controller->placeOrder();
    QTRY_COMPARE(state().order.stage, OrderStage::Published);
    QCOMPARE(m_world->ca.newOrders.value(0).value(u"profile").toString(), QStringLiteral("shortlived"));
    QVERIFY(m_world->ca.newOrders.value(0).contains(u"notAfter"));
    m_controller->setProfile({});
    QCOMPARE(state().order.profile, QStringLiteral("shortlived")); // it is ordered
}

void TestOrderWishes::forgetsAProfileThatAnotherAuthorityDoesNotOffer()
{
    m_controller = std::make_unique<OrderController>(m_world->environment);
    m_controller->setProfile(QStringLiteral("shortlived"));
    m_controller->setAuthority({QStringLiteral("Fake CA"), test::FakeCa::directoryUrl(), {}, false, false});
    QTRY_VERIFY(state().directory);
    QCOMPARE(state().order.profile, QString());
}

void TestOrderWishes::goesRightOnWhenTheCaKnowsEveryName()
{
    m_world->ca.reusesAuthorizations = true;
    goToMethod(Two);
    validateAll();
    QTRY_COMPARE(state().step, Step::Certificate);
    m_controller.reset();
    Operation::waitForAll();
    goToMethod(Two);
    m_controller->placeOrder();
    QTRY_COMPARE(state().step, Step::Certificate);
    QCOMPARE(m_world->ca.challengesAnswered, 2);
    QCOMPARE(m_world->ca.certificatesMade, 2);
}

void TestOrderWishes::ordersForTheOthersWhenTheCaRefusesSomeNames()
{
    m_world->ca.refusedNames.insert(Two[1], test::FakeCa::problem("rejectedIdentifier", "policy forbids it"));
    goToMethod(Two);
    m_controller->placeOrder();
    QTRY_VERIFY(state().failure(Activity::Order));
    QCOMPARE(state().order.stage, OrderStage::Draft);
    QCOMPARE(state().step, Step::Method);
    m_controller->dropRefusedNames();
    QCOMPARE(state().order.names, QStringList {Two[0]});
    QCOMPARE(state().preflight.size(), 1);
    QVERIFY(!state().failure(Activity::Order));
    m_controller->placeOrder();
    QTRY_COMPARE(state().order.stage, OrderStage::Published);
    QCOMPARE(state().order.records.size(), 1);
    QCOMPARE(m_world->ca.ordersMade, 1);
}

void TestOrderWishes::letsTheNamesBeChangedAfterARefusal()
{
    m_world->ca.refusedNames.insert(Two[1], test::FakeCa::problem("rejectedIdentifier", "policy forbids it"));
    goToMethod(Two);
    m_controller->placeOrder();
    QTRY_VERIFY(state().failure(Activity::Order));
    QTRY_COMPARE(m_world->onDisk()->stage, OrderStage::Draft);
    m_controller->dropRefusedNames();
    m_controller->takeBackDroppedNames();
    QCOMPARE(state().order.names, Two);
    QCOMPARE(state().preflight.size(), 2);
}

void TestOrderWishes::keepsTheWishesForANewTry()
{
    m_world->ca.problemFor.insert(Two[0], test::FakeCa::problem("dns", "SERVFAIL"));
    m_world->ca.meta.insert(QStringLiteral("profiles"), QJsonObject {{QStringLiteral("classic"), QStringLiteral("As ever")}});
    goToMethod(Two);
    m_controller->setProfile(QStringLiteral("classic"));
    validateAll();
    QTRY_COMPARE(state().order.stage, OrderStage::Failed);
    newTry();
    QTRY_COMPARE(state().order.stage, OrderStage::Draft);
    QCOMPARE(state().order.profile, QStringLiteral("classic"));
}

// What the CA still knows needs no new record.
void TestOrderWishes::keepsProvedNamesInANewTry()
{
    m_world->ca.reusesAuthorizations = true;
    m_world->ca.problemFor.insert(Two[1], test::FakeCa::problem("dns", "SERVFAIL"));
    goToMethod(Two);
    validateAll();
    QTRY_COMPARE(state().order.stage, OrderStage::Failed);
    m_world->ca.problemFor.clear();
    newTry();
    QTRY_VERIFY(state().directory);
    m_controller->startPreflight(OrderController::PreflightScope::All);
    QTRY_VERIFY(readiness(state(), Step::Preflight).isReady);
    m_controller->goTo(Step::Method);
    m_controller->placeOrder();
    QTRY_COMPARE(state().order.stage, OrderStage::Published);
    QCOMPARE(state().step, Step::Publish);
    QCOMPARE(state().order.records[0].status, QStringLiteral("valid"));
    QCOMPARE(state().order.records[1].status, QStringLiteral("pending"));
}

void TestOrderWishes::readsWhatIsUsedOfTheLimits()
{
    const Authority known = authorityById(u"letsencrypt-staging").value();
    store::OrderRecord past;
    past.id = QStringLiteral("2026-01-01-00000001");
    past.directoryUrl = known.directory.toString();
    past.orderUrl = QStringLiteral("https://ca.test/order/9");
    past.created = m_world->clock->now().addSecs(-600);
    QVERIFY(store::Journal(m_world->home.path()).save(past, past.created));
    store::OrderRecord draft;
    draft.directoryUrl = past.directoryUrl;
    m_controller = std::make_unique<OrderController>(m_world->environment, draft);
    m_controller->setNames(Two);
    QTRY_COMPARE(state().limits.size(), known.limits.size());
    const auto orders = std::find_if(state().limits.begin(), state().limits.end(),
                                     [](const LimitUse &use) { return use.kind == LimitUse::Kind::NewOrders; });
    QVERIFY(orders != state().limits.end());
    QCOMPARE(orders->used, 1);
}

void TestOrderWishes::readsNoLimitsOfAnUnknownAuthority()
{
    m_controller = std::make_unique<OrderController>(m_world->environment);
    m_controller->setNames(Two);
    m_controller->readLimits();
    QVERIFY(!state().isRunning(Activity::ReadLimits));
    QCOMPARE(state().limits.size(), 0);
}

QTEST_GUILESS_MAIN(TestOrderWishes)
#include "tst_orderwishes.moc"
