// SPDX-License-Identifier: MIT
#include "issuance/challengechoice.h"
#include "issuance/orderflow.h"
#include "issuance/publishflow.h"
#include "issuance/recordtexts.h"
#include "issuance/standing.h"
#include "issuance/validateflow.h"
#include "support/fakeworld.h"

#include <QTest>

using namespace cw;
using namespace cw::issuance;
using store::OrderRecord;
using store::OrderStage;
using store::Publication;

// Which challenge is answered, and standing records from one order to the next.
class TestChallengeChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void putsTheValueBelowALabelOfTheAccount();
    void fallsBackToWhatIsOffered_data();
    void fallsBackToWhatIsOffered();
    void ignoresTypesThatItDoesNotKnow();
    void passesOverAChallengeThatBreaksItsOwnRules_data();
    void passesOverAChallengeThatBreaksItsOwnRules();
    void saysWhatIsOfferedWhenNothingFits();
    void sendsNothingForAWishThatCannotComeTrue_data();
    void sendsNothingForAWishThatCannotComeTrue();
    void leavesTheStandingRecordForTheNextOrder();
    void publishesOneRecordForANameAndItsWildcard();
    void makesANewRecordWhenTheKnownOneDoesNotDo_data();
    void makesANewRecordWhenTheKnownOneDoesNotDo();
    void publishesAgainWhatSomebodyDeleted();
    void takesAStandingRecordOutOnlyWhenTold();
    void knowsWhichWaysCanPublishWhat_data();
    void knowsWhichWaysCanPublishWhat();

private:
    static Result<Nothing> issue(test::FakeWorld &world, OrderRecord &order);
    static OrderRecord standingDraft(test::FakeWorld &world, const QStringList &names);
};

namespace
{
const OrderProgress NoProgress = [](const OrderRecord &) { };
const QString Persist = QStringLiteral("dns-persist-01");
}

Result<Nothing> TestChallengeChoice::issue(test::FakeWorld &world, OrderRecord &order)
{
    CancelToken token;
    Tools tools(world.environment, order);
    if (const Result<Nothing> placed = placeOrder(tools, order, token); !placed)
        return placed.failure();
    if (const Result<Nothing> published = publishRecords(tools, order, token); !published)
        return published.failure();
    OrderRecord wanted = order; // the user puts in what is new
    wanted.records = recordsToPublish(order);
    world.publish(wanted);
    if (const Result<Nothing> issued = validateAndIssue(tools, order, NoProgress, token); !issued)
        return issued.failure();
    return cleanUpRecords(tools, order, token);
}

OrderRecord TestChallengeChoice::standingDraft(test::FakeWorld &world, const QStringList &names)
{
    world.letTheCaLook();
    world.ca.challengeTypes = QStringList {QStringLiteral("dns-01"), Persist};
    OrderRecord order = world.draft(names);
    order.challengeType = Persist;
    return order;
}

void TestChallengeChoice::putsTheValueBelowALabelOfTheAccount()
{
    test::FakeWorld world;
    world.letTheCaLook();
    world.ca.challengeTypes.append(QStringLiteral("dns-account-01"));
    OrderRecord order = world.draft({QStringLiteral("www.example.org"), QStringLiteral("*.www.example.org")});
    order.challengeType = QStringLiteral("dns-account-01");
    QVERIFY(issue(world, order));
    // base32 of the hash of "https://ca.test/account/1"
    QCOMPARE(order.records[0].validationName, QStringLiteral("_olyvb6oxga3g4ahi._acme-challenge.www.example.org."));
    QCOMPARE(order.records[1].validationName, order.records[0].validationName);
    QCOMPARE(order.records[0].challengeType, order.challengeType);
    QVERIFY(order.records[0].notOffered.isEmpty());
    QCOMPARE(order.stage, OrderStage::Issued);
}

void TestChallengeChoice::fallsBackToWhatIsOffered_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QStringList>("offered");
    QTest::addColumn<QString>("taken");
    const QString dns01 = QStringLiteral("dns-01");
    const QString account = QStringLiteral("dns-account-01");
    QTest::newRow("account, not offered") << account << QStringList {dns01} << dns01;
    QTest::newRow("persist, not offered") << Persist << QStringList {dns01, account} << dns01;
    QTest::newRow("dns-01, not offered") << dns01 << QStringList {account, Persist} << account;
}

void TestChallengeChoice::fallsBackToWhatIsOffered()
{
    QFETCH(QString, wanted);
    QFETCH(QStringList, offered);
    test::FakeWorld world;
    world.letTheCaLook();
    world.ca.challengeTypes = offered;
    OrderRecord order = world.draft({QStringLiteral("www.example.org")});
    order.challengeType = wanted;
    QVERIFY(issue(world, order));
    QTEST(order.records[0].challengeType, "taken");
    QCOMPARE(order.records[0].notOffered, QStringList {wanted});
    QVERIFY(!order.records[0].isStanding);
    QVERIFY(*world.onDisk() == order);
}

void TestChallengeChoice::ignoresTypesThatItDoesNotKnow()
{
    test::FakeWorld world;
    world.letTheCaLook();
    world.ca.challengeTypes = QStringList {QStringLiteral("http-01"), QStringLiteral("quantum-07"), QStringLiteral("dns-01")};
    OrderRecord order = world.draft({QStringLiteral("www.example.org")});
    QVERIFY(issue(world, order));
    QCOMPARE(order.records[0].challengeType, QStringLiteral("dns-01"));
}

void TestChallengeChoice::passesOverAChallengeThatBreaksItsOwnRules_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QJsonObject>("members");
    QTest::newRow("no issuer") << Persist << QJsonObject {{QStringLiteral("issuer-domain-names"), QJsonArray()}};
    QTest::newRow("account of two lines") << Persist << QJsonObject {{QStringLiteral("accounturi"), QStringLiteral("https://a\nb")}};
}

void TestChallengeChoice::passesOverAChallengeThatBreaksItsOwnRules()
{
    QFETCH(QString, wanted);
    test::FakeWorld world;
    world.letTheCaLook();
    world.ca.challengeTypes.append(wanted);
    QFETCH(QJsonObject, members);
    world.ca.challengeMembers = members;
    OrderRecord order = world.draft({QStringLiteral("www.example.org")});
    order.challengeType = wanted;
    QVERIFY(issue(world, order));
    QCOMPARE(order.records[0].challengeType, QStringLiteral("dns-01"));
    QCOMPARE(order.records[0].notOffered, QStringList {wanted});
}

void TestChallengeChoice::saysWhatIsOfferedWhenNothingFits()
{
    test::FakeWorld world;
    world.ca.challengeTypes = QStringList {QStringLiteral("http-01"), Persist};
    OrderRecord order = world.draft({QStringLiteral("www.example.org")});
    const Result<Nothing> issued = issue(world, order);
    QVERIFY(!issued);
    const BadInput &wrong = std::get<BadInput>(issued.failure());
    QCOMPARE(wrong.fault, BadInput::Fault::ChallengeNotOffered);
    QCOMPARE(wrong.value, QStringLiteral("www.example.org"));
    QCOMPARE(wrong.detail, QStringLiteral("http-01, dns-persist-01"));
}

void TestChallengeChoice::sendsNothingForAWishThatCannotComeTrue_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("hours");
    QTest::addColumn<BadInput::Fault>("fault");
    QTest::newRow("unknown type") << QStringLiteral("dns-02") << 0 << BadInput::Fault::BadOption;
    QTest::newRow("end in the past") << Persist << -1 << BadInput::Fault::BadTime;
    QTest::newRow("end before the order is through") << Persist << 23 << BadInput::Fault::BadTime;
}

void TestChallengeChoice::sendsNothingForAWishThatCannotComeTrue()
{
    QFETCH(QString, type);
    QFETCH(int, hours);
    test::FakeWorld world;
    OrderRecord order = world.draft({QStringLiteral("www.example.org")});
    order.challengeType = type;
    order.standingUntil = hours == 0 ? QDateTime() : world.clock->now().addSecs(hours * 3600);
    const Result<Nothing> issued = issue(world, order);
    QVERIFY(!issued);
    QTEST(std::get<BadInput>(issued.failure()).fault, "fault");
    QCOMPARE(world.ca.requests, 0);
}

void TestChallengeChoice::leavesTheStandingRecordForTheNextOrder()
{
    test::FakeWorld world;
    OrderRecord first = standingDraft(world, {QStringLiteral("www.example.org")});
    QVERIFY(issue(world, first));
    QCOMPARE(first.stage, OrderStage::Issued);
    const store::NameRecord &record = first.records[0];
    QCOMPARE(record.validationName, QStringLiteral("_validation-persist.www.example.org."));
    QCOMPARE(record.value, QStringLiteral("ca.test;accounturi=https://ca.test/account/1"));
    QVERIFY(record.isStanding);
    QVERIFY(first.mayBePublished().isEmpty());
    QCOMPARE(world.txtValues(QStringLiteral("_validation-persist.www.example.org")), QStringList {record.value});

    const QList<store::StandingRecord> known = store::StandingRecords(world.home.path()).load().value();
    QCOMPARE(known.size(), 1);
    QCOMPARE(known[0].orderId, first.id);
    QVERIFY(known[0].isByHand);
    QVERIFY(!known[0].until.isValid());

    OrderRecord second = copyForNewTry(first);
    QCOMPARE(second.challengeType, Persist);
    QVERIFY(issue(world, second));
    QCOMPARE(second.stage, OrderStage::Issued);
    QCOMPARE(second.records[0].standingSince, known[0].published);
    QCOMPARE(store::StandingRecords(world.home.path()).load().value().size(), 1);
}

void TestChallengeChoice::publishesOneRecordForANameAndItsWildcard()
{
    test::FakeWorld world;
    OrderRecord order = standingDraft(world, {QStringLiteral("example.org"), QStringLiteral("*.example.org")});
    QVERIFY(issue(world, order));
    QCOMPARE(order.records[0].value, QStringLiteral("ca.test;accounturi=https://ca.test/account/1;policy=wildcard"));
    QCOMPARE(order.records[1].value, order.records[0].value);
    QCOMPARE(expectedRecords(order).size(), 0);
    QCOMPARE(store::StandingRecords(world.home.path()).load().value().size(), 1);
}

void TestChallengeChoice::makesANewRecordWhenTheKnownOneDoesNotDo_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<int>("daysLater");
    QTest::newRow("a wildcard is new") << QStringList {QStringLiteral("example.org"), QStringLiteral("*.example.org")} << 0;
    QTest::newRow("the end is near") << QStringList {QStringLiteral("example.org")} << 60;
}

void TestChallengeChoice::makesANewRecordWhenTheKnownOneDoesNotDo()
{
    QFETCH(QStringList, names);
    QFETCH(int, daysLater);
    test::FakeWorld world;
    OrderRecord first = standingDraft(world, {QStringLiteral("example.org")});
    first.standingUntil = world.clock->now().addDays(60).addSecs(3600);
    QVERIFY(issue(world, first));
    const QList<store::StandingRecord> known = store::StandingRecords(world.home.path()).load().value();
    QCOMPARE(known.value(0).until.toSecsSinceEpoch(), first.standingUntil.toSecsSinceEpoch());
    QCOMPARE(standingState(known[0], world.clock->now()), StandingState::Good);
    QVERIFY(standingNotes(known, world.clock->now()).isEmpty());
    QVERIFY(standingNotes(known, world.clock->now().addDays(40)).value(0).contains(QStringLiteral("example.org")));
    QVERIFY(standingNotes(known, world.clock->now().addDays(61)).value(0).contains(QStringLiteral("does not count")));

    world.clock->advance(std::chrono::hours(24 * daysLater));
    OrderRecord second = copyForNewTry(first);
    second.names = names;
    second.standingUntil = {};
    QVERIFY(issue(world, second));
    QVERIFY(second.records[0].value != first.records[0].value);
    QVERIFY(!second.records[0].standingSince.isValid());
    QCOMPARE(store::StandingRecords(world.home.path()).load().value().size(), 2);
    const QList<store::StandingRecord> both = store::StandingRecords(world.home.path()).load().value();
    QVERIFY(standingNotes(both, world.clock->now().addDays(61)).isEmpty()); // the new one stands in for it
    QCOMPARE(standingState(known[0], world.clock->now()), daysLater > 0 ? StandingState::EndsSoon : StandingState::Good);
    QCOMPARE(standingState(known[0], world.clock->now().addDays(61)), StandingState::Over);
}

void TestChallengeChoice::publishesAgainWhatSomebodyDeleted()
{
    test::FakeWorld world;
    OrderRecord first = standingDraft(world, {QStringLiteral("www.example.org")});
    QVERIFY(issue(world, first));
    world.dns.removeRecords("example.org", "_validation-persist.www.example.org", dns::Type::TXT);
    OrderRecord second = copyForNewTry(first);
    QVERIFY(issue(world, second));
    QVERIFY(!second.records[0].standingSince.isValid());
    QCOMPARE(world.txtValues(QStringLiteral("_validation-persist.www.example.org")), QStringList {second.records[0].value});
}

void TestChallengeChoice::takesAStandingRecordOutOnlyWhenTold()
{
    test::FakeWorld world;
    OrderRecord order = standingDraft(world, {QStringLiteral("www.example.org")});
    QVERIFY(issue(world, order));
    CancelToken token;
    Tools tools(world.environment, order);
    QVERIFY(removeStanding(tools, order, token));
    QCOMPARE(store::StandingRecords(world.home.path()).load().value().size(), 1); // it is still there
    world.dns.removeRecords("example.org", "_validation-persist.www.example.org", dns::Type::TXT);
    QVERIFY(removeStanding(tools, order, token));
    QCOMPARE(order.records[0].publication, Publication::Removed);
    QVERIFY(store::StandingRecords(world.home.path()).load().value().isEmpty());
}

void TestChallengeChoice::knowsWhichWaysCanPublishWhat_data()
{
    QTest::addColumn<QString>("way");
    QTest::addColumn<QString>("format");
    QTest::addColumn<bool>("isRaw");
    QTest::addColumn<QStringList>("types");
    const QString dns01 = QStringLiteral("dns-01");
    const QString account = QStringLiteral("dns-account-01");
    const QStringList all {dns01, account, Persist};
    QTest::newRow("by hand") << QStringLiteral("manual") << QString() << false << all;
    QTest::newRow("update") << QStringLiteral("rfc2136") << QString() << false << all;
    QTest::newRow("acme-dns") << QStringLiteral("acme-dns") << QString() << false << QStringList {dns01, account};
    QTest::newRow("certbot") << QStringLiteral("hook") << QStringLiteral("certbot") << false << QStringList {dns01};
    QTest::newRow("dehydrated") << QStringLiteral("hook") << QStringLiteral("dehydrated") << false << QStringList {dns01};
    QTest::newRow("acme.sh") << QStringLiteral("hook") << QStringLiteral("acme.sh") << false << all;
    QTest::newRow("lego") << QStringLiteral("hook") << QStringLiteral("lego") << false << all;
    QTest::newRow("lego, raw") << QStringLiteral("hook") << QStringLiteral("lego") << true << QStringList {dns01};
}

void TestChallengeChoice::knowsWhichWaysCanPublishWhat()
{
    QFETCH(QString, way);
    QFETCH(QString, format);
    QFETCH(bool, isRaw);
    QFETCH(QStringList, types);
    store::PublishSettings settings;
    settings.way = way;
    settings.hook.format = format;
    settings.hook.isRaw = isRaw;
    for (const QString &type : {QStringLiteral("dns-01"), QStringLiteral("dns-account-01"), Persist})
        QCOMPARE(canPublish(settings, type), types.contains(type));
}

QTEST_GUILESS_MAIN(TestChallengeChoice)
#include "tst_challengechoice.moc"
