// SPDX-License-Identifier: MIT
#include "issuance/orderflow.h"
#include "issuance/publishflow.h"
#include "issuance/rememberedways.h"
#include "support/fakeworld.h"

#include <QJsonDocument>
#include <QTest>

using namespace cw;
using namespace cw::issuance;
using store::OrderRecord;
using store::OrderStage;
using store::Publication;
using store::PublishSettings;

namespace
{

const QString MainZone = QStringLiteral("example.org.");
const QString AliasZone = QStringLiteral("auth.example.net.");

} // namespace

// One order with more than one way to publish.
class TestWays : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_world = std::make_unique<test::FakeWorld>(); }
    void publishesEachZoneInItsWay();
    void takesEverythingBackWhenOneWayFails();
    void sendsNothingWhenAWayCannotBeUsed();
    void publishesByHandWhatAnotherWayCouldNot();
    void rehearsesBeforeTheOrder();
    void keepsSecretsByZone();
    void remembersTheWayOfEachZone();
    void forgetsTheWayOfAZoneThatIsDoneByHand();
    void remembersNothingOfPractice();

private:
    // A hook that writes down what it was called with.
    PublishSettings hookThat(const QString &ending) const;
    OrderRecord placed(Tools &tools, OrderRecord order);
    QStringList calls() const;

    std::unique_ptr<test::FakeWorld> m_world;
    CancelToken m_token;
};

PublishSettings TestWays::hookThat(const QString &ending) const
{
    const QString path = m_world->home.filePath(QStringLiteral("hook-") + QString(ending).replace(u' ', u'-'));
    QFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        file.write("#!/bin/sh\necho \"$1 $2\" >> '" + m_world->home.filePath(QStringLiteral("calls")).toUtf8() + "'\n" + ending.toUtf8()
                   + "\n");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    PublishSettings settings;
    settings.way = QStringLiteral("hook");
    settings.hook.format = QStringLiteral("lego");
    settings.hook.program = path;
    return settings;
}

OrderRecord TestWays::placed(Tools &tools, OrderRecord order)
{
    if (!placeOrder(tools, order, m_token))
        QTest::qFail("the order could not be placed", __FILE__, __LINE__);
    return order;
}

QStringList TestWays::calls() const
{
    QFile file(m_world->home.filePath(QStringLiteral("calls")));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts) : QStringList();
}

void TestWays::publishesEachZoneInItsWay()
{
    OrderRecord order = m_world->draft({QStringLiteral("www.example.org"), QStringLiteral("alias.example.org")});
    order.zoneWays.insert(AliasZone, hookThat(QStringLiteral("exit 0")));
    Tools tools(m_world->environment, order);
    order = placed(tools, order);
    QVERIFY(publishRecords(tools, order, m_token));
    QCOMPARE(calls(), QStringList {QStringLiteral("present c41f7.auth.example.net.")});
    QCOMPARE(order.records[0].publication, Publication::ByHand);
    QCOMPARE(order.records[1].publication, Publication::ByUs);
    QCOMPARE(order.stage, OrderStage::Published);
    order.stage = OrderStage::Canceled;
    QVERIFY(cleanUpRecords(tools, order, m_token));
    QCOMPARE(calls().last(), QStringLiteral("cleanup c41f7.auth.example.net."));
    QCOMPARE(order.records[1].publication, Publication::Removed);
}

void TestWays::takesEverythingBackWhenOneWayFails()
{
    OrderRecord order = m_world->draft({QStringLiteral("www.example.org"), QStringLiteral("alias.example.org")});
    order.publish = hookThat(QStringLiteral("exit 0"));
    order.zoneWays.insert(AliasZone, hookThat(QStringLiteral("[ $1 = cleanup ] || exit 7")));
    Tools tools(m_world->environment, order);
    order = placed(tools, order);
    const Result<Nothing> published = publishRecords(tools, order, m_token);
    const auto failure = std::get<PublishFailure>(published.failure());
    QCOMPARE(failure.kind, PublishFailure::Kind::HookFailed);
    QCOMPARE(failure.exitCode, 7);
    const QStringList expected {QStringLiteral("present _acme-challenge.www.example.org."), QStringLiteral("present c41f7.auth.example.net."),
                                QStringLiteral("cleanup _acme-challenge.www.example.org."), QStringLiteral("cleanup c41f7.auth.example.net.")};
    QCOMPARE(calls(), expected);
    QVERIFY(order.mayBePublished().isEmpty());
    QCOMPARE(order.stage, OrderStage::Ordered);
    QVERIFY(*m_world->onDisk() == order);
}

void TestWays::sendsNothingWhenAWayCannotBeUsed()
{
    OrderRecord order = m_world->draft({QStringLiteral("www.example.org"), QStringLiteral("alias.example.org")});
    order.publish = hookThat(QStringLiteral("exit 0"));
    PublishSettings unknown;
    unknown.way = QStringLiteral("pigeon");
    order.zoneWays.insert(AliasZone, unknown);
    Tools tools(m_world->environment, order);
    order = placed(tools, order);
    const Result<Nothing> published = publishRecords(tools, order, m_token);
    QCOMPARE(std::get<BadInput>(published.failure()).fault, BadInput::Fault::UnknownWay);
    QVERIFY(calls().isEmpty());
}

void TestWays::publishesByHandWhatAnotherWayCouldNot()
{
    OrderRecord order = m_world->draft({QStringLiteral("www.example.org")});
    order.publish = hookThat(QStringLiteral("[ $1 = cleanup ] || exit 1"));
    Tools tools(m_world->environment, order);
    order = placed(tools, order);
    QVERIFY(!publishRecords(tools, order, m_token));
    order.publish = PublishSettings();
    QVERIFY(publishRecords(tools, order, m_token));
    QCOMPARE(order.records[0].publication, Publication::ByHand);
}

void TestWays::rehearsesBeforeTheOrder()
{
    OrderRecord order = m_world->draft({QStringLiteral("www.example.org")});
    order.publish = hookThat(QStringLiteral("exit 0"));
    Tools tools(m_world->environment, order);
    QVERIFY(rehearsePublishing(tools, order, {}, m_token));
    QFile::remove(order.publish.hook.program);
    const Result<Nothing> rehearsed = rehearsePublishing(tools, order, {}, m_token);
    QCOMPARE(std::get<PublishFailure>(rehearsed.failure()).kind, PublishFailure::Kind::HookUnusable);
    QVERIFY(calls().isEmpty());
}

void TestWays::keepsSecretsByZone()
{
    OrderRecord order = m_world->draft({QStringLiteral("www.example.org")});
    order.publish = hookThat(QStringLiteral("exit 0"));
    order.zoneWays.insert(AliasZone, hookThat(QStringLiteral("exit 0")));
    Tools tools(m_world->environment, order);
    const QString hook = QStringLiteral("hook");
    QVERIFY(keepSecrets(tools, order, {{QString(), {hook, "one"}}, {AliasZone, {hook, "two"}}, {MainZone, {hook, "three"}}}));
    QCOMPARE(*secretFor(tools, order, MainZone, {}), QByteArray("one")); // it follows the order's way
    QCOMPARE(*secretFor(tools, order, AliasZone, {}), QByteArray("two"));
    const QByteArray entered = R"({"environment":{"TOKEN":"new"}})";
    order.zoneWays[AliasZone].hook.secretNames = QStringList {QStringLiteral("TOKEN")};
    QCOMPARE(*secretFor(tools, order, AliasZone, {{AliasZone, {hook, entered}}}), entered);
    order.zoneWays[AliasZone].way = QStringLiteral("rfc2136"); // whose secret it is not
    QCOMPARE(*secretFor(tools, order, AliasZone, {}), QByteArray());
}

void TestWays::remembersTheWayOfEachZone()
{
    const QString hook = QStringLiteral("hook");
    const QByteArray secret = R"({"environment":{"TOKEN":"s3cret"}})";
    OrderRecord order = m_world->draft({QStringLiteral("alias.example.org")});
    order.zoneWays.insert(AliasZone, hookThat(QStringLiteral("exit 0")));
    order.zoneWays[AliasZone].hook.secretNames = QStringList {QStringLiteral("TOKEN")};
    {
        Tools tools(m_world->environment, order);
        QVERIFY(keepSecrets(tools, order, {{AliasZone, {hook, secret}}}));
        order = placed(tools, order);
        QVERIFY(publishRecords(tools, order, m_token));
        QVERIFY(rememberWays(tools, order));
        order.stage = OrderStage::Canceled;
        QVERIFY(cleanUpRecords(tools, order, m_token)); // the order's own secret goes
    }
    const Result<store::SiteWays::Ways> ways = store::SiteWays(m_world->home.path()).load();
    QVERIFY(ways);
    OrderRecord next = m_world->draft({QStringLiteral("alias.example.org")});
    QVERIFY(proposeWays(next, {MainZone, AliasZone}, *ways));
    QCOMPARE(next.publishFor(AliasZone).hook.program, order.zoneWays[AliasZone].hook.program);
    QVERIFY(!next.isAutomaticIn(MainZone));
    Tools tools(m_world->environment, next);
    QCOMPARE(*secretFor(tools, next, AliasZone, {}), secret);
    QFile file(m_world->home.filePath(QStringLiteral("ways.json")));
    QVERIFY(file.open(QIODevice::ReadOnly) && !file.readAll().contains("s3cret"));

    // The next order uses it, and ends; the site keeps it.
    next = placed(tools, next);
    QVERIFY(publishRecords(tools, next, m_token) && rememberWays(tools, next));
    next.stage = OrderStage::Canceled;
    QVERIFY(cleanUpRecords(tools, next, m_token));
    QCOMPARE(*tools.secrets().get(store::SiteWays::secretIdOf(AliasZone)), secret);
}

void TestWays::forgetsTheWayOfAZoneThatIsDoneByHand()
{
    OrderRecord order = m_world->draft({QStringLiteral("alias.example.org")});
    order.publish = hookThat(QStringLiteral("exit 0"));
    Tools tools(m_world->environment, order);
    QVERIFY(keepSecrets(tools, order, {{QString(), {QStringLiteral("hook"), "{}"}}}));
    order = placed(tools, order);
    QVERIFY(rememberWays(tools, order));
    order.publish = PublishSettings();
    QVERIFY(rememberWays(tools, order));
    QVERIFY(store::SiteWays(m_world->home.path()).load()->isEmpty());
    QVERIFY(!tools.secrets().get(store::SiteWays::secretIdOf(AliasZone)));
}

void TestWays::remembersNothingOfPractice()
{
    OrderRecord order = m_world->draft({QStringLiteral("alias.example.org")});
    order.publish = hookThat(QStringLiteral("exit 0"));
    Tools tools(m_world->environment, order);
    order = placed(tools, order);
    order.isPractice = true;
    QVERIFY(rememberWays(tools, order));
    QVERIFY(store::SiteWays(m_world->home.path()).load()->isEmpty());
}

QTEST_GUILESS_MAIN(TestWays)
#include "tst_ways.moc"
