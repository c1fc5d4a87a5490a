// SPDX-License-Identifier: MIT
#include "issuance/watchmemory.h"

#include "issuance/pastorders.h"

#include <QJsonArray>
#include <QTest>

using namespace cw;
using namespace cw::issuance;
using namespace Qt::StringLiterals;

namespace
{

QDateTime at(int seconds)
{
    return QDateTime(QDate(2026, 11, 22), QTime(14, 0), Qt::UTC).addSecs(seconds);
}

checks::Look look(const QDateTime &time, checks::SeenState second)
{
    checks::NameSight name;
    name.identifier = u"*.example.org"_s;
    name.owner = dns::Name::parse(u"_acme-challenge.example.org").value();
    name.zone = dns::Name::parse(u"example.org").value();
    name.expected = {"x8kQ"};
    name.cause = u"propagation_too_early"_s;
    name.detail = u"ns2 does not have the value yet."_s;
    name.todo = {u"Wait."_s};
    checks::ServerSight server;
    server.server = u"ns1.example.org"_s;
    server.address = u"192.0.2.1"_s;
    server.state = checks::SeenState::Seen;
    server.isOwnValueSeen = true;
    server.serial = 4000000000U;
    name.servers.append(server);
    server.server = u"ns2.example.org"_s;
    server.address = u"2001:db8::2"_s;
    server.state = second;
    server.isOwnValueSeen = false;
    server.serial.reset();
    server.behind = 2;
    server.rcode = 5;
    name.servers.append(server);
    name.resolvers.append(checks::ServerSight());
    return {time, {name}};
}

store::OrderRecord order(const QString &id, const QByteArray &value, const QString &directory = u"https://ca.test/"_s)
{
    store::NameRecord record;
    record.name = u"*.example.org"_s;
    record.validationName = u"_acme-challenge.example.org."_s;
    record.value = QString::fromLatin1(value);
    store::OrderRecord made;
    made.id = id;
    made.directoryUrl = directory;
    made.records = {record};
    return made;
}

store::OrderRecord failedOrder(const QString &id, const QByteArray &value, const QDateTime &answered)
{
    store::OrderRecord failed = order(id, value);
    failed.records.first().answered = answered;
    failed.records.first().status = u"invalid"_s;
    return failed;
}

} // namespace

class TestWatchMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsBackTheLastLookAndTheTimeline();
    void makesNothingOfDamagedMemories();
    void keepsOnlyWhatIsNew();
    void knowsFormerValuesAndTheLastFailure();
    void ignoresFailuresAtOtherAuthorities();
};

void TestWatchMemory::bringsBackTheLastLookAndTheTimeline()
{
    WatchState watch;
    watch.look = look(at(60), checks::SeenState::Error);
    watch.started = at(0);
    watch.isSafe = true;
    watch.history = {{at(0), 0, 2}, {at(60), 1, 2}};
    const WatchState back = watchFromJson(watchToJson(watch));
    QVERIFY(back.look);
    QVERIFY(back.isLookOld);
    QVERIFY(!back.isSafe); // has to be seen anew
    QCOMPARE(back.started, at(0));
    QCOMPARE(back.look->time, at(60));
    QCOMPARE(back.history.size(), 2);
    QCOMPARE(back.history.last().time, at(60));
    QCOMPARE(back.history.last().seen, 1);

    const checks::NameSight &name = back.look->names.first();
    const checks::NameSight &was = watch.look->names.first();
    QCOMPARE(name.identifier, was.identifier);
    QCOMPARE(name.owner, was.owner);
    QCOMPARE(name.zone, was.zone);
    QCOMPARE(name.expected, was.expected);
    QCOMPARE(name.cause, was.cause);
    QCOMPARE(name.detail, was.detail);
    QCOMPARE(name.todo, was.todo);
    QCOMPARE(name.resolvers.size(), 1);
    QCOMPARE(name.servers.first().serial, std::optional<quint32>(4000000000U));
    QVERIFY(name.servers.first().isOwnValueSeen);
    QCOMPARE(name.servers.last().address, u"2001:db8::2"_s);
    QCOMPARE(name.servers.last().state, checks::SeenState::Error);
    QCOMPARE(name.servers.last().rcode, 5);
    QCOMPARE(name.servers.last().behind, 2U);
    QVERIFY(!name.servers.last().serial);
}

void TestWatchMemory::makesNothingOfDamagedMemories()
{
    QVERIFY(watchToJson({}).isEmpty());
    QVERIFY(!watchFromJson({}).look);
    QVERIFY(!watchFromJson({{u"time"_s, u"yesterday"_s}, {u"names"_s, 7}}).look);
    const QJsonObject strange{{u"time"_s, u"2026-11-22T14:00:00.000Z"_s},
        {u"names"_s, QJsonArray{QJsonObject{{u"servers"_s, QJsonArray{QJsonObject{{u"state"_s, u"dreaming"_s}}}}}}}};
    QCOMPARE(watchFromJson(strange).look->names.first().servers.first().state, checks::SeenState::NotAsked);
}

void TestWatchMemory::keepsOnlyWhatIsNew()
{
    WatchState watch;
    watch.look = look(at(0), checks::SeenState::Missing);
    QVERIFY(isWorthKeeping(*watch.look, {}));
    const QJsonObject kept = watchToJson(watch);
    QVERIFY(!isWorthKeeping(look(at(59), checks::SeenState::Missing), kept));
    QVERIFY(isWorthKeeping(look(at(60), checks::SeenState::Missing), kept));
    QVERIFY(isWorthKeeping(look(at(2), checks::SeenState::Seen), kept));
}

void TestWatchMemory::knowsFormerValuesAndTheLastFailure()
{
    const store::OrderRecord now = order(u"now"_s, "new");
    const QList<store::OrderRecord> all{now, failedOrder(u"a"_s, "first", at(-500)), failedOrder(u"b"_s, "second", at(-300)),
        failedOrder(u"c"_s, "first", at(-900)), order(u"d"_s, "new")};
    const checks::ExpectedRecord expected = expectedWithPast(now, all).first();
    QCOMPARE(expected.values, QList<QByteArray>{"new"});
    QCOMPARE(expected.formerValues, (QList<QByteArray>{"first", "second"}));
    QCOMPARE(expected.lastFailure, at(-300));
}

void TestWatchMemory::ignoresFailuresAtOtherAuthorities()
{
    store::OrderRecord elsewhere = failedOrder(u"a"_s, "first", at(-500));
    elsewhere.directoryUrl = u"https://other.test/"_s;
    const store::OrderRecord now = order(u"now"_s, "new");
    const checks::ExpectedRecord expected = expectedWithPast(now, {elsewhere}).first();
    QVERIFY(!expected.lastFailure.isValid());
    QCOMPARE(expected.formerValues, QList<QByteArray>{"first"});
}

QTEST_GUILESS_MAIN(TestWatchMemory)
#include "tst_watchmemory.moc"
