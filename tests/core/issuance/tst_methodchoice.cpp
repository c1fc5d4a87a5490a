// SPDX-License-Identifier: MIT
#include "base/operation.h"
#include "issuance/ordercontroller.h"
#include "issuance/rememberedways.h"
#include "support/fakeworld.h"

#include <QTest>

using namespace cw;
using namespace cw::issuance;
using store::OrderStage;
using store::Publication;

namespace
{

const QString AliasZone = QStringLiteral("auth.example.net.");

MethodChoice way(const char *name)
{
    MethodChoice choice;
    choice.settings.way = QString::fromLatin1(name);
    return choice;
}

} // namespace

// Step 4: the way to publish, for all zones and for each.
class TestMethodChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void keepsWhatIsChosenWhileTheDraftIsWritten();
    void knowsTheSecretOfTheWayThatIsChosen();
    void letsAZoneFollowTheOrderAgain();
    void triesEachAutomaticZone();
    void goesBackToTheChoiceWhenPublishingFails();
    void proposesWhatWorkedTheLastTime();

private:
    void goToMethod();
    MethodChoice hookThat(const QString &ending);
    const IssueState &state() const { return m_controller->state(); }

    std::unique_ptr<test::FakeWorld> m_world;
    std::unique_ptr<OrderController> m_controller;
};

void TestMethodChoice::init()
{
    m_world = std::make_unique<test::FakeWorld>();
    m_controller = std::make_unique<OrderController>(m_world->environment);
}

void TestMethodChoice::cleanup()
{
    m_controller.reset();
    Operation::waitForAll();
    m_world.reset();
}

// www.example.org in its own zone, alias.example.org in that of its alias.
void TestMethodChoice::goToMethod()
{
    m_controller->setAuthority({QStringLiteral("Fake CA"), test::FakeCa::directoryUrl(), {}, false, false});
    QTRY_VERIFY(state().directory);
    m_controller->setAgreedToTerms(true);
    m_controller->makeAccount();
    QTRY_COMPARE(state().step, Step::Names);
    m_controller->setNames({QStringLiteral("www.example.org"), QStringLiteral("alias.example.org")});
    m_controller->goTo(Step::Preflight);
    m_controller->startPreflight(OrderController::PreflightScope::All);
    QTRY_VERIFY(readiness(state(), Step::Preflight).isReady);
    m_controller->goTo(Step::Method);
}

MethodChoice TestMethodChoice::hookThat(const QString &ending)
{
    MethodChoice choice = way("hook");
    choice.settings.hook.format = QStringLiteral("lego");
    choice.settings.hook.program = m_world->home.filePath(QStringLiteral("hook"));
    QFile file(choice.settings.hook.program);
    if (file.open(QIODevice::WriteOnly))
        file.write("#!/bin/sh\n" + ending.toUtf8() + "\n");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return choice;
}

void TestMethodChoice::keepsWhatIsChosenWhileTheDraftIsWritten()
{
    goToMethod();
    QVERIFY(state().isRunning(Activity::SaveDraft));
    m_controller->setMethod(hookThat(QStringLiteral("exit 0")));
    QTRY_VERIFY(!state().isRunning(Activity::SaveDraft));
    QCOMPARE(state().order.publish.way, QStringLiteral("hook"));
}

void TestMethodChoice::knowsTheSecretOfTheWayThatIsChosen()
{
    goToMethod();
    MethodChoice update = byUpdateWith({dns::Name::parse(QStringLiteral("key.")).value(), crypto::Digest::Sha256, "secret"});
    m_controller->setMethod(update);
    QVERIFY(m_controller->knowsSecret());
    update.secret.reset();
    update.settings.server = QStringLiteral("192.0.2.1");
    update.settings.keyName.clear();
    m_controller->setMethod(update); // another server, the same key
    QVERIFY(m_controller->knowsSecret());
    QCOMPARE(state().order.publish.keyName, QStringLiteral("key."));
    m_controller->setMethod(hookThat(QStringLiteral("exit 0")));
    QVERIFY(!m_controller->knowsSecret());
}

void TestMethodChoice::letsAZoneFollowTheOrderAgain()
{
    goToMethod();
    m_controller->setMethod(hookThat(QStringLiteral("exit 0")), AliasZone);
    QVERIFY(state().order.isAutomaticIn(AliasZone));
    QVERIFY(!state().order.isAutomaticIn(QStringLiteral("example.org.")));
    m_controller->clearMethod(AliasZone);
    QVERIFY(!state().order.isAutomaticIn(AliasZone));
}

void TestMethodChoice::triesEachAutomaticZone()
{
    goToMethod();
    m_controller->setMethod(hookThat(QStringLiteral("exit 4")), AliasZone);
    m_controller->startTrial();
    QTRY_VERIFY(state().failure(Activity::Trial));
    const auto failure = std::get<PublishFailure>(*state().failure(Activity::Trial));
    QCOMPARE(failure.exitCode, 4);
    QCOMPARE(failure.zone, QStringLiteral("auth.example.net"));
    QVERIFY(state().trials.isEmpty());
    m_controller->clearMethod(AliasZone); // nothing automatic is left, and nothing to complain of
    QVERIFY(!state().failure(Activity::Trial));
}

void TestMethodChoice::goesBackToTheChoiceWhenPublishingFails()
{
    goToMethod();
    m_controller->setMethod(hookThat(QStringLiteral("[ $1 = cleanup ] || exit 3")));
    m_controller->placeOrder();
    QTRY_VERIFY(state().failure(Activity::Order));
    QCOMPARE(state().step, Step::Method);
    QCOMPARE(state().order.stage, OrderStage::Ordered);
    QVERIFY(state().order.mayBePublished().isEmpty());
    const QString url = state().order.orderUrl;
    m_controller->setMethod(way("manual"));
    m_controller->placeOrder();
    QTRY_COMPARE(state().step, Step::Publish);
    QCOMPARE(state().order.orderUrl, url);
    QCOMPARE(state().order.records.first().publication, Publication::ByHand);
    QTRY_VERIFY(state().watch.look);
}

void TestMethodChoice::proposesWhatWorkedTheLastTime()
{
    store::PublishSettings remembered = hookThat(QStringLiteral("exit 0")).settings;
    QVERIFY(store::SiteWays(m_world->home.path()).save({{AliasZone, remembered}}));
    goToMethod();
    QCOMPARE(state().order.publishFor(AliasZone).hook.program, remembered.hook.program);
    QVERIFY(!state().order.publish.isAutomatic());
}

QTEST_GUILESS_MAIN(TestMethodChoice)
#include "tst_methodchoice.moc"
