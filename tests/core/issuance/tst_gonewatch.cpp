// SPDX-License-Identifier: MIT
#include "issuance/gonewatch.h"

#include "base/operation.h"
#include "issuance/ordercontroller.h"
#include "support/fakeworld.h"

#include <QTest>

using namespace cw;
using namespace cw::issuance;
using namespace std::chrono_literals;
using checks::SeenState;
using store::Publication;

// What was put in by hand is watched until it is gone.
class TestGoneWatch : public QObject
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
    void looksEverMoreRarely();
    void looksOnlyWhileItIsWatched();
    void stopsWhenNothingIsLeft();
    void aRecordIsGoneWhenEveryServerSaysSo_data();
    void aRecordIsGoneWhenEveryServerSaysSo();
    void namesTheServersThatStillHaveIt();
    void notesInTheJournalWhatIsGone();
    void leavesRecordsOfOthersAlone();
    void aNewTryIsNotDisturbedByTheLook();
    void aNewTryWaitsUntilWhatIsGoneIsNoted();

private:
    OrderController &issued(const QStringList &names);
    const IssueState &state() const { return m_controller->state(); }

    std::unique_ptr<test::FakeWorld> m_world;
    std::unique_ptr<OrderController> m_controller;
};

// An order of which only the records are left, put in by hand.
OrderController &TestGoneWatch::issued(const QStringList &names)
{
    store::OrderRecord order = m_world->draft(names);
    order.id = QStringLiteral("2026-11-22-1a2b3c4d");
    order.stage = store::OrderStage::Canceled;
    for (const QString &name : names) {
        store::NameRecord record;
        record.name = name;
        record.value = QStringLiteral("value-of-%1").arg(name.section(u'.', 0, 0));
        record.validationName = QStringLiteral("_acme-challenge.%1.").arg(name);
        record.owner = record.validationName;
        record.zone = QStringLiteral("example.org.");
        record.publication = Publication::ByHand;
        order.records.append(record);
    }
    m_world->publish(order);
    m_controller = std::make_unique<OrderController>(m_world->environment, order);
    return *m_controller;
}

void TestGoneWatch::looksEverMoreRarely()
{
    QList<qint64> waits;
    for (int looks = 1; looks < 8; ++looks)
        waits << GoneWatch::waitAfter(looks).count();
    QCOMPARE(waits, QList<qint64>({30, 60, 120, 240, 300, 300, 300}));
    QCOMPARE(GoneWatch::waitAfter(1000), 300s);
}

void TestGoneWatch::looksOnlyWhileItIsWatched()
{
    int looks = 0;
    GoneWatch watch([&] { ++looks; });
    QCOMPARE(looks, 0);
    watch.setWatched(true);
    QCOMPARE(looks, 1);
    QVERIFY(watch.remaining() < 0ms);
    watch.took(GoneWatch::Left::Some);
    QVERIFY(watch.remaining() > 25s && watch.remaining() < 35s);
    watch.lookNow();
    watch.lookNow(); // one at a time
    QCOMPARE(looks, 2);
    watch.setWatched(false);
    watch.took(GoneWatch::Left::Some);
    QVERIFY(watch.remaining() < 0ms);
}

void TestGoneWatch::stopsWhenNothingIsLeft()
{
    GoneWatch watch([] { });
    watch.setWatched(true);
    watch.took(GoneWatch::Left::Nothing);
    QVERIFY(watch.remaining() < 0ms);
    QVERIFY(!watch.isLooking());
}

void TestGoneWatch::aRecordIsGoneWhenEveryServerSaysSo_data()
{
    QTest::addColumn<QList<SeenState>>("servers");
    QTest::addColumn<bool>("gone");
    QTest::newRow("both say no") << QList {SeenState::Missing, SeenState::Missing} << true;
    QTest::newRow("another value is there") << QList {SeenState::Other, SeenState::Missing} << true;
    QTest::newRow("one has it") << QList {SeenState::Missing, SeenState::Seen} << false;
    QTest::newRow("one is silent") << QList {SeenState::Missing, SeenState::NoAnswer} << false;
    QTest::newRow("one fails") << QList {SeenState::Missing, SeenState::Error} << false;
    QTest::newRow("an address of IPv6 that cannot be asked from here") << QList {SeenState::Missing, SeenState::NotAsked} << true;
    QTest::newRow("none was asked") << QList {SeenState::NotAsked} << false;
    QTest::newRow("no servers") << QList<SeenState>() << false;
}

void TestGoneWatch::aRecordIsGoneWhenEveryServerSaysSo()
{
    QFETCH(QList<SeenState>, servers);
    QFETCH(bool, gone);
    checks::NameSight sight;
    for (const SeenState state : servers) {
        checks::ServerSight server;
        server.state = state;
        sight.servers.append(server);
    }
    QCOMPARE(isGone(sight), gone);
}

void TestGoneWatch::namesTheServersThatStillHaveIt()
{
    issued({QStringLiteral("www.example.org")});
    m_world->dns.server("192.0.2.1").records("example.org").removeIf([](const dns::Record &record) { return record.type == dns::Type::TXT; });
    m_controller->setCleanUpWatched(true);
    QTRY_VERIFY(state().goneLook);
    QCOMPARE(serversThatHaveIt(state().goneLook->names.first()), QStringList {QStringLiteral("ns2.example.org")});
    QCOMPARE(state().order.records.first().publication, Publication::ByHand);
}

void TestGoneWatch::notesInTheJournalWhatIsGone()
{
    issued({QStringLiteral("www.example.org"), QStringLiteral("mail.example.org")});
    m_controller->setCleanUpWatched(true);
    QTRY_VERIFY(state().goneLook);
    QCOMPARE(state().order.mayBePublished().size(), 2);
    m_world->dns.removeRecords("example.org", "_acme-challenge.www.example.org", dns::Type::TXT);
    m_controller->cleanUp();
    QTRY_COMPARE(state().order.mayBePublished().size(), 1);
    QTRY_VERIFY(!state().isRunning(Activity::GoneLook) && !state().isRunning(Activity::CleanUp));
    QCOMPARE(m_world->onDisk()->mayBePublished().size(), 1);
    m_world->dns.removeRecords("example.org", "_acme-challenge.mail.example.org", dns::Type::TXT);
    m_controller->setCleanUpWatched(false);
    m_controller->setCleanUpWatched(true);
    QTRY_VERIFY(state().order.mayBePublished().isEmpty());
    QTRY_VERIFY(m_world->onDisk()->mayBePublished().isEmpty());
}

void TestGoneWatch::leavesRecordsOfOthersAlone()
{
    issued({QStringLiteral("www.example.org")});
    m_world->dns.removeRecords("example.org", "_acme-challenge.www.example.org", dns::Type::TXT);
    m_world->dns.addRecord("example.org", "_acme-challenge.www TXT \"another client\"");
    m_controller->setCleanUpWatched(true);
    QTRY_VERIFY(state().order.mayBePublished().isEmpty());
    QCOMPARE(m_world->txtValues(QStringLiteral("_acme-challenge.www.example.org")), QStringList {QStringLiteral("another client")});
}

void TestGoneWatch::aNewTryIsNotDisturbedByTheLook()
{
    issued({QStringLiteral("www.example.org")});
    m_world->dns.removeRecords("example.org", "_acme-challenge.www.example.org", dns::Type::TXT);
    m_controller->setCleanUpWatched(true);
    QVERIFY(state().isRunning(Activity::GoneLook));
    m_controller->newTry();
    QCOMPARE(state().order.stage, store::OrderStage::Draft);
    QVERIFY(!state().isRunning(Activity::GoneLook));
    m_controller.reset();
    Operation::waitForAll();
}

void TestGoneWatch::aNewTryWaitsUntilWhatIsGoneIsNoted()
{
    issued({QStringLiteral("mail.example.org")});
    m_world->dns.removeRecords("example.org", "_acme-challenge.mail.example.org", dns::Type::TXT);
    bool wasNoted = false;
    connect(m_controller.get(), &OrderController::stateChanged, this, [&] {
        if (wasNoted || !state().isRunning(Activity::SaveDraft))
            return;
        wasNoted = true;
        QCOMPARE(state().order.stage, store::OrderStage::Canceled);
        m_controller->newTry();
    });
    m_controller->setCleanUpWatched(true);
    QTRY_VERIFY(wasNoted);
    QTRY_COMPARE(state().order.stage, store::OrderStage::Draft);
}

QTEST_GUILESS_MAIN(TestGoneWatch)
#include "tst_gonewatch.moc"
